package io.afterword.scoring.comparison;

/** How plainly a difference may be put in words; always shown with the interval. */
public enum Tier {
  /** p below .01. */
  CLEAR(0.01),
  /** p below .05. */
  LIKELY(0.05),
  /** Could be chance. */
  UNCLEAR(Double.POSITIVE_INFINITY);

  /** The level below which a difference is called significant. */
  public static final double SIGNIFICANT = 0.05;

  private final double below;

  Tier(double below) {
    this.below = below;
  }

  public static Tier of(double pValue) {
    if (pValue < CLEAR.below) {
      return CLEAR;
    }
    return pValue < LIKELY.below ? LIKELY : UNCLEAR;
  }
}
