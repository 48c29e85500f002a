package io.afterword.dispatch.delivery;

import com.github.f4b6a3.uuid.UuidCreator;
import io.afterword.dispatch.contact.Contact;
import io.afterword.dispatch.decision.PastInvitation;
import io.afterword.dispatch.decision.Policy;
import io.afterword.dispatch.decision.SkipReason;
import io.afterword.dispatch.decision.Variant;
import io.afterword.dispatch.delivery.SendingCheck.Step;
import io.afterword.dispatch.invitation.Invitation;
import io.afterword.dispatch.invitation.InvitationState;
import io.afterword.dispatch.ledger.LedgerEntry;
import io.afterword.dispatch.smtp.Reply;
import io.afterword.dispatch.survey.Links;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the last look makes of a batch of claimed deliveries: which get the sending mark, and what
 * happens to the others. Pure: {@link Marking} loads before and writes after.
 */
final class SendingMark {
  private final Instant now;
  private final Loaded loaded;
  private final Changes.Gathered changes = new Changes.Gathered();
  private final Map<UUID, List<PastInvitation>> sent = new HashMap<>();
  private final List<Ready> ready = new ArrayList<>();

  /**
   * What was read under the locks, by id; history by contact.
   *
   * @param held what may get the mark, of those whose claims still hold
   */
  record Loaded(
      Map<UUID, Delivery> deliveries,
      Map<UUID, Invitation> invitations,
      Map<UUID, Contact> contacts,
      Map<UUID, Policy> policies,
      History.Asked history,
      Held held,
      Set<UUID> reopened) {}

  /**
   * Claims that still hold.
   *
   * @param leases what is left of them, by delivery
   * @param margin how much must be left to finish: who was paused past it sends nothing
   * @param waits nobody sends at present, however long ago he claimed
   */
  record Held(Map<UUID, Duration> leases, Duration margin, boolean waits) {
    boolean mayBeMarked(UUID delivery) {
      Duration left = leases.get(delivery);
      return !waits && left != null && left.compareTo(margin) > 0;
    }
  }

  /** A delivery that gets the mark. */
  record Ready(Candidate candidate, Contact contact, Links.Answer.Open link) {}

  private SendingMark(Loaded loaded, Instant now) {
    this.loaded = loaded;
    this.now = now;
  }

  /** The deliveries to mark, in their order, and all other changes. */
  record Outcome(List<Ready> ready, Changes.Gathered changes) {}

  static Outcome of(List<Prepared> prepared, Loaded loaded, Instant now) {
    var mark = new SendingMark(loaded, now);
    for (Prepared one : prepared) {
      if (loaded.held().leases().containsKey(one.candidate().deliveryId())) {
        mark.look(one.candidate(), one.link());
      }
    }
    return new Outcome(mark.ready, mark.changes);
  }

  private void look(Candidate candidate, Links.@Nullable Answer link) {
    Delivery delivery = Objects.requireNonNull(loaded.deliveries().get(candidate.deliveryId()));
    Invitation invitation =
        Objects.requireNonNull(loaded.invitations().get(candidate.invitationId()));
    Contact contact = Objects.requireNonNull(loaded.contacts().get(candidate.contactId()));
    Policy known = loaded.policies().get(candidate.policyId());
    Policy policy = known == null ? null : known.forContact(contact.id());
    if (delivery.state() != DeliveryState.QUEUED || invitation.state().isFinal()) {
      drop(delivery, "the invitation ended");
      return;
    }
    if (!invitation.contactId().equals(candidate.contactId())) {
      // Merged meanwhile: the next round looks at the right person.
      changes.requeued.put(delivery.id(), delivery.dueAt());
      return;
    }
    var facts =
        new SendingCheck.Facts(
            candidate,
            delivery,
            invitation,
            contact,
            policy,
            others(contact.id(), policy),
            loaded.reopened().contains(invitation.id()),
            link);
    Step step = SendingCheck.check(facts, now);
    if (step instanceof Step.Send send) {
      send(candidate, contact, delivery, send.link(), policy);
    } else if (step instanceof Step.Move move) {
      move(delivery, invitation, policy, move);
    } else if (step instanceof Step.Withdraw withdraw) {
      withdraw(delivery, invitation, policy, withdraw);
    } else if (step instanceof Step.Postpone postpone) {
      postpone(delivery, invitation, postpone.why());
    } else {
      changes.requeued.put(delivery.id(), delivery.dueAt());
    }
  }

