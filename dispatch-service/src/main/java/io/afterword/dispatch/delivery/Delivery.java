package io.afterword.dispatch.delivery;

import io.afterword.dispatch.smtp.Reply;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One message of an invitation on one channel. Its verbs give the changed delivery and refuse what
 * the drawn states do not allow.
 *
 * @param revision of the row as it was read; the database counts it up
 * @param dueAt business time; also of the next attempt
 * @param attempts refusals by the relay so far
 * @param doubt what is known of a copy that may have gone out
 * @param sendingSince business time of the sending mark
 */
record Delivery(
    UUID id,
    UUID invitationId,
    Kind kind,
    DeliveryState state,
    int revision,
    Instant dueAt,
    int attempts,
    Doubt doubt,
    @Nullable Instant sendingSince,
    @Nullable Instant sentAt,
    @Nullable Reply reply) {

  /** Which message of the invitation. */
  enum Kind {
    FIRST,
    REMINDER,
    SECOND_REMINDER
  }

  /**
   * A copy of which nobody knows whether it went out.
   *
   * @param resent whether it was followed by a second one: that happens by itself only once
   * @param since business time of the mark of the first such copy
   * @param letBeAt when a person decided to leave it
   */
  record Doubt(boolean resent, @Nullable Instant since, @Nullable Instant letBeAt) {
    static final Doubt NONE = new Doubt(false, null, null);
  }

  /** The sending mark: the mail may go out from now on. */
  Delivery sending(Instant now) {
    return to(DeliveryState.SENDING, dueAt, attempts, doubt, now, null, reply);
  }

  /** The relay took it. */
  Delivery sent() {
    return to(DeliveryState.SENT, dueAt, attempts, doubt, sendingSince, sendingSince, reply);
  }

  /** There is evidence that the copy arrived of which nobody knew. */
  Delivery arrived() {
    return to(DeliveryState.SENT, dueAt, attempts, doubt, sendingSince, doubt.since, reply);
  }

  /** A report says that it did not reach the contact. */
  Delivery bounced(Reply why) {
    Instant sent = sentAt == null ? doubt.since : sentAt;
    return to(DeliveryState.BOUNCED, dueAt, attempts, doubt, sendingSince, sent, why);
  }

  Delivery unknown(String why) {
    Instant since = doubt.since == null ? sendingSince : doubt.since;
    var now = new Doubt(doubt.resent, since, null);
    return to(DeliveryState.UNKNOWN, dueAt, attempts, now, sendingSince, null, new Reply(0, why));
  }

  /** Sent once more: by the operator's general choice, or by a person's for this one. */
  Delivery again(Instant next) {
    var now = new Doubt(true, doubt.since, null);
    return to(DeliveryState.QUEUED, next, attempts, now, null, null, reply);
  }

  /** A person leaves it as it is; evidence may still settle it. */
  Delivery letBe(Instant now) {
    if (state != DeliveryState.UNKNOWN) {
      throw new IllegalStateException("only an unknown delivery is let be, this is " + state);
    }
    var left = new Doubt(doubt.resent, doubt.since, now);
    return new Delivery(
        id, invitationId, kind, state, revision, dueAt, attempts, left, sendingSince, null, reply);
  }

  Delivery failed(Reply why) {
    return to(DeliveryState.FAILED, dueAt, attempts + 1, doubt, sendingSince, null, why);
  }

  /** Refused for now; the refusal counts. */
  Delivery refusedUntil(Instant next, Reply why) {
    return to(DeliveryState.QUEUED, next, attempts + 1, doubt, null, null, why);
  }

  /** Not sent and not its fault: nothing counts. */
  Delivery released() {
    return to(DeliveryState.QUEUED, dueAt, attempts, doubt, null, null, reply);
  }

  /** Not sent after all. A first copy that may have gone out stays in doubt. */
  Delivery withdrawn(String why) {
    return mayBeOut()
        ? to(DeliveryState.UNKNOWN, dueAt, attempts, doubt, null, null, new Reply(0, why))
        : to(DeliveryState.CANCELLED, dueAt, attempts, doubt, null, null, reply);
  }

  /** Whether a copy may have gone out already. */
  boolean mayBeOut() {
    return doubt.since != null;
  }

  /** Waits longer without having been tried. */
  Delivery movedTo(Instant next) {
    if (state != DeliveryState.QUEUED) {
      throw new IllegalStateException("only a queued delivery moves, this is " + state);
    }
    return new Delivery(
        id, invitationId, kind, state, revision, next, attempts, doubt, null, null, reply);
  }

  private Delivery to(
      DeliveryState to,
      Instant due,
      int tries,
      Doubt doubts,
      @Nullable Instant sending,
      @Nullable Instant sent,
      @Nullable Reply why) {
    if (!state.next().contains(to)) {
      throw new IllegalStateException("a delivery does not go from " + state + " to " + to);
    }
    return new Delivery(
        id, invitationId, kind, to, revision, due, tries, doubts, sending, sent, why);
  }
}
