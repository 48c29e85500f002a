package io.afterword.scoring.statistics;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The confidence level of an interval: a share between 0.5 and 0.9999, for example 0.95.
 *
 * <p>The critical values come from the exact quantiles, not from the usual "1.96": z = Phi^-1(1 -
 * (1 - level) / 2).
 */
public record Confidence(double level) {
  /** The level that is used when nobody asks for another one. */
  public static final Confidence DEFAULT = new Confidence(0.95);

  static final double LOWEST = 0.5;
  static final double HIGHEST = 0.9999;

  public Confidence {
    if (!(level >= LOWEST && level <= HIGHEST)) {
      throw new IllegalArgumentException(
          "confidence must be between %s and %s, was %s".formatted(LOWEST, HIGHEST, level));
    }
  }

  /** Two-sided critical value of the standard normal distribution. */
  public double z() {
    return NormalDistribution.of(0, 1).inverseSurvivalProbability(tail());
  }

  /** Two-sided critical value of Student's t; the degrees of freedom must be positive. */
  public double t(double degreesOfFreedom) {
    return TDistribution.of(degreesOfFreedom).inverseSurvivalProbability(tail());
  }

  /** The probability left out on each side. */
  public double tail() {
    return (1 - level) / 2;
  }
}
