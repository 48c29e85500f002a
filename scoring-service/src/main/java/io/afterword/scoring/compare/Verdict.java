package io.afterword.scoring.compare;

/** What a difference means, as far as it can be told. */
public enum Verdict {
  /** The first is better; p is below .05. */
  BETTER,
  /** The first is worse; p is below .05. */
  WORSE,
  /** The difference could be chance. */
  COULD_BE_CHANCE,
  /** Fewer than 30 answers on one side: nothing is said. */
  TOO_FEW_ANSWERS
}
