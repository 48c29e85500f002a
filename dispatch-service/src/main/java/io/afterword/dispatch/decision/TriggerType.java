package io.afterword.dispatch.decision;

/** The closed list of triggers. */
public enum TriggerType {
  PER_INTERACTION,
  EVERY_N,
  RECURRING,
  CHAIN,
  ON_REQUEST
}
