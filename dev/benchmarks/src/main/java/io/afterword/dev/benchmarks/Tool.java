package io.afterword.dev.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A program of the machine, run to its end. */
final class Tool {
  private Tool() {}

  /** What it printed; fails when it did, with what it printed. */
  static String run(List<String> words, Map<String, String> environment) {
    try {
      ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
      builder.environment().putAll(environment);
      Process process = builder.start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int code = process.waitFor();
      if (code != 0) {
        throw new IllegalStateException(words + " ended with " + code + ":\n" + output);
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** A file that comes with the benchmarks, as the tool can read it. */
  static Path resource(String name, Path folder) {
    Path file = folder.resolve(name);
    try (InputStream in = Tool.class.getResourceAsStream("/" + name)) {
      if (in == null) {
        throw new IllegalStateException("there is no " + name);
      }
      Files.write(file, in.readAllBytes());
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
