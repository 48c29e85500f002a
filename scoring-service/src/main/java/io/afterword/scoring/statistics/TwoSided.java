package io.afterword.scoring.statistics;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/** Two-sided p-values: the probability of a statistic at least as far from zero, 0 to 1. */
public final class TwoSided {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  private TwoSided() {}

  public static double normal(double z) {
    return Math.min(1, 2 * NORMAL.survivalProbability(Math.abs(z)));
  }

  /** Student's t; an infinite t (nothing varies around the line) has p = 0. */
  public static double t(double t, double degreesOfFreedom) {
    return Math.min(1, 2 * TDistribution.of(degreesOfFreedom).survivalProbability(Math.abs(t)));
  }
}
