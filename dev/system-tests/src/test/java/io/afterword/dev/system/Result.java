package io.afterword.dev.system;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What a long test found, for dev/benchmarks/results when the property result.file says so. */
final class Result {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private Result() {}

  /**
   * @param ceilings names of the numbers that must be zero; the test has failed before otherwise
   */
  static void tell(String name, Map<String, Object> found, List<String> ceilings) {
    System.out.println(name + ": " + found);
    String file = System.getProperty("result.file");
    if (file == null || file.isEmpty()) {
      return;
    }
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("name", name);
    result.put("command", System.getProperty("result.command"));
    result.put("commit", System.getProperty("result.commit"));
    result.put("at", Instant.now().toString());
    result.put(
        "machine",
        Map.of(
            "system", System.getProperty("os.name") + " " + System.getProperty("os.version"),
            "cores", Runtime.getRuntime().availableProcessors(),
            "java", System.getProperty("java.version")));
    result.put("found", found);
    Map<String, Object> ceiling = new LinkedHashMap<>();
    ceilings.forEach(each -> ceiling.put(each, 0));
    result.put("ceiling", ceiling);
    write(Path.of(file), result);
  }

  private static void write(Path file, Map<String, Object> result) {
    try {
      Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
      Files.writeString(file, JSON.writeValueAsString(result) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
