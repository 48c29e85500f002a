package io.afterword.dev.full;

import static io.afterword.dev.full.Manifests.each;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Whether the Ingress sends each path of deploy/paths.yaml to its owner, and no other path. */
final class PathRules {
  private PathRules() {}

  static List<String> faults(Manifests manifests) throws IOException {
    Set<String> wanted = new TreeSet<>();
    JsonNode owners = Chart.yaml(Tool.CHECKOUT.resolve("deploy/paths.yaml"));
    owners
        .properties()
        .forEach(
            owner -> {
              String service = owner.getKey() + "-service";
              each(owner.getValue().path("exact"))
                  .forEach(path -> wanted.add("Exact " + path.asText() + " -> " + service));
              each(owner.getValue().path("below"))
                  .forEach(path -> wanted.add("Prefix " + path.asText() + " -> " + service));
            });
    Set<String> made = new TreeSet<>();
    manifests
        .ofKind("Ingress")
        .flatMap(ingress -> each(ingress.at("/spec/rules")))
        .flatMap(rule -> each(rule.at("/http/paths")))
        .forEach(
            path ->
                made.add(
                    path.path("pathType").asText()
                        + " "
                        + path.path("path").asText()
                        + " -> "
                        + path.at("/backend/service/name").asText()));
    return Stream.concat(
            wanted.stream()
                .filter(path -> !made.contains(path))
                .map("Ingress: lacks %s"::formatted),
            made.stream()
                .filter(path -> !wanted.contains(path))
                .map("Ingress: %s is not in deploy/paths.yaml"::formatted))
        .toList();
  }
}
