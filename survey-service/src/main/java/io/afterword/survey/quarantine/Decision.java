package io.afterword.survey.quarantine;

/** What a person decides about a response in quarantine. */
enum Decision {
  /** A person sent it: it counts, and so does what they may change. */
  RELEASED,
  /** A machine sent it: what it took the place of counts again, else nothing of it does. */
  REJECTED
}
