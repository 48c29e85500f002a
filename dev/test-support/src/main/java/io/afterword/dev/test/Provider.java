package io.afterword.dev.test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The documents a service has committed about itself. */
record Provider(String service, Path folder) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectMapper YAML = new YAMLMapper();

  /** Finds the service's folder beside the module whose test runs, or above it. */
  static Provider named(String service) {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      Path candidate = folder.resolve(service);
      if (Files.isDirectory(candidate.resolve("api"))) {
        return new Provider(service, candidate);
      }
    }
    throw new AssertionError("there is no folder " + service + "/api in this checkout");
  }

  JsonNode openApi() {
    return read(YAML, folder.resolve("api").resolve("openapi.yaml"));
  }

  JsonNode eventSchema(String type) {
    return read(JSON, folder.resolve("api").resolve("events").resolve(type + ".schema.json"));
  }

  JsonNode eventExample(String type) {
    return read(JSON, folder.resolve("api").resolve("events").resolve(type + ".example.json"));
  }

  private static JsonNode read(ObjectMapper mapper, Path file) {
    if (!Files.exists(file)) {
      throw new AssertionError(file + " is not there");
    }
    try {
      return mapper.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }
}
