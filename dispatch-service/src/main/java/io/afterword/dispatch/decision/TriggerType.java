package io.afterword.dispatch.decision;

/** The closed list of triggers. RECURRING is known to the events and comes with the waves. */
public enum TriggerType {
  PER_INTERACTION,
  EVERY_N
}
