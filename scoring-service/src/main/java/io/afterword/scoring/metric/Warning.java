package io.afterword.scoring.metric;

/** What a reader of a figure must know to read it rightly. */
public enum Warning {
  /** The metric is usually asked on another scale; do not compare with published figures. */
  NON_STANDARD_SCALE,
  /** The wording or the scale changed within the answers shown, or between those compared. */
  SERIES_BREAK,
  /**
   * Asked on a schedule and asked after contacts: two measures in one number; filter by trigger.
   */
  MIXED_ASKING,
  /** Fewer than 30 answers. */
  LOW_N,
  /** Invitations are still open: the response rate will change. */
  PRELIMINARY,
  /** There is no list of people who were asked, so there is no response rate. */
  NO_FRAME,
  /** Fewer than one in ten of those who got an invitation have answered. */
  LOW_RESPONSE_RATE,
  /** This group answers more or less often than the others, by more than ten points. */
  RESPONSE_RATE_DIFFERS,
  /** The response rates of what is compared differ by more than 30 percent of each other. */
  RESPONSE_RATE_CHANGED,
  /** The channels of what is compared are mixed differently. */
  MIX_CHANGED,
  /** The periods compared differ in length or in their weekdays. */
  UNLIKE_PERIODS,
  /** A few customers gave many of the answers: the range is too narrow. */
  REPEAT_RESPONDENTS,
  /** Several groups or pairs were tested in one view; judge by the adjusted p-values. */
  MULTIPLE_COMPARISONS,
  /** Neighbouring periods are alike: alarms and p-values come too easily. */
  AUTOCORRELATED,
  /** The baseline has fewer than 20 periods with answers. */
  SHORT_BASELINE,
  /** Fewer than ten rows for each driver. */
  FEW_ROWS,
  /** A declared fact has more than 1,000 values; the rest is counted as "other". */
  OTHER_VALUES
}
