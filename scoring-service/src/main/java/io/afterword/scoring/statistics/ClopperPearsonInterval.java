package io.afterword.scoring.statistics;

import org.apache.commons.statistics.distribution.BetaDistribution;
import org.jspecify.annotations.Nullable;

/**
 * Clopper and Pearson's "exact" interval for a share: lower end the tail quantile of Beta(k, n - k
 * + 1), upper end that of Beta(k + 1, n - k). Never covers less than its level, so it is wider than
 * needed.
 *
 * <p>Unit: shares. n = 0 has no interval; k = 0 gives lower 0, k = n upper 1.
 */
public final class ClopperPearsonInterval {
  private ClopperPearsonInterval() {}

  public static @Nullable Interval of(long successes, long n, Confidence confidence) {
    Shares.requireCounts(successes, n);
    if (n == 0) {
      return null;
    }
    double lower =
        successes == 0
            ? 0
            : BetaDistribution.of((double) successes, n - successes + 1.0)
                .inverseCumulativeProbability(confidence.tail());
    double upper =
        successes == n
            ? 1
            : BetaDistribution.of(successes + 1.0, (double) (n - successes))
                .inverseSurvivalProbability(confidence.tail());
    return new Interval(IntervalMethod.CLOPPER_PEARSON, confidence.level(), lower, upper);
  }
}
