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
  T,
  /** Newcombe's hybrid score interval for a difference of two shares. */
  NEWCOMBE,
  AGRESTI_CAFFO,
  /** Welch's t interval for a difference of two means. */
  WELCH,
  /** Quantiles of the beta distribution that a share has after its answers. */
  CREDIBLE,
  /** Fisher's z for Pearson's correlation. */
  FISHER_Z,
  /** Bonett and Wright's interval for Spearman's correlation. */
  BONETT_WRIGHT,
  /** Bonett's interval for a point-biserial correlation. */
  BONETT
}
