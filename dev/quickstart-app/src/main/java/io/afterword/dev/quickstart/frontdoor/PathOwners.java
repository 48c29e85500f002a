package io.afterword.dev.quickstart.frontdoor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which service owns a public path, as {@code deploy/paths.yaml} lists them.
 *
 * @param exact path to service
 * @param below path to service, for it and everything under it
 */
record PathOwners(Map<String, String> exact, Map<String, String> below) {
  /** Segments that make a path mean another one than it seems to. */
  private static final Set<String> MISLEADING = Set.of(".", "..");

  PathOwners {
    exact = Map.copyOf(exact);
    below = Map.copyOf(below);
  }

  static PathOwners read(Path file) throws IOException {
    return of(new YAMLMapper().readTree(file.toFile()));
  }

  static PathOwners of(JsonNode document) {
    Map<String, String> exact = new LinkedHashMap<>();
    Map<String, String> below = new LinkedHashMap<>();
    document
        .properties()
        .forEach(
            service -> {
              collect(exact, service.getKey(), service.getValue().path("exact"));
              collect(below, service.getKey(), service.getValue().path("below"));
            });
    return new PathOwners(exact, below);
  }

  /** The owner's name; empty for a path that is not public. */
  Optional<String> owner(String path) {
    if (isMisleading(path)) {
      return Optional.empty();
    }
    if (exact.containsKey(path)) {
      return Optional.ofNullable(exact.get(path));
    }
    for (String prefix = path; !prefix.isEmpty(); prefix = parent(prefix)) {
      if (below.containsKey(prefix)) {
        return Optional.ofNullable(below.get(prefix));
      }
    }
    return Optional.empty();
  }

  /** A service may resolve {@code /v1/surveys/../../q/health}, so such a path has no owner here. */
  private static boolean isMisleading(String path) {
    if (path.contains("//") || path.contains("\\") || path.contains(";")) {
      return true;
    }
    return Arrays.stream(path.split("/"))
        .map(PathOwners::decoded)
        .anyMatch(
            segment ->
                MISLEADING.contains(segment) || segment.contains("/") || segment.contains("\\"));
  }

  private static String decoded(String segment) {
    try {
      return URLDecoder.decode(segment, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "..";
    }
  }

  private static String parent(String path) {
    return path.substring(0, path.lastIndexOf('/'));
  }

  private static void collect(Map<String, String> owners, String service, JsonNode paths) {
    for (JsonNode path : paths) {
      String other = owners.put(path.asText(), service);
      if (other != null) {
        throw new IllegalArgumentException(
            path.asText() + " has two owners: " + other + " and " + service);
      }
    }
  }
}
