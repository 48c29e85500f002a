package io.afterword.scoring.statistics;

/** How an interval was computed; printed with every interval. */
public enum IntervalMethod {
  /** Wilson's score interval for a share. */
  WILSON,
  AGRESTI_COULL,
  JEFFREYS,
  CLOPPER_PEARSON,
  /** Adjusted Wald interval for a net of shares such as the NPS. */
  ADJUSTED_WALD,
  /** Score interval for a net of shares, better than adjusted Wald below ten answers. */
  SCORE,
  /** Student's t interval for a mean. */
  T
}
