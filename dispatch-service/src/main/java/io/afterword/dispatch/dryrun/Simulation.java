package io.afterword.dispatch.dryrun;

import io.afterword.dispatch.decision.ContactState;
import io.afterword.dispatch.decision.ContactState.ConversationKey;
import io.afterword.dispatch.decision.Decider;
import io.afterword.dispatch.decision.Decision;
import io.afterword.dispatch.decision.Occasion;
import io.afterword.dispatch.decision.PastInvitation;
import io.afterword.dispatch.decision.Policy;
import io.afterword.dispatch.decision.Quotas;
import io.afterword.dispatch.decision.Reach;
import io.afterword.dispatch.decision.SkipReason;
import io.afterword.dispatch.decision.Trigger;
import io.afterword.dispatch.interaction.Interaction;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Lets a policy decide about past interactions as if each had been reported when it happened. It
 * takes them contact by contact, each contact's in the order of their occurrence, so that it keeps
 * the state of one contact only. Pure.
 */
final class Simulation {
  private final Policy policy;
  private final Quotas quotas = Quotas.none();
  private final Map<SkipReason, Long> skipped = new EnumMap<>(SkipReason.class);
  private final Map<LocalDate, Long> days = new TreeMap<>();
  private long interactions;
  private long asked;
  private long people;
  private long askedTwice;
  private @Nullable Person current;

  Simulation(Policy policy) {
    this.policy = policy;
  }

  /** Who an interaction was with, as it is known now. */
  record Contact(UUID id, Reach reach, ZoneId zone, List<PastInvitation> invitations) {}

  /**
   * A past interaction.
   *
   * @param reopenedAt when its conversation was next taken up again or merged
   */
  record Past(Interaction interaction, @Nullable Instant reopenedAt) {}

  /** What came of it, by reason and by the workspace's day of the mail. */
  record Outcome(
      long interactions,
      long asked,
      long people,
      long askedTwice,
      Map<SkipReason, Long> skipped,
      Map<LocalDate, Long> days) {}

  /** The contact that is being looked at. */
  private static final class Person {
    private final UUID id;
    private ContactState state;
    private Interaction lastCounted;
    private Instant lastAt;
    private long asked;

    private Person(Contact contact, Interaction first) {
      this.id = contact.id();
      this.state =
          new ContactState(
              contact.id(),
              contact.reach(),
              contact.zone(),
              contact.invitations(),
              Map.of(),
              Map.of());
      this.lastCounted = first;
      this.lastAt = first.occurredAt();
    }
  }

  void take(Contact contact, Past past, Instant end) {
    Person person = current;
    if (person == null || !person.id.equals(contact.id())) {
      leave(end);
      person = new Person(contact, past.interaction());
      current = person;
    }
    Interaction interaction = past.interaction();
    quietUntil(person, interaction.occurredAt());
    interactions++;
    person.lastAt = interaction.occurredAt();
    Instant now = interaction.occurredAt();
    var occasion = Occasion.of(interaction);
    Decision decision = decide(person, occasion, reopened(person, past, occasion, now), now);
    if (decision instanceof Decision.Skip skip && skip.reason() == SkipReason.COUNTING) {
      person.lastCounted = interaction;
    }
  }

  /** A contact's turn in a cycle, or a step of a chain; contact by contact as well. */
  void takeTurn(Contact contact, Occasion turn) {
    Person person = current;
    if (person == null || !person.id.equals(contact.id())) {
      leave(turn.at());
      person = new Person(contact, turn.interaction());
      current = person;
    }
    interactions++;
    decide(person, turn, person.state, turn.at());
  }

  /** After the last interaction; quiet times may still come until the end. */
  Outcome outcome(Instant end) {
    leave(end);
    return new Outcome(interactions, asked, people, askedTwice, skipped, days);
  }

  private void leave(Instant end) {
    Person person = current;
    if (person != null) {
      quietUntil(person, end);
      people += person.asked > 0 ? 1 : 0;
      askedTwice += person.asked > 1 ? 1 : 0;
    }
  }

  /** Fires when the policy's quiet time has passed before then. */
  private void quietUntil(Person person, Instant then) {
    Duration quiet =
        policy.terms().trigger() instanceof Trigger.EveryN every ? every.orAfterQuiet() : null;
    if (quiet == null || person.state.counted().getOrDefault(policy.id(), 0) == 0) {
      return;
    }
    Instant at = person.lastAt.plus(quiet);
    if (!at.isAfter(then)) {
      decide(person, Occasion.quiet(person.lastCounted, at), person.state, at);
    }
  }

  /** What is taken up again before its mail goes out would have been cancelled. */
  private ContactState reopened(Person person, Past past, Occasion occasion, Instant now) {
    Instant at = past.reopenedAt();
    ContactState state = person.state;
    boolean before =
        at != null && !at.isAfter(policy.forContact(person.id).dueAt(occasion, state.zone(), now));
    return new ContactState(
        state.contactId(),
        state.reach(),
        state.zone(),
        state.invitations(),
        state.counted(),
        before && at != null ? Map.of(ConversationKey.of(past.interaction()), at) : Map.of());
  }

  private Decision decide(Person person, Occasion occasion, ContactState state, Instant now) {
    Decision decision = Decider.decide(policy, state, occasion, quotas, now);
    if (decision instanceof Decision.Ask ask) {
      quotas.take(policy, ask);
      asked++;
      person.asked++;
      days.merge(policy.workspace().day(ask.dueAt()), 1L, Long::sum);
      person.state = state.after(policy, decision, invitation(ask));
    } else if (decision instanceof Decision.Skip skip) {
      skipped.merge(skip.reason(), 1L, Long::sum);
      person.state = state.after(policy, decision, null);
    }
    return decision;
  }

  private PastInvitation invitation(Decision.Ask ask) {
    return new PastInvitation(
        new UUID(0, asked),
        policy.survey().id(),
        policy.survey().metric(),
        ask.dueAt(),
        new PastInvitation.By(policy.id(), policy.terms().limits().priority(), false));
  }
}
