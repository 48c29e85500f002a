package io.afterword.dispatch.invitation;

import io.afterword.dispatch.decision.TriggerType;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The decision to ask one contact once. Its verbs give the changed invitation, one revision on, and
 * refuse what the drawn states do not allow.
 *
 * @param revision grows by one with each change; the event of the change carries it
 * @param firstSentAt when something was first sent, or may have been
 * @param expiresAt counted from the first send
 * @param context frozen when the interaction arrived: the text of a JSON object
 */
public record Invitation(
    UUID id,
    int revision,
    InvitationState state,
    UUID policyId,
    TriggerType trigger,
    UUID surveyId,
    UUID contactId,
    UUID interactionId,
    Instant dueAt,
    Duration expiresAfter,
    @Nullable Instant firstSentAt,
    @Nullable Instant expiresAt,
    @Nullable Instant answeredAt,
    String context) {

  /** A mail was sent, or may have been. A later one (a reminder) changes nothing. */
  public Invitation sent(Instant at) {
    if (firstSentAt != null) {
      return this;
    }
    InvitationState after = state == InvitationState.SCHEDULED ? InvitationState.OPEN : state;
    return with(after, dueAt, at, at.plus(expiresAfter), answeredAt);
  }

  /**
   * The contact has answered. An answer proves that a mail arrived, so one that is not yet known as
   * sent becomes open on the way; a final invitation stays as it is.
   *
   * @param sentAt when its mail went out as far as is known
   */
  public Invitation answered(Instant at, Instant sentAt) {
    if (state.isFinal()) {
      return this;
    }
    Instant first = firstSentAt == null ? sentAt : firstSentAt;
    var open = state == InvitationState.OPEN ? this : allowed(InvitationState.OPEN);
    open.allowed(InvitationState.ANSWERED, InvitationState.OPEN);
    return with(InvitationState.ANSWERED, dueAt, first, first.plus(expiresAfter), at);
  }

  /** Nothing more is sent for it. */
  public Invitation cancelled() {
    allowed(InvitationState.CANCELLED);
    return with(InvitationState.CANCELLED, dueAt, firstSentAt, expiresAt, answeredAt);
  }

  /** The time for an answer, or for sending at all, is over. */
  public Invitation expired() {
    allowed(InvitationState.EXPIRED);
    return with(InvitationState.EXPIRED, dueAt, firstSentAt, expiresAt, answeredAt);
  }

  /** Every delivery failed or bounced; one that never left becomes open on the way. */
  public Invitation undeliverable() {
    if (state == InvitationState.SCHEDULED) {
      allowed(InvitationState.OPEN);
    }
    allowed(InvitationState.UNDELIVERABLE, InvitationState.OPEN);
    return with(InvitationState.UNDELIVERABLE, dueAt, firstSentAt, expiresAt, answeredAt);
  }

  /** A cool-down moves the mail to the first time that keeps all gaps. */
  public Invitation movedTo(Instant due) {
    if (state != InvitationState.SCHEDULED) {
      throw new IllegalStateException("only a scheduled invitation moves, this is " + state);
    }
    return with(state, due, firstSentAt, expiresAt, answeredAt);
  }

  /** The last moment at which a first mail still makes sense. */
  public Instant giveUpAt() {
    return expiresAt == null ? dueAt.plus(expiresAfter) : expiresAt;
  }

  private Invitation allowed(InvitationState to) {
    return allowed(to, state);
  }

  private Invitation allowed(InvitationState to, InvitationState from) {
    InvitationState effective = state == InvitationState.SCHEDULED ? from : state;
    if (!effective.next().contains(to)) {
      throw new IllegalStateException("an invitation does not go from " + state + " to " + to);
    }
    return this;
  }

  private Invitation with(
      InvitationState to,
      Instant due,
      @Nullable Instant sentAt,
      @Nullable Instant expires,
      @Nullable Instant answered) {
    return new Invitation(
        id,
        revision + 1,
        to,
        policyId,
        trigger,
        surveyId,
        contactId,
        interactionId,
        due,
        expiresAfter,
        sentAt,
        expires,
        answered,
        context);
  }
}
