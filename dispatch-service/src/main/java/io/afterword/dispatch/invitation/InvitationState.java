package io.afterword.dispatch.invitation;

import java.util.Set;

/** Where an invitation stands. The same moves are drawn in docs/states.md; a test compares. */
public enum InvitationState {
  /** Waits for its due time; nothing was sent. */
  SCHEDULED,
  /** Something was sent, or may have been. */
  OPEN,
  ANSWERED,
  EXPIRED,
  CANCELLED,
  /** Every delivery failed or bounced. */
  UNDELIVERABLE;

  /** Where it may go from here. */
  public Set<InvitationState> next() {
    return switch (this) {
      case SCHEDULED -> Set.of(OPEN, CANCELLED, EXPIRED);
      case OPEN -> Set.of(ANSWERED, EXPIRED, CANCELLED, UNDELIVERABLE);
      case ANSWERED, EXPIRED, CANCELLED, UNDELIVERABLE -> Set.of();
    };
  }

  public boolean isFinal() {
    return next().isEmpty();
  }
}
