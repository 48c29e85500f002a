package io.afterword.dispatch.delivery;

import io.afterword.dispatch.invitation.Invitation;
import io.afterword.dispatch.invitation.InvitationState;
import io.afterword.dispatch.smtp.Reply;
import io.afterword.dispatch.smtp.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/**
 * What a verdict does to a delivery, its invitation and its place in the queue. Pure.
 *
 * @param unknown what the operator wants of mails with an unknown outcome
 */
record Settling(WhenUnknown unknown, Instant now) {

  /** HOLD never sends twice; RETRY sends once more, with the same Message-ID and link. */
  enum UnknownPolicy {
    HOLD,
    RETRY
  }

  /**
   * The choice, once for all mails.
   *
   * @param retryAfter long enough for a bounce or an answer to tell
   */
  record WhenUnknown(UnknownPolicy policy, Duration retryAfter) {}

  /**
   * @param siblings all deliveries of the invitation, this one among them
   */
  void apply(
      Verdict verdict,
      Delivery delivery,
      Invitation invitation,
      Collection<Delivery> siblings,
      Changes.Gathered changes) {
    if (delivery.state() != DeliveryState.SENDING) {
      // The evidence was faster than the settle (an answer came in): only the queue row is left.
      changes.removed.add(delivery.id());
      return;
    }
    if (verdict instanceof Verdict.Accepted) {
      sent(delivery, invitation, changes);
    } else if (verdict instanceof Verdict.Never never) {
      failed(delivery, invitation, siblings, never.reply(), changes);
    } else if (verdict instanceof Verdict.Later later) {
      refused(delivery, invitation, siblings, later.reply(), changes);
    } else if (verdict instanceof Verdict.LaterAndPause later) {
      refused(delivery, invitation, siblings, later.reply(), changes);
    } else if (verdict instanceof Verdict.RelayDown) {
      changes.put(delivery.released());
      changes.requeued.put(delivery.id(), delivery.dueAt());
    } else if (verdict instanceof Verdict.Unknown why) {
      unknown(delivery, invitation, why.reason(), changes);
    }
  }

  private void sent(Delivery delivery, Invitation invitation, Changes.Gathered changes) {
    changes.put(delivery.sent());
    changes.removed.add(delivery.id());
    firstSend(delivery, invitation, changes);
  }

  /** What is answered is proof enough; what may be sent counts as sent. */
  private void unknown(
      Delivery delivery, Invitation invitation, String why, Changes.Gathered changes) {
    if (invitation.state() == InvitationState.ANSWERED) {
      sent(delivery, invitation, changes);
      return;
    }
    if (unknown.policy() == UnknownPolicy.RETRY && !delivery.doubt().resent()) {
      Instant next = now.plus(unknown.retryAfter());
      changes.put(delivery.unknown(why).again(next));
      changes.requeued.put(delivery.id(), next);
    } else {
      changes.put(delivery.unknown(why));
      changes.removed.add(delivery.id());
    }
    firstSend(delivery, invitation, changes);
  }

  private void firstSend(Delivery delivery, Invitation invitation, Changes.Gathered changes) {
    Instant at = delivery.sendingSince() == null ? now : delivery.sendingSince();
    Invitation after = invitation.sent(at);
    if (!after.equals(invitation)) {
      changes.put(after);
    }
  }

  private void refused(
      Delivery delivery,
      Invitation invitation,
      Collection<Delivery> siblings,
      Reply reply,
      Changes.Gathered changes) {
    Optional<Instant> next =
        invitation.state().isFinal()
            ? Optional.empty()
            : RetrySchedule.next(delivery.attempts(), now, invitation.giveUpAt());
    if (next.isEmpty() && delivery.mayBeOut()) {
      // Only the second copy is certain not to have arrived.
      changes.put(delivery.unknown(reply.text()));
      changes.removed.add(delivery.id());
      return;
    }
    if (next.isEmpty()) {
      failed(delivery, invitation, siblings, reply, changes);
      return;
    }
    changes.put(delivery.refusedUntil(next.get(), reply));
    changes.requeued.put(delivery.id(), next.get());
  }

  private void failed(
      Delivery delivery,
      Invitation invitation,
      Collection<Delivery> siblings,
      Reply reply,
      Changes.Gathered changes) {
    changes.put(delivery.failed(reply));
    changes.removed.add(delivery.id());
    if (Evidence.othersFailed(delivery, siblings) && !invitation.state().isFinal()) {
      changes.put(invitation.undeliverable());
    }
  }
}
