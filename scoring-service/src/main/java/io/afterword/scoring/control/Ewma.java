package io.afterword.scoring.control;

import io.afterword.scoring.statistics.Proportion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Exponentially weighted moving average: z_t = lambda x_t + (1 - lambda) z_(t-1), begun at the
 * target; V_t = lambda² sigma_t² + (1 - lambda)² V_(t-1); limits target +- L sqrt(V_t). Sees small
 * lasting shifts that single points do not show.
 *
 * <p>For shares sigma_t² = p0 (1 - p0) / n_t, exact with varying n. A period without answers has no
 * point and leaves the state as it was. Unit: that of the values; limits are not clipped. Source:
 * S. W. Roberts 1959; NIST/SEMATECH e-Handbook 6.3.2.4.
 */
public record Ewma(List<@Nullable Double> points, List<@Nullable Limits> limits) {

  /** lambda: the weight of the newest value; width: how many sigmas the limits lie away. */
  public record Setting(double lambda, double width) {
    public static final Setting USUAL = new Setting(0.2, 3);

    public Setting {
      if (!(lambda > 0 && lambda <= 1 && width > 0)) {
        throw new IllegalArgumentException("lambda must be within 0 and 1, width positive");
      }
    }
  }

  public Ewma {
    points = Collections.unmodifiableList(new ArrayList<>(points));
    limits = Collections.unmodifiableList(new ArrayList<>(limits));
  }

  /** Of single values with one sigma; null values are periods without answers. */
  public static Ewma ofValues(
      List<@Nullable Double> values, double target, double sigma, Setting setting) {
    Recursion recursion = new Recursion(target, setting);
    values.forEach(value -> recursion.next(value, sigma * sigma));
    return recursion.result();
  }

  /** Of shares, 0 to 1, whose number of answers varies. */
  public static Ewma ofShares(List<Proportion> periods, double share, Setting setting) {
    Recursion recursion = new Recursion(share, setting);
    periods.forEach(
        period ->
            recursion.next(
                period.n() == 0 ? null : period.share(), share * (1 - share) / period.n()));
    return recursion.result();
  }

  /** Where the limits end up with one sigma: target +- L sigma sqrt(lambda / (2 - lambda)). */
  public static Limits steadyLimits(double target, double sigma, Setting setting) {
    return Limits.around(
        target, setting.width() * sigma * Math.sqrt(setting.lambda() / (2 - setting.lambda())));
  }

  public List<Integer> beyondLimits() {
    return Beyond.limits(points, limits);
  }

  private static final class Recursion {
    private final double target;
    private final Setting setting;
    private final List<@Nullable Double> points = new ArrayList<>();
    private final List<@Nullable Limits> limits = new ArrayList<>();
    private double average;
    private double variance;

    Recursion(double target, Setting setting) {
      this.target = target;
      this.setting = setting;
      this.average = target;
    }

    void next(@Nullable Double value, double squaredSigma) {
      if (value == null) {
        points.add(null);
        limits.add(null);
        return;
      }
      double lambda = setting.lambda();
      average = lambda * value + (1 - lambda) * average;
      variance = lambda * lambda * squaredSigma + (1 - lambda) * (1 - lambda) * variance;
      points.add(average);
      limits.add(Limits.around(target, setting.width() * Math.sqrt(variance)));
    }

    Ewma result() {
      return new Ewma(points, limits);
    }
  }
}
