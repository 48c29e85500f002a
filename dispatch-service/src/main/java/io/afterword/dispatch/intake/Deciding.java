package io.afterword.dispatch.intake;

import com.github.f4b6a3.uuid.UuidCreator;
import io.afterword.dispatch.decision.ContactState;
import io.afterword.dispatch.decision.Decider;
import io.afterword.dispatch.decision.Decision;
import io.afterword.dispatch.decision.Occasion;
import io.afterword.dispatch.decision.PastInvitation;
import io.afterword.dispatch.decision.Policy;
import io.afterword.dispatch.decision.Quotas;
import io.afterword.dispatch.decision.SkipReason;
import io.afterword.dispatch.decision.Trigger;
import io.afterword.dispatch.ledger.LedgerEntry;
import io.afterword.dispatch.ledger.LedgerEntry.Place;
import io.afterword.dispatch.ledger.LedgerEntry.Point;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * Decides about occasions one after the other, so that each sees what the earlier ones led to.
 * Pure.
 */
public final class Deciding {
  private final Map<UUID, ContactState> contacts;
  private final Quotas quotas;
  private final Instant now;
  private final List<LedgerEntry> entries = new ArrayList<>();
  private final List<Asked> asked = new ArrayList<>();
  private final Map<Counting, LastCounted> counted = new HashMap<>();

  /**
   * @param contacts everybody's state under the row locks
   * @param quotas filled under the lock of the daily caps
   */
  public Deciding(Map<UUID, ContactState> contacts, Quotas quotas, Instant now) {
    this.contacts = new HashMap<>(contacts);
    this.quotas = quotas;
    this.now = now;
  }

  /** Whose interactions are counted by which policy. */
  public record Counting(UUID policy, UUID contact) {}

  /** The last interaction that a count is about. */
  public record LastCounted(UUID interactionId, Instant at) {}

  /**
   * Something to decide about.
   *
   * @param facts for the ledger, whatever is decided
   */
  public record Case(
      Point point, UUID occasionId, UUID contactId, Occasion occasion, Map<String, Object> facts) {}

  /** A decision to ask. */
  public record Asked(UUID invitationId, Case about, Policy policy, Instant dueAt) {}

  /**
   * All decisions with their reasons, the invitations among them, and everybody's new state.
   *
   * @param counted by count that grew: the last interaction in it
   */
  public record Outcome(
      List<LedgerEntry> entries,
      List<Asked> asked,
      Map<UUID, ContactState> contacts,
      Map<Counting, LastCounted> counted,
      Quotas quotas) {}

  /** All that was decided so far. */
  public Outcome outcome() {
    return new Outcome(entries, asked, contacts, counted, quotas);
  }

  /**
   * @param policies in the order in which they decide
   */
  public void decide(Case about, List<Policy> policies) {
    for (int position = 0; position < policies.size(); position++) {
      decide(about, policies.get(position), position);
    }
  }

  private void decide(Case about, Policy policy, int position) {
    ContactState contact = Objects.requireNonNull(contacts.get(about.contactId()));
    Decision decision = Decider.decide(policy, contact, about.occasion(), quotas, now);
    PastInvitation invitation =
        decision instanceof Decision.Ask ask ? invitation(policy, ask) : null;
    contacts.put(contact.contactId(), contact.after(policy, decision, invitation));
    remember(about, policy, decision);
    entries.add(
        LedgerEntry.of(
            new Place(
                about.point(), position, about.occasionId(), about.contactId(), about.facts()),
            policy,
            decision,
            invitation == null ? null : invitation.id(),
            now));
    if (decision instanceof Decision.Ask ask && invitation != null) {
      quotas.take(policy, ask);
      asked.add(new Asked(invitation.id(), about, policy, ask.dueAt()));
    }
  }

  private static PastInvitation invitation(Policy policy, Decision.Ask ask) {
    return new PastInvitation(
        UuidCreator.getTimeOrderedEpoch(),
        policy.survey().id(),
        policy.survey().metric(),
        ask.dueAt(),
        new PastInvitation.By(policy.id(), policy.terms().limits().priority(), true));
  }

  /** A policy that fires each time has nothing to count. */
  private void remember(Case about, Policy policy, Decision decision) {
    if (!(policy.terms().trigger() instanceof Trigger.EveryN)) {
      return;
    }
    var key = new Counting(policy.id(), about.contactId());
    var last = new LastCounted(about.occasionId(), about.occasion().at());
    if (decision instanceof Decision.Skip skip && skip.reason() == SkipReason.COUNTING) {
      counted.merge(key, last, (one, other) -> other.at().isBefore(one.at()) ? one : other);
    } else if (Decider.fired(decision)) {
      counted.put(key, last);
    }
  }
}
