package io.afterword.scoring.statistics;

import org.apache.commons.statistics.distribution.BetaDistribution;
import org.jspecify.annotations.Nullable;

/**
 * Jeffreys' interval for a share: the equal-tailed quantiles of Beta(k + 1/2, n - k + 1/2).
 *
 * <p>Unit: shares. n = 0 has no interval; the lower end is 0 for k = 0 and the upper end 1 for k =
 * n (Brown, Cai and DasGupta 2001; statsmodels leaves that out).
 */
public final class JeffreysInterval {
  private JeffreysInterval() {}

  public static @Nullable Interval of(long successes, long n, Confidence confidence) {
    Shares.requireCounts(successes, n);
    if (n == 0) {
      return null;
    }
    BetaDistribution posterior = BetaDistribution.of(successes + 0.5, n - successes + 0.5);
    return new Interval(
        IntervalMethod.JEFFREYS,
        confidence.level(),
        successes == 0 ? 0 : posterior.inverseCumulativeProbability(confidence.tail()),
        successes == n ? 1 : posterior.inverseSurvivalProbability(confidence.tail()));
  }
}
