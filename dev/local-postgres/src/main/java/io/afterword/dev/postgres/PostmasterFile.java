package io.afterword.dev.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * {@code postmaster.pid} in a data directory: which process serves it, and how far that has come.
 * Its lines are PostgreSQL's documented ones: pid, data directory, start (epoch seconds), port,
 * socket folder, listen address, shared memory, status.
 */
record PostmasterFile(Path data, List<String> lines) {
  private static final Duration CLOCK_ROUNDING = Duration.ofSeconds(3);

  static Optional<PostmasterFile> read(Path data) throws IOException {
    try {
      List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
      return lines.isEmpty() ? Optional.empty() : Optional.of(new PostmasterFile(data, lines));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  boolean isReady(long pid) {
    return line(0).equals(Long.toString(pid)) && line(7).equals("ready");
  }

  /** The live server of this very data directory; empty when the number belongs to another now. */
  Optional<ProcessHandle> server() {
    return pid().flatMap(ProcessHandle::of).filter(ProcessHandle::isAlive).filter(this::isOurs);
  }

  private boolean isOurs(ProcessHandle process) {
    Path workingDirectory = Path.of("/proc", Long.toString(process.pid()), "cwd");
    try {
      // PostgreSQL lives in its data directory, also after the checkout was moved or copied.
      return Files.isSameFile(workingDirectory, data);
    } catch (IOException e) {
      return startedWhenTheFileSays(process); // no /proc (macOS), or another account's process
    }
  }

  private boolean startedWhenTheFileSays(ProcessHandle process) {
    return process
        .info()
        .startInstant()
        .flatMap(start -> startInFile().map(noted -> Duration.between(start, noted).abs()))
        .map(difference -> difference.compareTo(CLOCK_ROUNDING) <= 0)
        .orElse(false);
  }

  private Optional<Instant> startInFile() {
    return number(line(2)).map(Instant::ofEpochSecond);
  }

  private Optional<Long> pid() {
    return number(line(0));
  }

  private String line(int index) {
    return index < lines.size() ? lines.get(index).strip() : "";
  }

  private static Optional<Long> number(String text) {
    return text.matches("\\d{1,18}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
  }
}
