package io.afterword.dev.quickstart.suite;

import java.time.Duration;

/** Hears what has been started. */
public interface StartReport {
  /** Tells nobody. */
  StartReport SILENT = (part, took, detail) -> {};

  void started(String part, Duration took, String detail);
}
