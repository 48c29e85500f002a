package io.afterword.scoring.benchmark;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The table of benchmarks that this release ships. */
@ApplicationScoped
public class Benchmarks {
  private static final String FILE = "benchmarks.json";

  /** What every reader of the table must know. */
  static final String NOTE =
      "Context, not a target: who was asked what, how and when differs from yours. INDEX is a rescaled mean and no percentage; never hold it beside a share of satisfied answers. There is no NPS here because no industry table with a traceable source was found.";

  private final List<Benchmark> all = read();

  /** The table with its warning. */
  @Schema(requiredProperties = {"note", "items"})
  record Table(String note, List<Benchmark> items) {}

  public List<Benchmark> all() {
    return all;
  }

  Table table() {
    return new Table(NOTE, all);
  }

  private static List<Benchmark> read() {
    try (InputStream file = Benchmarks.class.getResourceAsStream(FILE)) {
      return List.copyOf(
          new ObjectMapper().readValue(file, new TypeReference<List<Benchmark>>() {}));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
