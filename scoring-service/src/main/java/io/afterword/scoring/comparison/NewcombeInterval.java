package io.afterword.scoring.comparison;

import io.afterword.scoring.statistics.Confidence;
import io.afterword.scoring.statistics.Interval;
import io.afterword.scoring.statistics.IntervalMethod;
import io.afterword.scoring.statistics.Proportion;
import io.afterword.scoring.statistics.WilsonInterval;
import org.jspecify.annotations.Nullable;

/**
 * Newcombe's hybrid score interval for a difference of two shares, first minus second.
 *
 * <p>With Wilson's ends (l1, u1) and (l2, u2), d = p1 - p2: lower d - sqrt((p1-l1)² + (u2-p2)²),
 * upper d + sqrt((u1-p1)² + (p2-l2)²).
 *
 * <p>Unit: shares, -1 to 1. Null when one group is empty. Source: R. G. Newcombe 1998, method 10
 * (Stat. Med. 17:873).
 */
public final class NewcombeInterval {
  private NewcombeInterval() {}

  public static @Nullable Interval of(Proportion first, Proportion second, Confidence confidence) {
    Interval one = WilsonInterval.of(first.successes(), first.n(), confidence);
    Interval two = WilsonInterval.of(second.successes(), second.n(), confidence);
    if (one == null || two == null) {
      return null;
    }
    double difference = first.share() - second.share();
    double down = Math.hypot(first.share() - one.lower(), two.upper() - second.share());
    double up = Math.hypot(one.upper() - first.share(), second.share() - two.lower());
    return new Interval(
        IntervalMethod.NEWCOMBE, confidence.level(), difference - down, difference + up);
  }
}
