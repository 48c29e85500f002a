package io.afterword.dev.quickstart.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * Remembers a process of ours beyond our own life: its number, when it started and what it runs, so
 * that another process which got the same number later is never taken for it.
 */
record PidFile(Path file) {
  private static final Duration STOPPING = Duration.ofSeconds(15);

  /**
   * The start is kept in ticks of the boot clock and shown as a time of day; they drift a little.
   */
  private static final Duration START_TOLERANCE = Duration.ofSeconds(5);

  void write(ProcessHandle process, String marker) {
    Instant start = process.info().startInstant().orElse(Instant.EPOCH);
    try {
      Files.write(file, List.of(Long.toString(process.pid()), start.toString(), marker));
    } catch (IOException e) {
      throw new SuiteException("There is no permission to write " + file + ".", e);
    }
  }

  /** Ends what an earlier run left behind, and forgets it. */
  void stopLeftover() {
    leftover().ifPresent(this::stop);
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new SuiteException("There is no permission to remove " + file + ".", e);
    }
  }

  private Optional<ProcessHandle> leftover() {
    try {
      List<String> lines = Files.readAllLines(file);
      if (lines.size() < 3 || !lines.get(0).matches("\\d{1,18}")) {
        return Optional.empty();
      }
      Instant start = Instant.parse(lines.get(1));
      return ProcessHandle.of(Long.parseLong(lines.get(0)))
          .filter(ProcessHandle::isAlive)
          .filter(process -> startedAt(process, start))
          .filter(process -> runs(process, lines.get(2)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new SuiteException("The pid file " + file + " cannot be read.", e);
    }
  }

  private static boolean startedAt(ProcessHandle process, Instant noted) {
    return process
        .info()
        .startInstant()
        .map(start -> Duration.between(start, noted).abs().compareTo(START_TOLERANCE) <= 0)
        .orElse(false);
  }

  private static boolean runs(ProcessHandle process, String marker) {
    return process
        .info()
        .arguments()
        .map(arguments -> List.of(arguments).contains(marker))
        // Where a system hides other processes' arguments, the start time has to do.
        .orElse(true);
  }

  private void stop(ProcessHandle process) {
    process.destroy();
    if (!ended(process)) {
      process.destroyForcibly();
      if (!ended(process)) {
        throw new SuiteException(
            "Process %d, left behind by an earlier run, could not be stopped; stop it by hand."
                .formatted(process.pid()));
      }
    }
  }

  private static boolean ended(ProcessHandle process) {
    try {
      process.onExit().orTimeout(STOPPING.toSeconds(), TimeUnit.SECONDS).join();
      return true;
    } catch (CompletionException e) {
      return false;
    }
  }
}
