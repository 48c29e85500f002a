package io.afterword.scoring.control;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Standardised cumulative sums: with z = (x - target) / sigma, C+ = max(0, C+ + z - k) and C- =
 * max(0, C- - z - k); a signal where one is above h. Finds lasting shifts of about 2k sigma.
 *
 * <p>Unit: sigmas. A null value (no answers) has no sums and leaves them as they were. Source: E.
 * S. Page 1954; as R's qcc::cusum.
 */
public record Cusum(List<@Nullable Double> up, List<@Nullable Double> down, double decision) {

  /** k: the slack, half the shift to find; h: the decision interval. */
  public record Setting(double k, double h) {
    public static final Setting USUAL = new Setting(0.5, 5);
  }

  public Cusum {
    up = Collections.unmodifiableList(new ArrayList<>(up));
    down = Collections.unmodifiableList(new ArrayList<>(down));
  }

  /** sigma must be positive. */
  public static Cusum of(
      List<@Nullable Double> values, double target, double sigma, Setting setting) {
    if (!(sigma > 0)) {
      throw new IllegalArgumentException("sigma must be positive, was " + sigma);
    }
    List<@Nullable Double> up = new ArrayList<>();
    List<@Nullable Double> down = new ArrayList<>();
    double above = 0;
    double below = 0;
    for (Double value : values) {
      if (value == null) {
        up.add(null);
        down.add(null);
        continue;
      }
      double z = (value - target) / sigma;
      above = Math.max(0, above + z - setting.k());
      below = Math.max(0, below - z - setting.k());
      up.add(above);
      down.add(below);
    }
    return new Cusum(up, down, setting.h());
  }

  public List<Integer> signalsUp() {
    return signals(up);
  }

  public List<Integer> signalsDown() {
    return signals(down);
  }

  private List<Integer> signals(List<@Nullable Double> sums) {
    return IntStream.range(0, sums.size()).filter(at -> isAbove(sums.get(at))).boxed().toList();
  }

  private boolean isAbove(@Nullable Double sum) {
    return sum != null && sum > decision;
  }
}
