package io.afterword.scoring.ranking;

import io.afterword.scoring.statistics.Proportion;
import java.util.Arrays;
import java.util.Collection;
import java.util.OptionalDouble;

/**
 * How much more groups differ than chance allows: phi = mean of z², with z = (p_i - p) /
 * sqrt(p(1-p) / n_i) and the most extreme tenth at each end pulled in to its border (Winsorised),
 * so that the outliers themselves do not widen the limits.
 *
 * <p>1 means chance alone; limits are widened by sqrt(phi) where it is larger. Empty with fewer
 * than two groups or without spread. Source: D. J. Spiegelhalter 2005.
 */
public final class Overdispersion {
  private static final double PULLED_IN = 0.1;

  private Overdispersion() {}

  public static OptionalDouble phi(Collection<Proportion> groups) {
    Proportion all = Proportion.pooled(groups);
    double p = all.share();
    double[] z =
        groups.stream()
            .filter(group -> group.n() > 0)
            .mapToDouble(group -> (group.share() - p) / Math.sqrt(p * (1 - p) / group.n()))
            .sorted()
            .toArray();
    if (z.length < 2 || all.successes() == 0 || all.failures() == 0) {
      return OptionalDouble.empty();
    }
    int pulled = (int) (z.length * PULLED_IN);
    double lowest = z[pulled];
    double highest = z[z.length - 1 - pulled];
    return Arrays.stream(z)
        .map(each -> Math.max(lowest, Math.min(highest, each)))
        .map(each -> each * each)
        .average();
  }
}
