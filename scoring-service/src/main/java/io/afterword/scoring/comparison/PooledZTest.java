package io.afterword.scoring.comparison;

import io.afterword.scoring.statistics.Proportion;
import io.afterword.scoring.statistics.TwoSided;
import java.util.OptionalDouble;

/**
 * Score test of two shares: z = (p1 - p2) / sqrt(p(1-p)(1/n1 + 1/n2)) with the pooled share p; the
 * same p-value as R's prop.test without correction.
 *
 * <p>z is empty and p is 1 when everybody answered alike or a group is empty.
 */
public record PooledZTest(Proportion first, Proportion second) {

  public OptionalDouble z() {
    Proportion all = first.plus(second);
    if (all.successes() == 0 || all.failures() == 0 || first.n() == 0 || second.n() == 0) {
      return OptionalDouble.empty();
    }
    double p = all.share();
    double error = Math.sqrt(p * (1 - p) * (1.0 / first.n() + 1.0 / second.n()));
    return OptionalDouble.of((first.share() - second.share()) / error);
  }

  public double pValue() {
    OptionalDouble z = z();
    return z.isEmpty() ? 1 : TwoSided.normal(z.getAsDouble());
  }

  /** The smallest of the four counts that would be expected if the shares were equal. */
  public double minExpected() {
    Proportion all = first.plus(second);
    if (all.n() == 0) {
      return 0;
    }
    double smallerGroup = Math.min(first.n(), second.n());
    return smallerGroup * Math.min(all.successes(), all.failures()) / all.n();
  }
}
