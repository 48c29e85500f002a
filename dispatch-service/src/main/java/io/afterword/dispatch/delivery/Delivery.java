package io.afterword.dispatch.delivery;

import io.afterword.dispatch.smtp.Reply;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One message of an invitation on one channel. Its verbs give the changed delivery and refuse what
 * the drawn states do not allow.
 *
 * @param dueAt business time; also of the next attempt
 * @param attempts refusals by the relay so far
 * @param retriedUnknown whether an unknown outcome was retried once already
 * @param sendingSince business time of the sending mark
 */
record Delivery(
    UUID id,
    UUID invitationId,
    Kind kind,
    DeliveryState state,
    Instant dueAt,
    int attempts,
    boolean retriedUnknown,
    @Nullable Instant sendingSince,
    @Nullable Instant sentAt,
    @Nullable Reply reply) {

  /** Which message of the invitation. */
  enum Kind {
    FIRST,
    REMINDER
  }

  /** The sending mark: the mail may go out from now on. */
  Delivery sending(Instant now) {
    return to(DeliveryState.SENDING, dueAt, attempts, now, null, reply);
  }

  /** The relay took it, or there is evidence that it arrived. */
  Delivery sent() {
    return to(DeliveryState.SENT, dueAt, attempts, sendingSince, sendingSince, reply);
  }

  Delivery unknown(String why) {
    return to(DeliveryState.UNKNOWN, dueAt, attempts, sendingSince, null, new Reply(0, why));
  }

  /** Not known to have been sent, and sent once more by the operator's choice. */
  Delivery retryingUnknown(Instant next, String why) {
    Delivery queued = to(DeliveryState.QUEUED, next, attempts, null, null, new Reply(0, why));
    return new Delivery(
        id, invitationId, kind, queued.state, next, attempts, true, null, null, queued.reply);
  }

  Delivery failed(Reply why) {
    return to(DeliveryState.FAILED, dueAt, attempts + 1, sendingSince, null, why);
  }

  /** Refused for now; the refusal counts. */
  Delivery refusedUntil(Instant next, Reply why) {
    return to(DeliveryState.QUEUED, next, attempts + 1, null, null, why);
  }

  /** Not sent and not its fault: nothing counts. */
  Delivery released() {
    return to(DeliveryState.QUEUED, dueAt, attempts, null, null, reply);
  }

  Delivery cancelled() {
    return to(DeliveryState.CANCELLED, dueAt, attempts, null, null, reply);
  }

  /** Waits longer without having been tried. */
  Delivery movedTo(Instant next) {
    if (state != DeliveryState.QUEUED) {
      throw new IllegalStateException("only a queued delivery moves, this is " + state);
    }
    return new Delivery(
        id, invitationId, kind, state, next, attempts, retriedUnknown, null, null, reply);
  }

  private Delivery to(
      DeliveryState to,
      Instant due,
      int tries,
      @Nullable Instant sending,
      @Nullable Instant sent,
      @Nullable Reply why) {
    if (!state.next().contains(to)) {
      throw new IllegalStateException("a delivery does not go from " + state + " to " + to);
    }
    return new Delivery(id, invitationId, kind, to, due, tries, retriedUnknown, sending, sent, why);
  }
}
