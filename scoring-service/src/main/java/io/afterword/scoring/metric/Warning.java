package io.afterword.scoring.metric;

/** What a reader of a score must know to read it rightly. */
public enum Warning {
  /** The metric is usually asked on another scale; do not compare with published figures. */
  NON_STANDARD_SCALE,
  /** The wording or the scale changed within the answers shown. */
  SERIES_BREAK,
  /** Fewer than 30 answers. */
  LOW_N,
  /** Invitations are still open: the response rate will change. */
  PRELIMINARY,
  /** There is no list of people who were asked, so there is no response rate. */
  NO_FRAME,
  /** A declared fact has more than 1,000 values; the rest is counted as "other". */
  OTHER_VALUES
}
