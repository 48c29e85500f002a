package io.afterword.dev.quickstart;

import io.afterword.dev.quickstart.loop.LoopReport;
import io.afterword.dev.quickstart.suite.StartReport;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Lines for a person who waits: what happened, and how long it took. */
record Progress(PrintStream out) implements StartReport, LoopReport {

  @Override
  public void started(String part, Duration took, String detail) {
    line(part, took, detail);
  }

  @Override
  public void done(String step, Duration took, String detail) {
    line(step, took, detail);
  }

  void say(String text) {
    out.println(text);
  }

  private void line(String what, Duration took, String detail) {
    double seconds = took.toMillis() / 1000.0;
    out.printf(Locale.ROOT, "  %-24s %6.2f s   %s%n", what, seconds, detail);
    out.flush();
  }
}
