package io.afterword.scoring.comparison;

import java.util.List;
import java.util.stream.IntStream;

/**
 * As {@link BenjaminiHochberg}, but valid for tests that depend on each other in any way: times 1 +
 * 1/2 + ... + 1/m. Source: Benjamini and Yekutieli 2001; as R's p.adjust.
 */
public final class BenjaminiYekutieli {
  private BenjaminiYekutieli() {}

  public static List<Double> adjust(List<Double> pValues) {
    double factor = IntStream.rangeClosed(1, pValues.size()).mapToDouble(rank -> 1.0 / rank).sum();
    return StepUp.adjust(pValues, factor);
  }
}
