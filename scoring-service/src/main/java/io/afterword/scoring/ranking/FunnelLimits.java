package io.afterword.scoring.ranking;

import io.afterword.scoring.statistics.Proportion;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * Between which shares a group of n answers lies by chance alone if its true share is that of all,
 * 0 to 1.
 *
 * <p>{@link #exact} are quantiles of the binomial distribution and decide. {@link #drawn} are
 * Spiegelhalter's interpolated ones, a smooth curve to draw and nothing else: at p = .86 they would
 * put 3 of 3 outside, which happens in 64 % of all cases. With a share of 0 or 1 for all nothing
 * varies, and the exact limits hold nobody outside.
 *
 * <p>Source: D. J. Spiegelhalter 2005 (Stat. Med. 24:1185), interpolation from memory.
 */
public record FunnelLimits(double lower, double upper) {
  /** The share left out on each side of the 95 % limits: a first alert. */
  public static final double ALERT_TAIL = 0.025;

  /** The same of the 99.8 % limits: an alarm. */
  public static final double ALARM_TAIL = 0.001;

  private static final FunnelLimits ALL = new FunnelLimits(0, 1);

  public static FunnelLimits exact(long n, double share, double tail) {
    if (share <= 0 || share >= 1) {
      return ALL;
    }
    BinomialDistribution chance = BinomialDistribution.of(Math.toIntExact(n), share);
    return new FunnelLimits(
        (double) chance.inverseCumulativeProbability(tail) / n,
        (double) chance.inverseCumulativeProbability(1 - tail) / n);
  }

  public static FunnelLimits drawn(long n, double share, double tail) {
    FunnelLimits exact = exact(n, share, tail);
    BinomialDistribution chance = BinomialDistribution.of(Math.toIntExact(n), share);
    return new FunnelLimits(
        interpolated(chance, Math.toIntExact(Math.round(exact.lower * n)), tail),
        interpolated(chance, Math.toIntExact(Math.round(exact.upper * n)), 1 - tail));
  }

  private static double interpolated(BinomialDistribution chance, int count, double level) {
    double mass = chance.probability(count);
    double beyond = mass == 0 ? 0 : (chance.cumulativeProbability(count) - level) / mass;
    return Math.max(0, Math.min(1, (count - beyond) / chance.getNumberOfTrials()));
  }

  /** These limits moved away from the share by a factor, such as sqrt(phi), within 0 to 1. */
  public FunnelLimits widened(double share, double factor) {
    return new FunnelLimits(
        Math.max(0, share - (share - lower) * factor),
        Math.min(1, share + (upper - share) * factor));
  }

  public boolean holds(Proportion group) {
    return group.share() >= lower && group.share() <= upper;
  }
}
