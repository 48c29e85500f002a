package io.afterword.scoring.comparison;

import io.afterword.scoring.metric.Net;
import io.afterword.scoring.statistics.Confidence;
import io.afterword.scoring.statistics.Interval;
import io.afterword.scoring.statistics.IntervalMethod;
import io.afterword.scoring.statistics.TwoSided;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Two nets (such as the NPS of two periods) against each other, first minus second, by adjusted
 * Wald on both samples: error = sqrt(V1/N1 + V2/N2) of the adjusted counts, z = adjusted difference
 * / error.
 *
 * <p>Unit: shares, -2 to 2; times 100 are points. People see {@link #observed()}; what is tested
 * and what the interval is centred on is {@link #difference()}, which can differ from it with few
 * answers. An empty group makes no comparison: everything is NaN or null.
 *
 * <p>Source: B. Rocks 2016, two samples; his code returns the difference without its sign.
 */
public record NetComparison(Net first, Net second) {

  public boolean isPossible() {
    return first.n() > 0 && second.n() > 0;
  }

  /** The difference of the two nets as people see them. */
  public double observed() {
    return NetShares.of(first).net() - NetShares.of(second).net();
  }

  /** The difference of the adjusted nets, which is tested. */
  public double difference() {
    return adjusted(first).net() - adjusted(second).net();
  }

  public double standardError() {
    return Math.sqrt(adjusted(first).squaredError() + adjusted(second).squaredError());
  }

  public OptionalDouble z() {
    return isPossible()
        ? OptionalDouble.of(difference() / standardError())
        : OptionalDouble.empty();
  }

  public OptionalDouble pValue() {
    OptionalDouble z = z();
    return z.isEmpty() ? z : OptionalDouble.of(TwoSided.normal(z.getAsDouble()));
  }

  public @Nullable Interval interval(Confidence confidence) {
    if (!isPossible()) {
      return null;
    }
    double half = confidence.z() * standardError();
    return new Interval(
        IntervalMethod.ADJUSTED_WALD, confidence.level(), difference() - half, difference() + half);
  }

  private static NetShares adjusted(Net net) {
    return NetShares.of(net).adjusted();
  }
}
