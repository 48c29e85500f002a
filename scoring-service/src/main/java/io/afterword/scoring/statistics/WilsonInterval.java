package io.afterword.scoring.statistics;

import org.jspecify.annotations.Nullable;

/**
 * Wilson's score interval for a share, the default for CSAT and every other share.
 *
 * <p>With p = k/n: centre (p + z²/2n) / (1 + z²/n), half-width z / (1 + z²/n) * sqrt(p(1-p)/n +
 * z²/4n²).
 *
 * <p>Unit: shares, 0 to 1. Edge cases: n = 0 has no interval (null); k = 0 gives a lower end of
 * exactly 0 and k = n an upper end of exactly 1, where rounding would leave 1e-17.
 *
 * <p>Source: E. B. Wilson 1927; recommended for small n by Brown, Cai and DasGupta 2001 (Statist.
 * Sci. 16:101), checked against Newcombe 1998 and statsmodels.
 */
public final class WilsonInterval {
  private WilsonInterval() {}

  public static @Nullable Interval of(long successes, long n, Confidence confidence) {
    Shares.requireCounts(successes, n);
    if (n == 0) {
      return null;
    }
    Interval interval = ofEffective((double) successes / n, (double) n, confidence);
    return new Interval(
        IntervalMethod.WILSON,
        confidence.level(),
        successes == 0 ? 0 : interval.lower(),
        successes == n ? 1 : interval.upper());
  }

  /**
   * The interval of a share p from an effective number of answers n &gt; 0, which need not be
   * whole: see {@link ClusterRobustError}.
   */
  public static Interval ofEffective(double p, double n, Confidence confidence) {
    double z = confidence.z();
    double shrink = 1 + z * z / n;
    double centre = (p + z * z / (2 * n)) / shrink;
    double half = z / shrink * Math.sqrt(p * (1 - p) / n + z * z / (4 * n * n));
    return new Interval(IntervalMethod.WILSON, confidence.level(), centre - half, centre + half);
  }
}
