package io.afterword.scoring.statistics;

import org.jspecify.annotations.Nullable;

/**
 * Student's t interval for a mean: mean +- t(n-1) s / sqrt(n), with s the standard deviation with
 * divisor n - 1.
 *
 * <p>Unit: that of the ratings; may leave the scale, so callers show it clipped. Edge cases: null
 * for n &lt; 2; [mean, mean] when all answers are equal (s = 0), which says nothing about
 * uncertainty: show the distribution next to it. Source: as R's t.test and scipy.
 */
public final class MeanInterval {
  private MeanInterval() {}

  public static @Nullable Interval of(
      long n, double mean, double standardDeviation, Confidence confidence) {
    if (n < 2) {
      return null;
    }
    double half =
        standardDeviation == 0
            ? 0
            : confidence.t(n - 1.0) * standardDeviation / Math.sqrt((double) n);
    return new Interval(IntervalMethod.T, confidence.level(), mean - half, mean + half);
  }
}
