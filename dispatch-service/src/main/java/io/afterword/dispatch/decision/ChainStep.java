package io.afterword.dispatch.decision;

/** What a chain counts its time from. */
public enum ChainStep {
  /** The first mail went out. */
  SENT,
  /** The contact answered. */
  ANSWERED
}
