package io.afterword.dev.quickstart.loop;

import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Looks again and again until something is so: from outside there is no signal to wait for. */
public final class Await {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

  private Await() {}

  /**
   * Returns the first sight that will do.
   *
   * @param otherwise what to complain of when the deadline has passed
   */
  public static <T> T until(
      Duration patience, Supplier<T> look, Predicate<T> willDo, String otherwise) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      T sight = look.get();
      if (willDo.test(sight)) {
        return sight;
      }
      if (System.nanoTime() - deadline > 0) {
        throw new IllegalStateException(
            otherwise + " within " + patience.toSeconds() + " seconds; last seen: " + sight);
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(BETWEEN_LOOKS.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
