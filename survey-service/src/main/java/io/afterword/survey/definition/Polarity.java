package io.afterword.survey.definition;

/**
 * Which end of a scale is the good one. It belongs to the question and is never guessed from the
 * numbers: "How much effort was it?" and "It was easy" run opposite ways.
 */
public enum Polarity {
  HIGHER_IS_BETTER,
  LOWER_IS_BETTER
}
