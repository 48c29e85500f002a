package io.afterword.scoring.statistics;

import org.jspecify.annotations.Nullable;

/**
 * Score interval for a net of three classes (promoters minus detractors), used for the NPS below
 * ten answers, where it covers best.
 *
 * <p>Its ends are the nets x with |(P - D - n x) / sqrt(n (2 d(x) + x (1 - x)))| = z, where d(x) is
 * the most likely share of the negative class given the net x: the larger root of 2n d² + (x (2n +
 * D - P) - (P + D)) d - D x (1 - x) = 0. Found by bisection on each side of the observed net.
 *
 * <p>Unit: shares, -1 to 1; never leaves that range and always contains the observed net. All
 * positive gives an upper end of 1, all negative a lower end of -1. n = 0 has no interval.
 *
 * <p>Source: B. Rocks 2016 (his {@code iterative()} stops at 1e-6; this one at the limit of a
 * double).
 */
public final class NetScoreInterval {
  /** 2 halved sixty times is below the spacing of doubles around 1. */
  private static final int BISECTIONS = 60;

  private NetScoreInterval() {}

  public static @Nullable Interval of(
      long positive, long neutral, long negative, Confidence confidence) {
    long n = total(positive, neutral, negative);
    if (n == 0) {
      return null;
    }
    double z = confidence.z();
    double observed = (double) (positive - negative) / n;
    Statistic statistic = new Statistic(positive, negative, n);
    return new Interval(
        IntervalMethod.SCORE,
        confidence.level(),
        negative == n ? -1 : edge(statistic, -1, observed, z),
        positive == n ? 1 : edge(statistic, 1, observed, z));
  }

  /**
   * The border between the nets that are rejected at z (towards outside) and those that are not.
   */
  private static double edge(Statistic statistic, double outside, double inside, double z) {
    double rejected = outside;
    double accepted = inside;
    for (int i = 0; i < BISECTIONS; i++) {
      double middle = (rejected + accepted) / 2;
      if (Math.abs(statistic.at(middle)) > z) {
        rejected = middle;
      } else {
        accepted = middle;
      }
    }
    return accepted;
  }

  static long total(long positive, long neutral, long negative) {
    if (positive < 0 || neutral < 0 || negative < 0) {
      throw new IllegalArgumentException("counts must not be negative");
    }
    return positive + neutral + negative;
  }

  private record Statistic(long positive, long negative, long n) {

    /** How many standard errors the observed net lies from the net x, if x were true. */
    double at(double x) {
      double distance = positive - negative - n * x;
      if (distance == 0) {
        return 0;
      }
      double variance = n * (2 * likeliestNegativeShare(x) + x * (1 - x));
      return variance <= 0
          ? Math.copySign(Double.MAX_VALUE, distance)
          : distance / Math.sqrt(variance);
    }

    private double likeliestNegativeShare(double x) {
      double b = x * (2.0 * n + negative - positive) - (positive + negative);
      double discriminant = b * b + 8.0 * n * negative * x * (1 - x);
      double share = (-b + Math.sqrt(Math.max(0, discriminant))) / (4.0 * n);
      return Math.max(share, Math.max(0, -x));
    }
  }
}
