package io.afterword.dispatch.interaction;

/** How the agent who gets the credit for a rating was found. */
public enum Credit {
  /** The reply that is rated is theirs. */
  REPLIED,
  /** The conversation was theirs. */
  ASSIGNEE,
  /** Nobody replied later. */
  LAST_REPLIED,
  /** They closed it. */
  CLOSED,
  /** Whoever asked said so. */
  CHOSEN,
  /** A rule closed it and nobody had replied, or no agent is known. */
  NOBODY
}
