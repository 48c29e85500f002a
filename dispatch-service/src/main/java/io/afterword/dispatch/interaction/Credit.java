package io.afterword.dispatch.interaction;

/** How the agent who gets the credit for a rating was found. */
public enum Credit {
  /** The reply that is rated is theirs. */
  REPLIED("who replied"),
  /** The conversation was theirs. */
  ASSIGNEE("to whom it was assigned"),
  /** Nobody replied later. */
  LAST_REPLIED("who replied last"),
  /** They closed it. */
  CLOSED("who closed it"),
  /** Whoever asked said so. */
  CHOSEN("whom the request named"),
  /** A rule closed it and nobody had replied, or no agent is known. */
  NOBODY("no person replied, or none is known");

  private final String reason;

  Credit(String reason) {
    this.reason = reason;
  }

  /** Why it is theirs, for people. */
  public String reason() {
    return reason;
  }
}
