package io.afterword.survey.respond;

/** How much of a response its respondent has confirmed. */
public enum Completeness {
  /**
   * A rating was chosen on the page and kept at the first touch; Send was not pressed. It counts.
   */
  PARTIAL,
  /** Sent. */
  COMPLETE
}
