package io.afterword.scoring.comparison;

import java.util.List;

/**
 * Adjusted p-values that keep the expected share of false discoveries below the level at which they
 * are compared: p(i) m / i, made monotone from the top, at most 1.
 *
 * <p>For all groups tested in one view. In the order given; an empty list stays empty. Source:
 * Benjamini and Hochberg 1995 (JRSS-B 57:289); as R's p.adjust.
 */
public final class BenjaminiHochberg {
  private BenjaminiHochberg() {}

  public static List<Double> adjust(List<Double> pValues) {
    return StepUp.adjust(pValues, 1);
  }
}
