package io.afterword.scoring.control;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * XmR chart of one value per period (a mean, an NPS): centre +- 3 sigma with sigma = mean moving
 * range / 1.128, so that a slow drift does not widen its own limits.
 *
 * <p>Unit: that of the values. Null values are periods without answers. Everything but the centre
 * is empty with fewer than two values. Source: as R's qcc(type = "xbar.one").
 *
 * @param baseline the values that centre and limits are made from; usually the first ones, frozen
 */
public record IndividualsChart(List<@Nullable Double> values, List<Double> baseline) {
  private static final double SIGMAS = 3;

  /** D4 for ranges of two values. */
  private static final double RANGE_LIMIT = 3.267;

  public IndividualsChart {
    values = Collections.unmodifiableList(new ArrayList<>(values));
    baseline = List.copyOf(baseline);
  }

  /** A chart whose baseline is its own values. */
  public static IndividualsChart ofItself(List<@Nullable Double> values) {
    return new IndividualsChart(values, values.stream().filter(Objects::nonNull).toList());
  }

  public OptionalDouble centre() {
    return baseline.stream().mapToDouble(Double::doubleValue).average();
  }

  public OptionalDouble meanMovingRange() {
    return MovingRange.mean(baseline);
  }

  public OptionalDouble sigma() {
    return times(1 / PChart.MOVING_RANGE);
  }

  /** The upper limit of single moving ranges. */
  public OptionalDouble rangeLimit() {
    return times(RANGE_LIMIT);
  }

  private OptionalDouble times(double factor) {
    OptionalDouble range = meanMovingRange();
    return range.isEmpty() ? range : OptionalDouble.of(range.getAsDouble() * factor);
  }

  public @Nullable Limits limits() {
    OptionalDouble sigma = sigma();
    return sigma.isEmpty()
        ? null
        : Limits.around(centre().orElseThrow(), SIGMAS * sigma.getAsDouble());
  }

  public List<Integer> beyondLimits() {
    return Beyond.limits(values, Collections.nCopies(values.size(), limits()));
  }

  public List<Integer> runs() {
    OptionalDouble centre = centre();
    return centre.isEmpty() ? List.of() : RunRule.runs(values, centre.getAsDouble());
  }
}
