package io.afterword.dev.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A short external command, run to its end. */
final class Command {
  /** What a finished command left: its exit code, and its two output streams as one text. */
  record Outcome(int exitCode, String output) {
    boolean succeeded() {
      return exitCode == 0;
    }
  }

  private Command() {}

  static Outcome run(List<String> words, Duration deadline) {
    try {
      Process process = clean(new ProcessBuilder(words)).redirectErrorStream(true).start();
      process.getOutputStream().close();
      Watchdog watchdog = new Watchdog(process, deadline);
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Outcome(watchdog.exitCode(), output.strip());
    } catch (IOException e) {
      // The program is missing or may not be executed: for the caller the same as a failure of it.
      return new Outcome(127, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalPostgresException("Interrupted while running " + words.get(0) + ".", e);
    }
  }

  /** Sends a signal by the shell's own {@code kill}: Java can send TERM and KILL only. */
  static void signal(String name, long pid) {
    run(List.of("/bin/sh", "-c", "kill -s " + name + " " + pid), Duration.ofSeconds(10));
  }

  /**
   * Removes what a developer may have set for another PostgreSQL, and asks for English messages.
   */
  static ProcessBuilder clean(ProcessBuilder builder) {
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    builder.environment().remove("LC_MESSAGES");
    builder.environment().put("LC_ALL", "C");
    return builder;
  }

  /** Kills a command that outstays its deadline, so that reading its output ends. */
  private static final class Watchdog {
    private final Process process;

    Watchdog(Process process, Duration deadline) {
      this.process = process;
      process
          .onExit()
          .orTimeout(deadline.toMillis(), TimeUnit.MILLISECONDS)
          .exceptionally(
              late -> {
                process.destroyForcibly();
                return process;
              });
    }

    int exitCode() throws InterruptedException {
      return process.waitFor();
    }
  }
}