  private List<PastInvitation> others(UUID contact, @Nullable Policy policy) {
    var others = new ArrayList<>(sentTo(contact));
    if (policy != null) {
      others.addAll(loaded.history().waitingBefore(contact, policy.terms().limits().priority()));
    }
    return others;
  }

  private List<PastInvitation> sentTo(UUID contact) {
    return sent.computeIfAbsent(contact, id -> new ArrayList<>(loaded.history().sentTo(id)));
  }

  private void send(
      Candidate candidate,
      Contact contact,
      Delivery delivery,
      Links.Answer.Open link,
      @Nullable Policy policy) {
    if (!loaded.held().mayBeMarked(delivery.id())) {
      changes.requeued.put(delivery.id(), delivery.dueAt());
      return;
    }
    changes.put(delivery.sending(now));
    ready.add(new Ready(candidate, contact, worded(link, policy, contact)));
    if (delivery.kind() != Delivery.Kind.FIRST) {
      return;
    }
    // Two mails to one person in one batch: the second sees the first.
    sentTo(contact.id())
        .add(
            new PastInvitation(
                candidate.invitationId(),
                candidate.surveyId(),
                policy == null ? null : policy.survey().metric(),
                now,
                new PastInvitation.By(candidate.policyId(), 0, false)));
  }

  /** The subject of the contact's side of a split stands in for the survey's. */
  private static Links.Answer.Open worded(
      Links.Answer.Open link, @Nullable Policy policy, Contact contact) {
    Variant variant = policy == null ? null : policy.variantOf(contact.id());
    String subject = variant == null ? null : variant.subject();
    return subject == null
        ? link
        : new Links.Answer.Open(link.url(), link.locale(), subject, link.html(), link.text());
  }

  private void move(
      Delivery delivery, Invitation invitation, @Nullable Policy policy, Step.Move move) {
    changes.put(delivery.movedTo(move.to()));
    changes.requeued.put(delivery.id(), move.to());
    if (invitation.state() == InvitationState.SCHEDULED) {
      changes.put(invitation.movedTo(move.to()));
    }
    changes.decisions.add(
        decision(
            invitation,
            policy,
            LedgerEntry.Outcome.MOVE,
            new Because(move.reason(), move.facts()),
            move.to()));
  }

  private void withdraw(
      Delivery delivery, Invitation invitation, @Nullable Policy policy, Step.Withdraw withdraw) {
    SkipReason reason = withdraw.reason();
    drop(delivery, reason.name());
    // An answer is evidence of its own and comes by the feed; an open one may still be answered.
    if (reason == SkipReason.EXPIRED) {
      changes.put(invitation.expired());
    } else if (reason != SkipReason.ANSWERED && invitation.state() == InvitationState.SCHEDULED) {
      changes.put(invitation.cancelled());
    }
    changes.decisions.add(
        decision(
            invitation,
            policy,
            LedgerEntry.Outcome.SKIP,
            new Because(reason, withdraw.facts()),
            null));
  }

  private void postpone(Delivery delivery, Invitation invitation, Links.Answer.Refused why) {
    Instant next =
        RetrySchedule.next(delivery.attempts(), now, invitation.giveUpAt())
            .orElse(invitation.giveUpAt());
    var reply = new Reply(0, "survey-service: " + why.detail());
    changes.put(delivery.sending(now).refusedUntil(next, reply));
    changes.requeued.put(delivery.id(), next);
  }

  private void drop(Delivery delivery, String why) {
    if (delivery.state() == DeliveryState.QUEUED) {
      changes.put(delivery.withdrawn("not sent again: " + why));
    }
    changes.removed.add(delivery.id());
  }

  private record Because(SkipReason reason, Map<String, Object> facts) {}

  private LedgerEntry decision(
      Invitation invitation,
      @Nullable Policy policy,
      LedgerEntry.Outcome outcome,
      Because because,
      @Nullable Instant dueAt) {
    return new LedgerEntry(
        UuidCreator.getTimeOrderedEpoch(),
        now,
        LedgerEntry.Point.SENDING,
        0,
        invitation.interactionId(),
        invitation.contactId(),
        invitation.policyId(),
        policy == null ? 0 : policy.version(),
        outcome,
        because.reason(),
        null,
        dueAt,
        invitation.id(),
        because.facts());
  }
}
