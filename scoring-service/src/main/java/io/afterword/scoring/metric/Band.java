package io.afterword.scoring.metric;

import io.afterword.scoring.statistics.Confidence;
import io.afterword.scoring.statistics.Interval;
import io.afterword.scoring.statistics.Proportion;
import io.afterword.scoring.statistics.WilsonInterval;
import org.jspecify.annotations.Nullable;

/**
 * A rule of thumb for a CSAT in words: above the upper threshold GOOD, below the lower one POOR,
 * else FAIR, so a score that is exactly a threshold is FAIR. Compared exactly, without rounding.
 */
public enum Band {
  POOR,
  FAIR,
  GOOD;

  /** Where the bands end, in percent. */
  public record Thresholds(double poorBelow, double goodAbove) {

    Band of(double percent) {
      if (percent > goodAbove) {
        return GOOD;
      }
      return percent < poorBelow ? POOR : FAIR;
    }
  }

  /** Null without answers. */
  public static @Nullable Band of(Proportion satisfied, Thresholds thresholds) {
    return satisfied.n() == 0 ? null : thresholds.of(100.0 * satisfied.successes() / satisfied.n());
  }

  /** Whether the whole Wilson interval lies inside the band. */
  public static boolean isCertain(
      Proportion satisfied, Thresholds thresholds, Confidence confidence) {
    Interval interval = WilsonInterval.of(satisfied.successes(), satisfied.n(), confidence);
    if (interval == null) {
      return false;
    }
    Interval percent = interval.times(100);
    return thresholds.of(percent.lower()) == thresholds.of(percent.upper());
  }
}
