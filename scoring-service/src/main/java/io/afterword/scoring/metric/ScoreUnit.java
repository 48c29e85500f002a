package io.afterword.scoring.metric;

/** What the number of a score is measured in. */
public enum ScoreUnit {
  /** A share in percent, 0 to 100. */
  PERCENT(100, 0),
  /** A difference of two shares, -100 to 100; printed without a percent sign. */
  POINTS(100, 0),
  /** A mean in points of the question's scale. */
  RATING(1, 2);

  private final int factor;
  private final int shownDecimals;

  ScoreUnit(int factor, int shownDecimals) {
    this.factor = factor;
    this.shownDecimals = shownDecimals;
  }

  int factor() {
    return factor;
  }

  /** How many decimals people see; the API gives the unrounded number beside it. */
  public int shownDecimals() {
    return shownDecimals;
  }
}
