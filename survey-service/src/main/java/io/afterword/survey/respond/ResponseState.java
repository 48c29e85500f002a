package io.afterword.survey.respond;

/** Whether a response counts. */
public enum ResponseState {
  COUNTED,
  /** Looks like a machine's; a person decides. */
  QUARANTINED,
  /** Taken back. */
  WITHDRAWN
}
