package io.afterword.scoring.control;

import io.afterword.scoring.statistics.Proportion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Chart of shares per period with limits for each number of answers: p +- k sqrt(p(1-p) / n_i),
 * clipped to 0 to 1; k is 3 usually.
 *
 * <p>With hundreds of answers per period the limits become so narrow that ordinary weekly swings
 * leave them; {@link #laneySigma} then is far from 1 and Laney's limits, widened by it, are the
 * ones to read. Unit: shares. A period without answers has no point and no limits. Source: W. A.
 * Shewhart; D. B. Laney 2002; as R's qcc(type = "p").
 *
 * @param centre the share of the frozen baseline, 0 to 1
 */
public record PChart(List<Proportion> periods, double centre, double sigmas) {
  public static final double USUAL_SIGMAS = 3;

  /** E|difference of two standard normal values|, the usual constant for moving ranges of two. */
  static final double MOVING_RANGE = 1.128;

  private static final double LEAST_USUAL_SIGMA = 0.8;
  private static final double MOST_USUAL_SIGMA = 1.2;

  public PChart {
    periods = List.copyOf(periods);
  }

  /** A chart whose baseline is its own periods, pooled; there must be an answer. */
  public static PChart ofItself(List<Proportion> periods, double sigmas) {
    return new PChart(periods, Proportion.pooled(periods).share(), sigmas);
  }

  public List<@Nullable Double> points() {
    List<@Nullable Double> points = new ArrayList<>();
    periods.forEach(period -> points.add(period.n() == 0 ? null : period.share()));
    return Collections.unmodifiableList(points);
  }

  public List<@Nullable Limits> limits() {
    return limits(1);
  }

  /** The limits widened by {@link #laneySigma}; null everywhere when that cannot be told. */
  public List<@Nullable Limits> laneyLimits() {
    OptionalDouble widening = laneySigma();
    return widening.isEmpty()
        ? Collections.nCopies(periods.size(), null)
        : limits(widening.getAsDouble());
  }

  private List<@Nullable Limits> limits(double widening) {
    List<@Nullable Limits> limits = new ArrayList<>();
    for (Proportion period : periods) {
      limits.add(
          period.n() == 0
              ? null
              : Limits.around(centre, sigmas * widening * error(period)).clippedToShares());
    }
    return Collections.unmodifiableList(limits);
  }

  private double error(Proportion period) {
    return Math.sqrt(centre * (1 - centre) / period.n());
  }

  /**
   * How much more neighbouring points differ than the binomial distribution allows: the mean of
   * |z_i - z_(i-1)| / 1.128. Empty with fewer than two points or a centre of 0 or 1.
   */
  public OptionalDouble laneySigma() {
    if (centre <= 0 || centre >= 1) {
      return OptionalDouble.empty();
    }
    List<Double> z =
        periods.stream()
            .filter(period -> period.n() > 0)
            .map(period -> (period.share() - centre) / error(period))
            .toList();
    OptionalDouble range = MovingRange.mean(z);
    return range.isEmpty() ? range : OptionalDouble.of(range.getAsDouble() / MOVING_RANGE);
  }

  /** Whether Laney's limits are the ones to read: {@link #laneySigma} above 1.2 or below 0.8. */
  public boolean needsLaney() {
    double sigma = laneySigma().orElse(1);
    return sigma > MOST_USUAL_SIGMA || sigma < LEAST_USUAL_SIGMA;
  }

  public List<Integer> beyondLimits() {
    return Beyond.limits(points(), limits());
  }

  public List<Integer> beyondLaneyLimits() {
    return Beyond.limits(points(), laneyLimits());
  }

  /** Points that end or continue a run of eight on one side of the centre. */
  public List<Integer> runs() {
    return RunRule.runs(points(), centre);
  }
}
