package io.afterword.scoring.statistics;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Answers needed in each of two groups to see a difference with 80 % power at the 5 % level.
 *
 * <p>Shares by the arcsine transform: ((z_.975 + z_.8) / h)² * 2 with h = 2 asin sqrt p1 - 2 asin
 * sqrt p2. Nets by their variance per answer V = p + d - (p - d)²: 2 V ((z_.975 + z_.8) / D)².
 * Rounded up. Source: J. Cohen 1988, ch. 6; as statsmodels' NormalIndPower.
 */
public final class SampleSize {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
  private static final double BOTH_QUANTILES =
      NORMAL.inverseCumulativeProbability(0.975) + NORMAL.inverseCumulativeProbability(0.8);

  private SampleSize() {}

  /** For two shares between 0 and 1 that differ. */
  public static long forShares(double one, double other) {
    double effect = 2 * Math.asin(Math.sqrt(one)) - 2 * Math.asin(Math.sqrt(other));
    return perGroup(1, effect);
  }

  /** For a difference of nets as a share (10 points = 0.1), given the variance of one answer. */
  public static long forNets(double varianceOfOneAnswer, double difference) {
    return perGroup(varianceOfOneAnswer, difference);
  }

  private static long perGroup(double variance, double difference) {
    if (difference == 0) {
      throw new IllegalArgumentException("no number of answers shows a difference of zero");
    }
    double ratio = BOTH_QUANTILES / difference;
    return (long) Math.ceil(2 * variance * ratio * ratio);
  }
}
