package io.afterword.scoring.association;

import java.util.List;
import java.util.OptionalDouble;

/**
 * Kendall's tau-b: concordant minus discordant pairs over the geometric mean of the pairs not tied
 * in x and not tied in y, -1 to 1.
 *
 * <p>Looks at every pair, so n² / 2 steps. Empty where one side does not vary. Source: M. G.
 * Kendall 1945; as scipy's kendalltau.
 */
public final class KendallTau {
  private KendallTau() {}

  public static OptionalDouble b(List<Double> x, List<Double> y) {
    long balance = 0;
    long untiedX = 0;
    long untiedY = 0;
    for (int i = 0; i < x.size(); i++) {
      for (int j = 0; j < i; j++) {
        // Not Double.compare, to which -0.0 and 0.0 are two values.
        double one = Math.signum(x.get(i) - x.get(j));
        double other = Math.signum(y.get(i) - y.get(j));
        balance += (long) (one * other);
        untiedX += one == 0 ? 0 : 1;
        untiedY += other == 0 ? 0 : 1;
      }
    }
    return untiedX == 0 || untiedY == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(balance / Math.sqrt((double) untiedX) / Math.sqrt((double) untiedY));
  }
}
