package io.afterword.dev.images;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs commands as a person types them.
 *
 * @param before words before each command, for a place other than this one
 * @param environment variables beside this process' own
 */
record Shell(Path folder, List<String> before, Map<String, String> environment) {

  /** What a command printed, both streams, and how it ended. */
  record Outcome(String command, int exitCode, String output) {
    /** Its output; fails unless it succeeded. */
    String expectSuccess() {
      if (exitCode != 0) {
        throw new AssertionError(
            "%s%nended with %d:%n%s".formatted(command, exitCode, tail(output)));
      }
      return output;
    }

    private static String tail(String text) {
      List<String> lines = text.lines().toList();
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
    }
  }

  Shell {
    before = List.copyOf(before);
    environment = Map.copyOf(environment);
  }

  /** What a script prints; fails at its first command that fails. */
  String run(String script, Duration patience) {
    return attempt(script, patience).expectSuccess();
  }

  Outcome attempt(String script, Duration patience) {
    List<String> words = new ArrayList<>(before);
    words.addAll(List.of("bash", "-e", "-u", "-o", "pipefail", "-c", script));
    Path output = null;
    try {
      output = Files.createTempFile("images", ".out");
      ProcessBuilder builder =
          new ProcessBuilder(words)
              .directory(folder.toFile())
              .redirectInput(Path.of("/dev/null").toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
        return new Outcome(
            script, -1, read(output) + "\nnot done after " + patience.toSeconds() + " seconds");
      }
      return new Outcome(script, process.exitValue(), read(output));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } finally {
      delete(output);
    }
  }

  private static String read(Path output) throws IOException {
    return new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
  }

  private static void delete(@Nullable Path output) {
    if (output != null) {
      output.toFile().delete();
    }
  }
}
