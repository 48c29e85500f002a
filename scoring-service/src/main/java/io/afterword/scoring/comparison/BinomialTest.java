package io.afterword.scoring.comparison;

import io.afterword.scoring.statistics.Proportion;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * Exact two-sided test of a share against a fixed one: the probability of all counts that are at
 * most as likely as the observed.
 *
 * <p>Result 0 to 1; 1 for n = 0. Not for an agent against a mean that contains the agent: that is
 * {@link FisherExactTest} against all others. Source: R's binom.test, scipy's binomtest.
 */
public final class BinomialTest {
  private BinomialTest() {}

  public static double pValue(Proportion observed, double share) {
    int n = Math.toIntExact(observed.n());
    int successes = Math.toIntExact(observed.successes());
    if (n == 0) {
      return 1;
    }
    if (share == 0 || share == 1) {
      return successes == n * share ? 1 : 0;
    }
    int mode = (int) Math.floor((n + 1.0) * share);
    return new ExactTail(BinomialDistribution.of(n, share)).twoSided(successes, mode);
  }
}
