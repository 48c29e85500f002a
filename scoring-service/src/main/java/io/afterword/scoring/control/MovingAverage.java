package io.afterword.scoring.control;

import io.afterword.scoring.statistics.Proportion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Pooled share of the last w periods: sum of successes over sum of answers, never the mean of the
 * periods' shares. Windows of whole weeks cancel the weekdays.
 *
 * <p>Unit: shares. Null before w periods have passed and where the window has no answers.
 */
public final class MovingAverage {
  private MovingAverage() {}

  public static List<@Nullable Proportion> pooled(List<Proportion> periods, int window) {
    if (window < 1) {
      throw new IllegalArgumentException("a window has at least one period, was " + window);
    }
    List<@Nullable Proportion> pooled = new ArrayList<>();
    for (int end = 1; end <= periods.size(); end++) {
      Proportion sum =
          end < window ? Proportion.NONE : Proportion.pooled(periods.subList(end - window, end));
      pooled.add(sum.n() == 0 ? null : sum);
    }
    return Collections.unmodifiableList(pooled);
  }
}
