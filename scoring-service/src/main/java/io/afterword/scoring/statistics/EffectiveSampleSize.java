package io.afterword.scoring.statistics;

import java.util.OptionalDouble;

/**
 * How many equally weighted answers say as much as these weighted ones: (Σw)² / Σw².
 *
 * <p>Unit: answers; at most their number. Empty without weight. Source: L. Kish 1965.
 */
public final class EffectiveSampleSize {
  private EffectiveSampleSize() {}

  public static OptionalDouble of(double sumOfWeights, double sumOfSquaredWeights) {
    return sumOfSquaredWeights > 0
        ? OptionalDouble.of(sumOfWeights * sumOfWeights / sumOfSquaredWeights)
        : OptionalDouble.empty();
  }
}
