package io.afterword.dev.quickstart.loop;

import java.time.Duration;

/** Hears each step of the loop when it is done. */
public interface LoopReport {
  void done(String step, Duration took, String detail);
}
