package io.afterword.scoring.metric;

/** Which end of a scale is the good one; a property of the question, never guessed from numbers. */
public enum Polarity {
  HIGHER_IS_BETTER,
  LOWER_IS_BETTER
}
