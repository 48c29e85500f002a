package io.afterword.dispatch.intake;

import com.github.f4b6a3.uuid.UuidCreator;
import io.afterword.dispatch.decision.ContactState;
import io.afterword.dispatch.decision.Decider;
import io.afterword.dispatch.decision.Decision;
import io.afterword.dispatch.decision.PastInvitation;
import io.afterword.dispatch.decision.Policy;
import io.afterword.dispatch.decision.Trigger;
import io.afterword.dispatch.intake.Interactions.Arrived;
import io.afterword.dispatch.ledger.LedgerEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Decides about a batch, interaction by interaction in the order of their occurrence, so that each
 * sees what the earlier ones led to. Pure.
 */
final class Deciding {
  private final List<Policy> policies;
  private final Map<UUID, ContactState> contacts;
  private final Instant now;
  private final List<LedgerEntry> entries = new ArrayList<>();
  private final List<Asked> asked = new ArrayList<>();

  private Deciding(List<Policy> policies, Map<UUID, ContactState> contacts, Instant now) {
    this.policies = policies;
    this.contacts = new HashMap<>(contacts);
    this.now = now;
  }

  /** A decision to ask. */
  record Asked(UUID invitationId, Arrived arrived, Policy policy, Instant dueAt) {}

  /**
   * All decisions with their reasons, the invitations among them, and everybody's new state.
   *
   * @param counting the policies whose counts are kept
   */
  record Outcome(
      List<LedgerEntry> entries,
      List<Asked> asked,
      Map<UUID, ContactState> contacts,
      List<UUID> counting) {}

  /**
   * @param policies those that are enabled, the oldest first
   * @param contacts everybody's state under the row locks
   */
  static Outcome of(
      List<Arrived> arrived, List<Policy> policies, Map<UUID, ContactState> contacts, Instant now) {
    var deciding = new Deciding(policies, contacts, now);
    arrived.stream()
        .sorted(Comparator.comparing((Arrived one) -> one.interaction().occurredAt()))
        .forEach(deciding::decide);
    List<UUID> counting =
        policies.stream()
            .filter(policy -> policy.terms().trigger() instanceof Trigger.EveryN)
            .map(Policy::id)
            .toList();
    return new Outcome(deciding.entries, deciding.asked, deciding.contacts, counting);
  }

  private void decide(Arrived arrived) {
    for (int position = 0; position < policies.size(); position++) {
      Policy policy = policies.get(position);
      ContactState contact = Objects.requireNonNull(contacts.get(arrived.contactId()));
      Decision decision = Decider.decide(policy, contact, arrived.interaction(), now);
      PastInvitation invitation =
          decision instanceof Decision.Ask ask
              ? new PastInvitation(
                  UuidCreator.getTimeOrderedEpoch(),
                  policy.survey().id(),
                  policy.survey().metric(),
                  ask.dueAt())
              : null;
      contacts.put(contact.contactId(), contact.after(policy, decision, invitation));
      if (invitation != null) {
        asked.add(new Asked(invitation.id(), arrived, policy, invitation.at()));
      }
      entries.add(entry(arrived, policy, position, decision, invitation));
    }
  }

  private LedgerEntry entry(
      Arrived arrived,
      Policy policy,
      int position,
      Decision decision,
      @Nullable PastInvitation invitation) {
    Decision.Skip skip = decision instanceof Decision.Skip skipped ? skipped : null;
    return new LedgerEntry(
        UuidCreator.getTimeOrderedEpoch(),
        now,
        LedgerEntry.Point.INTAKE,
        position,
        arrived.id(),
        arrived.contactId(),
        policy.id(),
        policy.version(),
        skip == null ? LedgerEntry.Outcome.ASK : LedgerEntry.Outcome.SKIP,
        skip == null ? null : skip.reason(),
        skip == null ? null : skip.next(),
        invitation == null ? null : invitation.at(),
        invitation == null ? null : invitation.id());
  }
}
