package io.afterword.scoring.statistics;

import org.jspecify.annotations.Nullable;

/**
 * Agresti and Coull's interval for a share: with n~ = n + z² and p~ = (k + z²/2) / n~, p~ +- z
 * sqrt(p~(1-p~)/n~), clipped to 0 to 1.
 *
 * <p>Unit: shares. n = 0 has no interval. Source: Brown, Cai and DasGupta 2001, who recommend it
 * for larger n; Wilson is our default.
 */
public final class AgrestiCoullInterval {
  private AgrestiCoullInterval() {}

  public static @Nullable Interval of(long successes, long n, Confidence confidence) {
    Shares.requireCounts(successes, n);
    if (n == 0) {
      return null;
    }
    double z = confidence.z();
    double adjustedN = n + z * z;
    double p = (successes + z * z / 2) / adjustedN;
    double half = z * Math.sqrt(p * (1 - p) / adjustedN);
    return new Interval(IntervalMethod.AGRESTI_COULL, confidence.level(), p - half, p + half)
        .clippedTo(0, 1);
  }
}
