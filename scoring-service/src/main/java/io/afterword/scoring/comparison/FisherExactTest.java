package io.afterword.scoring.comparison;

import io.afterword.scoring.statistics.Proportion;
import org.apache.commons.statistics.distribution.HypergeometricDistribution;

/**
 * Fisher's exact test of two shares, two-sided: given the totals, how likely is a table at most as
 * likely as this one.
 *
 * <p>Result 0 to 1; 1 when one group is empty or everybody answered alike. Holds its level with any
 * number of answers, so it stands in where an expected count is below five. Counts up to 2^31.
 *
 * <p>Source: R. A. Fisher 1935; the two-sided rule is R's fisher.test and scipy's.
 */
public final class FisherExactTest {
  private FisherExactTest() {}

  public static double pValue(Proportion first, Proportion second) {
    Proportion all = first.plus(second);
    if (all.successes() == 0 || all.failures() == 0 || first.n() == 0 || second.n() == 0) {
      return 1;
    }
    HypergeometricDistribution table =
        HypergeometricDistribution.of(
            Math.toIntExact(all.n()), Math.toIntExact(all.successes()), Math.toIntExact(first.n()));
    double mode = Math.floor((first.n() + 1.0) * (all.successes() + 1.0) / (all.n() + 2.0));
    return new ExactTail(table).twoSided(Math.toIntExact(first.successes()), (int) mode);
  }
}
