package io.afterword.platform.metric;

/** What a gauge was when it was last looked at. */
public record Reading(Series series, double value) {

  public Metric metric() {
    return series.metric();
  }
}
