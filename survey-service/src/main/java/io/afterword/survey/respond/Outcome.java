package io.afterword.survey.respond;

/** What became of a post. All but CLOSED mean that the response is stored and committed. */
public enum Outcome {
  /** The first of its link. */
  RECORDED,
  /** Changed what was there. */
  CHANGED,
  /** Said what was there already; nobody is told again. */
  UNCHANGED,
  /** Came after the link had closed. */
  CLOSED
}
