package io.afterword.scoring.comparison;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Adjusts p-values from the largest down: each is the least of what it and all larger ones give.
 */
final class StepUp {
  private StepUp() {}

  /** p(i) * factor * m / i, made monotone, at most 1, in the order given. */
  static List<Double> adjust(List<Double> pValues, double factor) {
    int m = pValues.size();
    double[] adjusted = new double[m];
    double least = 1;
    int[] ascending = ascending(pValues);
    for (int rank = m; rank >= 1; rank--) {
      int index = ascending[rank - 1];
      least = Math.min(least, pValues.get(index) * factor * m / rank);
      adjusted[index] = least;
    }
    return Arrays.stream(adjusted).boxed().toList();
  }

  /** The places of the p-values from the smallest to the largest. */
  static int[] ascending(List<Double> pValues) {
    return IntStream.range(0, pValues.size())
        .boxed()
        .sorted(Comparator.comparing(pValues::get))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
