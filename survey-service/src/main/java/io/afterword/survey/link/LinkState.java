package io.afterword.survey.link;

/** What a link is good for now. */
enum LinkState {
  /** Waits for its first answer. */
  OPEN,
  /** Has an answer, which may be changed until the link expires. */
  ANSWERED,
  /** Takes nothing. */
  CLOSED
}
