package io.afterword.dev.quickstart.suite;

import java.util.Locale;

/** The three services of the suite. */
public enum ServiceKind {
  SURVEY,
  DISPATCH,
  SCORING;

  /** As the service calls itself: in paths, feeds and database names. */
  public String shortName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** As its folder and its packaged application are called. */
  public String fullName() {
    return shortName() + "-service";
  }
}
