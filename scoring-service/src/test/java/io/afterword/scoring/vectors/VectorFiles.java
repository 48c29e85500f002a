package io.afterword.scoring.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads every vector of every {@code *.json} below a folder. */
final class VectorFiles {
  private static final Path COMMITTED = Path.of("src/test/resources/vectors");

  private VectorFiles() {}

  /** The folder that the system property names, seen from the module or from the repository. */
  static Path asked() {
    String named = System.getProperty("vectors", "");
    Path folder = named.isBlank() ? COMMITTED : Path.of(named);
    Path fromRepository = Path.of("..").resolve(folder);
    return Files.isDirectory(folder) || !Files.isDirectory(fromRepository)
        ? folder
        : fromRepository;
  }

  static List<Vector> committed() {
    return read(COMMITTED);
  }

  static List<Vector> read(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new AssertionError("there is no folder of vectors " + folder.toAbsolutePath());
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      List<Vector> vectors = new ArrayList<>();
      for (Path file : paths.filter(path -> path.toString().endsWith(".json")).sorted().toList()) {
        vectors.addAll(ofFile(file));
      }
      if (vectors.isEmpty()) {
        throw new AssertionError("there are no vectors in " + folder.toAbsolutePath());
      }
      return vectors;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Vector> ofFile(Path file) throws IOException {
    String name = String.valueOf(file.getFileName());
    JsonNode vectors = new ObjectMapper().readTree(file.toFile()).path("vectors");
    if (!vectors.isArray() || vectors.isEmpty()) {
      throw new AssertionError(name + " has no list of vectors");
    }
    List<Vector> found = new ArrayList<>();
    for (JsonNode each : vectors) {
      found.add(
          new Vector(
              name,
              each.path("id").asText(),
              each.path("kind").asText(),
              each.path("title").asText(),
              each.path("input"),
              each.path("expected")));
    }
    return found;
  }
}
