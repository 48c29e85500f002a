package io.afterword.scoring.comparison;

import java.util.Arrays;
import java.util.List;

/**
 * Adjusted p-values that keep the chance of even one false alarm below the level: p(i) (m - i + 1),
 * made monotone from the bottom, at most 1. For short lists where any false alarm hurts.
 *
 * <p>In the order given. Source: S. Holm 1979; as R's p.adjust.
 */
public final class Holm {
  private Holm() {}

  public static List<Double> adjust(List<Double> pValues) {
    int m = pValues.size();
    double[] adjusted = new double[m];
    double most = 0;
    int[] ascending = StepUp.ascending(pValues);
    for (int rank = 1; rank <= m; rank++) {
      int index = ascending[rank - 1];
      most = Math.max(most, Math.min(1, pValues.get(index) * (m - rank + 1)));
      adjusted[index] = most;
    }
    return Arrays.stream(adjusted).boxed().toList();
  }
}
