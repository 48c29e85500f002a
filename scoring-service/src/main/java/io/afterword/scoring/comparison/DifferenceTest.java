package io.afterword.scoring.comparison;

/** Which test a p-value of a difference comes from; printed with it. */
public enum DifferenceTest {
  /** Pooled z test of two shares. */
  SCORE_Z,
  /** Fisher's exact test, where an expected count is below five. */
  FISHER_EXACT,
  /** z test of two nets with the adjusted Wald error. */
  ADJUSTED_WALD_Z,
  /** Welch's t test of two means. */
  WELCH_T
}
