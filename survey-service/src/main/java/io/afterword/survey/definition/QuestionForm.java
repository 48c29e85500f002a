package io.afterword.survey.definition;

/** How a question is answered. */
public enum QuestionForm {
  /** One number on the question's scale. */
  RATING,
  /** Free text. */
  TEXT
}
