package io.afterword.scoring.metric;

/** Whether a score can be relied on. */
public enum ScoreStatus {
  OK,
  /** Fewer than 30 answers: score and interval are shown, no judgement. */
  LOW_N,
  /** No answer: there is no score, which is not the same as zero. */
  NO_DATA;

  /** Below this number of answers a score says little; our own choice, not from the literature. */
  public static final long ENOUGH_ANSWERS = 30;

  static ScoreStatus of(long n) {
    if (n == 0) {
      return NO_DATA;
    }
    return n < ENOUGH_ANSWERS ? LOW_N : OK;
  }
}
