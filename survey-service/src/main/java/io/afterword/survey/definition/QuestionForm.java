package io.afterword.survey.definition;

/** How a question is asked and answered. */
public enum QuestionForm {
  /** A question, answered with one point of its scale. */
  RATING,
  /** A statement; its scale says how far the respondent agrees with it. */
  STATEMENT,
  /** One of several options. */
  SINGLE_CHOICE,
  /** Any number of several options. */
  MULTIPLE_CHOICE,
  /** Free text. */
  TEXT,
  /** A number within a range. */
  NUMBER;

  /** Whether it is answered with a point of a scale, and so can be scored. */
  public boolean hasScale() {
    return this == RATING || this == STATEMENT;
  }

  public boolean hasOptions() {
    return this == SINGLE_CHOICE || this == MULTIPLE_CHOICE;
  }
}
