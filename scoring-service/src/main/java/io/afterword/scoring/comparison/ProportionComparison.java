package io.afterword.scoring.comparison;

import io.afterword.scoring.statistics.Confidence;
import io.afterword.scoring.statistics.Interval;
import io.afterword.scoring.statistics.Proportion;
import org.jspecify.annotations.Nullable;

/**
 * Two shares against each other, first minus second: {@link NewcombeInterval} and the p-value of
 * the {@link PooledZTest} where every expected count is at least five, else of {@link
 * FisherExactTest}.
 *
 * <p>Significance follows the p-value; at the border it and the interval can disagree, so both are
 * shown. A group without answers makes no comparison: {@link #isPossible}.
 */
public record ProportionComparison(Proportion first, Proportion second) {
  /** Cochran's rule: below this the normal approximation is not trusted. */
  private static final double LEAST_EXPECTED = 5;

  public boolean isPossible() {
    return first.n() > 0 && second.n() > 0;
  }

  /** As a share, -1 to 1; NaN when not possible. */
  public double difference() {
    return first.share() - second.share();
  }

  public @Nullable Interval interval(Confidence confidence) {
    return NewcombeInterval.of(first, second, confidence);
  }

  public DifferenceTest test() {
    return new PooledZTest(first, second).minExpected() >= LEAST_EXPECTED
        ? DifferenceTest.SCORE_Z
        : DifferenceTest.FISHER_EXACT;
  }

  public double pValue() {
    return test() == DifferenceTest.SCORE_Z
        ? new PooledZTest(first, second).pValue()
        : FisherExactTest.pValue(first, second);
  }
}
