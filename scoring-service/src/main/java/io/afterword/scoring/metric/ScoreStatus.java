package io.afterword.scoring.metric;

/** Whether a figure can be relied on. */
public enum ScoreStatus {
  OK,
  /** Fewer than 30 answers: score and interval are shown, no judgement. */
  LOW_N,
  /** No answer: there is no score, which is not the same as zero. */
  NO_DATA,
  /** Hidden, so that nobody's answer can be worked out; neither number nor score is given. */
  SUPPRESSED,
  /** There are answers, but the figure does not exist for them: one side does not vary. */
  UNDEFINED;

  /** Below this number of answers a score says little; our own choice, not from the literature. */
  public static final long ENOUGH_ANSWERS = 30;

  public static ScoreStatus of(long n) {
    if (n == 0) {
      return NO_DATA;
    }
    return n < ENOUGH_ANSWERS ? LOW_N : OK;
  }
}
