package io.afterword.scoring.association;

import io.afterword.scoring.statistics.Confidence;
import io.afterword.scoring.statistics.Interval;
import io.afterword.scoring.statistics.IntervalMethod;
import io.afterword.scoring.statistics.TwoSided;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * A coefficient of correlation r, -1 to 1, of n pairs, with its two-sided p-value by Student's t
 * with n - 2 degrees of freedom. Empty where one side does not vary: UNDEFINED, not 0.
 */
record Correlation(OptionalDouble r, long n) {

  /** Empty for n = 2, where r is 1 or -1 by construction; 0 for |r| = 1. */
  OptionalDouble pValue() {
    if (r.isEmpty() || n < 3) {
      return OptionalDouble.empty();
    }
    double value = r.getAsDouble();
    double unexplained = (1 - value) * (1 + value);
    return OptionalDouble.of(
        unexplained <= 0 ? 0 : TwoSided.t(value * Math.sqrt((n - 2) / unexplained), n - 2.0));
  }

  /** tanh(atanh r +- z error); null for fewer than four pairs. */
  @Nullable Interval interval(IntervalMethod method, double error, Confidence confidence) {
    if (r.isEmpty() || n < 4) {
      return null;
    }
    double value = r.getAsDouble();
    if (Math.abs(value) == 1) {
      return new Interval(method, confidence.level(), value, value);
    }
    double centre = Math.log1p(2 * value / (1 - value)) / 2;
    double half = confidence.z() * error;
    return new Interval(
        method, confidence.level(), Math.tanh(centre - half), Math.tanh(centre + half));
  }
}
