package io.afterword.scoring.comparison;

import io.afterword.scoring.metric.Histogram;
import io.afterword.scoring.statistics.Confidence;
import io.afterword.scoring.statistics.Interval;
import io.afterword.scoring.statistics.IntervalMethod;
import io.afterword.scoring.statistics.TwoSided;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Welch's t test of two means of ratings, first minus second, without assuming equal spread: t = d
 * / sqrt(s1²/n1 + s2²/n2), degrees of freedom by Welch and Satterthwaite.
 *
 * <p>Unit: rating points. The difference needs one answer in each group, everything else two in
 * each and some spread, else it is empty. Source: B. L. Welch 1947; as R's t.test.
 */
public record WelchTest(Histogram first, Histogram second) {

  public OptionalDouble difference() {
    OptionalDouble one = first.mean();
    OptionalDouble two = second.mean();
    return one.isEmpty() || two.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(one.getAsDouble() - two.getAsDouble());
  }

  public OptionalDouble t() {
    return isPossible()
        ? OptionalDouble.of(difference().orElseThrow() / standardError())
        : OptionalDouble.empty();
  }

  public OptionalDouble degreesOfFreedom() {
    if (!isPossible()) {
      return OptionalDouble.empty();
    }
    double one = squaredError(first);
    double two = squaredError(second);
    double sum = one + two;
    return OptionalDouble.of(
        sum * sum / (one * one / (first.n() - 1) + two * two / (second.n() - 1)));
  }

  public OptionalDouble pValue() {
    return isPossible()
        ? OptionalDouble.of(TwoSided.t(t().orElseThrow(), degreesOfFreedom().orElseThrow()))
        : OptionalDouble.empty();
  }

  public @Nullable Interval interval(Confidence confidence) {
    if (!isPossible()) {
      return null;
    }
    double half = confidence.t(degreesOfFreedom().orElseThrow()) * standardError();
    double difference = difference().orElseThrow();
    return new Interval(
        IntervalMethod.WELCH, confidence.level(), difference - half, difference + half);
  }

  private boolean isPossible() {
    return first.n() > 1 && second.n() > 1 && standardError() > 0;
  }

  private double standardError() {
    return Math.sqrt(squaredError(first) + squaredError(second));
  }

  private static double squaredError(Histogram group) {
    double deviation = group.standardDeviation().orElseThrow();
    return deviation * deviation / group.n();
  }
}
