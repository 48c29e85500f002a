package io.afterword.dev.benchmarks;

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

/**
 * What a benchmark or a long test found, in the one format of dev/benchmarks/results: what was run,
 * on which machine, and the parts that the caller brings. Command, commit and file are given by the
 * script; without a file it is only printed.
 */
public final class Result {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private Result() {}

  /** Tells what was found, part by part. */
  public static void tell(String name, Map<String, Object> parts) {
    System.out.println(name + ": " + parts);
    String file = System.getProperty("result.file");
    if (file == null || file.isEmpty()) {
      return;
    }
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("name", name);
    result.put("command", System.getProperty("result.command"));
    result.put("commit", System.getProperty("result.commit"));
    result.put("at", Instant.now().toString());
    result.put("machine", Machine.facts());
    result.putAll(parts);
    write(Path.of(file), result);
    System.out.println("Written: " + file);
  }

  /**
   * Tells what a long test found.
   *
   * @param zero names of the numbers that must be zero; the test has failed before otherwise
   */
  public static void tell(String name, Map<String, Object> found, List<String> zero) {
    Map<String, Object> parts = new LinkedHashMap<>();
    parts.put("found", found);
    Map<String, Object> ceiling = new LinkedHashMap<>();
    zero.forEach(each -> ceiling.put(each, 0));
    parts.put("ceiling", ceiling);
    tell(name, parts);
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
