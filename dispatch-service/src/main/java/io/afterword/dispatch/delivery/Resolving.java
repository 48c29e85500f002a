package io.afterword.dispatch.delivery;

import io.afterword.dispatch.invitation.Invitation;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a person's decision does to a mail of which nobody knows whether it went out. Pure.
 *
 * @param now business time
 */
record Resolving(Action action, Instant now) {

  /** The two things that a person can decide. */
  @Schema(
      name = "DeliveryResolution",
      description =
          "SEND_AGAIN: one more copy with the same Message-ID and the same link, at once unless a"
              + " cool-down stands in the way. LET_BE: nothing more is sent; it still counts as"
              + " sent.")
  enum Action {
    SEND_AGAIN,
    LET_BE
  }

  /** What came of it. */
  enum Outcome {
    DONE,
    /** It is known by now what became of it, or somebody else was faster. */
    NOT_UNKNOWN,
    /** Nothing is sent for the invitation any more. */
    ENDED
  }

  /** The invitation's first send stays what it was, so cool-downs count it once. */
  Outcome apply(Delivery delivery, Invitation invitation, Changes.Gathered changes) {
    if (delivery.state() != DeliveryState.UNKNOWN) {
      return Outcome.NOT_UNKNOWN;
    }
    if (action == Action.LET_BE) {
      changes.put(delivery.letBe(now));
      return Outcome.DONE;
    }
    if (invitation.state().isFinal() || !now.isBefore(invitation.giveUpAt())) {
      return Outcome.ENDED;
    }
    changes.put(delivery.again(now));
    changes.added.put(delivery.id(), now);
    return Outcome.DONE;
  }
}
