package io.afterword.dev.system;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A line every few seconds, so that nobody wonders whether a long test still runs. */
final class Progress implements AutoCloseable {
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);

  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final ScheduledFuture<?> lines;
  private final long begin = System.nanoTime();

  Progress(String name, Supplier<String> line) {
    this.lines =
        clock.scheduleAtFixedRate(
            () -> System.out.printf("  %s, %3d s: %s%n", name, seconds(), line.get()),
            BETWEEN_LINES.toSeconds(),
            BETWEEN_LINES.toSeconds(),
            TimeUnit.SECONDS);
  }

  /** Since it began. */
  long seconds() {
    return Duration.ofNanos(System.nanoTime() - begin).toSeconds();
  }

  @Override
  public void close() {
    lines.cancel(false);
    clock.shutdownNow();
  }
}
