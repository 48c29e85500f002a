package io.afterword.dispatch.delivery;

import java.util.Set;

/** Where one message stands. The same moves are drawn in docs/states.md; a test compares. */
public enum DeliveryState {
  QUEUED,
  /** The sending mark is set: from here on the mail may have gone out. */
  SENDING,
  SENT,
  /** Nobody knows whether it went out; held until there is evidence or a person decides. */
  UNKNOWN,
  FAILED,
  BOUNCED,
  CANCELLED;

  /** Where it may go from here. */
  public Set<DeliveryState> next() {
    return switch (this) {
      case QUEUED -> Set.of(SENDING, CANCELLED, UNKNOWN, SENT);
      case SENDING -> Set.of(SENT, UNKNOWN, FAILED, QUEUED);
      case SENT -> Set.of(BOUNCED);
      case UNKNOWN -> Set.of(SENT, BOUNCED, QUEUED);
      case FAILED, BOUNCED, CANCELLED -> Set.of();
    };
  }

  /** Whether nothing of it can have arrived. */
  boolean failed() {
    return this == FAILED || this == BOUNCED || this == CANCELLED;
  }
}
