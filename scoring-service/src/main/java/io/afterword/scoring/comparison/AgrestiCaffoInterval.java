package io.afterword.scoring.comparison;

import io.afterword.scoring.statistics.Confidence;
import io.afterword.scoring.statistics.Interval;
import io.afterword.scoring.statistics.IntervalMethod;
import io.afterword.scoring.statistics.Proportion;
import org.jspecify.annotations.Nullable;

/**
 * Agresti and Caffo's interval for a difference of two shares, first minus second: one success and
 * one failure are added to each group, then Wald. A cross-check of {@link NewcombeInterval}.
 *
 * <p>Unit: shares; may leave -1 to 1. Null when one group is empty. Source: Agresti and Caffo 2000.
 */
public final class AgrestiCaffoInterval {
  private AgrestiCaffoInterval() {}

  public static @Nullable Interval of(Proportion first, Proportion second, Confidence confidence) {
    if (first.n() == 0 || second.n() == 0) {
      return null;
    }
    double one = (first.successes() + 1.0) / (first.n() + 2);
    double two = (second.successes() + 1.0) / (second.n() + 2);
    double variance = one * (1 - one) / (first.n() + 2) + two * (1 - two) / (second.n() + 2);
    double half = confidence.z() * Math.sqrt(variance);
    return new Interval(
        IntervalMethod.AGRESTI_CAFFO, confidence.level(), one - two - half, one - two + half);
  }
}
