package io.afterword.dev.system;

import io.afterword.dev.quickstart.loop.Await;
import java.time.Duration;

/** Lets time go by where time itself is what is tried: a grace period, or a window of a measure. */
final class Pass {
  private Pass() {}

  static void by(Duration time) {
    long begin = System.nanoTime();
    Await.until(
        time.plusSeconds(5),
        () -> Duration.ofNanos(System.nanoTime() - begin),
        passed -> passed.compareTo(time) >= 0,
        "time stood still");
  }
}
