package io.afterword.dispatch.decision;

/** On what basis a contact is asked. */
public enum Consent {
  /** They said yes. */
  CONSENT,
  /** It belongs to what they ordered. */
  CONTRACT,
  /** The workspace weighed its interest against theirs. */
  LEGITIMATE_INTEREST,
  /** They said no, or took their yes back. */
  REFUSED;

  boolean allowsAsking() {
    return this != REFUSED;
  }
}
