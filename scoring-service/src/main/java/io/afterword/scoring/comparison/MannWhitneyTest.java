package io.afterword.scoring.comparison;

import io.afterword.scoring.metric.Histogram;
import io.afterword.scoring.metric.Scale;
import io.afterword.scoring.statistics.TwoSided;
import java.util.OptionalDouble;

/**
 * Mann and Whitney's test of whether one group rates higher than the other, for ratings that are
 * only an order: U = pairs in which the first is higher, ties counted half.
 *
 * <p>p-value by the normal approximation, corrected for ties and continuity; 1 when all answers are
 * equal. Effect: U / (n1 n2), the probability that an answer of the first group is the higher one,
 * 0 to 1. Empty groups have neither. Source: as scipy's mannwhitneyu and R's
 * wilcox.test(exact=FALSE).
 */
public record MannWhitneyTest(Histogram first, Histogram second) {

  /** U of the first group; 0 when a group is empty. */
  public double u() {
    double u = 0;
    long below = 0;
    for (int rating = 0; rating <= Scale.HIGHEST_RATING; rating++) {
      u += first.count(rating) * (below + second.count(rating) / 2.0);
      below += second.count(rating);
    }
    return u;
  }

  public OptionalDouble probabilityOfSuperiority() {
    return pairs() == 0 ? OptionalDouble.empty() : OptionalDouble.of(u() / pairs());
  }

  public OptionalDouble pValue() {
    if (pairs() == 0) {
      return OptionalDouble.empty();
    }
    double larger = Math.max(u(), pairs() - u());
    double spread = standardDeviation();
    double z = spread == 0 ? 0 : (larger - pairs() / 2 - 0.5) / spread;
    return OptionalDouble.of(z <= 0 ? 1 : TwoSided.normal(z));
  }

  private double pairs() {
    return (double) first.n() * second.n();
  }

  private double standardDeviation() {
    double n = (double) first.n() + second.n();
    double ties = 0;
    for (int rating = 0; rating <= Scale.HIGHEST_RATING; rating++) {
      double tied = (double) first.count(rating) + second.count(rating);
      ties += tied * tied * tied - tied;
    }
    return Math.sqrt(Math.max(0, pairs() / 12 * (n + 1 - ties / (n * (n - 1)))));
  }
}
