package io.afterword.dispatch.interaction;

import io.afterword.dispatch.person.Person;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What happened, with whom, over which channel, handled by whom: frozen as it was reported.
 *
 * @param key idempotency key, given by the sender
 * @param occurredAt to the millisecond, so that it reads back from the database as it is here
 * @param agent who gets the credit, see {@link CreditRule}; before that was decided, who was named
 * @param facts a flat map of text, numbers and booleans; durations are in seconds
 * @param handling who had to do with it, as it was reported
 */
public record Interaction(
    Key key,
    Conversation conversation,
    Event event,
    Kind kind,
    Instant occurredAt,
    @Nullable Initiator initiatedBy,
    @Nullable Boolean resolved,
    @Nullable Closer closedBy,
    @Nullable String channel,
    @Nullable Agent agent,
    @Nullable String team,
    @Nullable String stage,
    Person contact,
    Map<String, Object> facts,
    Handling handling) {

  public Interaction {
    facts = Map.copyOf(facts);
  }

  /** Of which one agent is known at most. */
  public Interaction(
      Key key,
      Conversation conversation,
      Event event,
      Kind kind,
      Instant occurredAt,
      @Nullable Initiator initiatedBy,
      @Nullable Boolean resolved,
      @Nullable Closer closedBy,
      @Nullable String channel,
      @Nullable Agent agent,
      @Nullable String team,
      @Nullable String stage,
      Person contact,
      Map<String, Object> facts) {
    this(
        key,
        conversation,
        event,
        kind,
        occurredAt,
        initiatedBy,
        resolved,
        closedBy,
        channel,
        agent,
        team,
        stage,
        contact,
        facts,
        Handling.by(agent));
  }

  /** Stands for an interaction where there is none: a turn, a step of a chain. */
  public static Interaction inPlaceOf(String id, Instant at, Person person) {
    return new Interaction(
        new Key(OURS, id),
        new Conversation(id, null),
        Event.COMPLETED,
        Kind.OTHER,
        at,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        person,
        Map.of());
  }

  /** Somebody replied last, as earlier reports of the conversation tell. */
  public Interaction lastRepliedBy(Agent last) {
    return with(agent, handling.replied(last));
  }

  /** As it is kept: with the agent who gets the credit. */
  public Interaction credited(@Nullable Agent credited, Credit by) {
    return with(credited, handling.credited(by));
  }

  private Interaction with(@Nullable Agent credited, Handling how) {
    return new Interaction(
        key,
        conversation,
        event,
        kind,
        occurredAt,
        initiatedBy,
        resolved,
        closedBy,
        channel,
        credited,
        team,
        stage,
        contact,
        facts,
        how);
  }

  /** The source of what nobody reported. */
  private static final String OURS = "afterword";

  /** The id of this report at its source. */
  public record Key(String source, String id) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int bySource = source.compareTo(other.source);
      return bySource != 0 ? bySource : id.compareTo(other.id);
    }
  }

  /** The ticket, order or visit that the interaction belongs to, at the same source. */
  public record Conversation(String id, @Nullable URI url) {}

  /** Who handled it. */
  public record Agent(String id, @Nullable String name, @Nullable String role) {}

  /** What became of the conversation. */
  public enum Event {
    COMPLETED,
    REPLIED,
    REOPENED,
    MERGED,
    ANSWERED_ELSEWHERE;

    /** Only an end or a reply is something to ask about. */
    public boolean canLeadToAsking() {
      return this == COMPLETED || this == REPLIED;
    }

    /** The conversation goes on (here or in another one): what is open for it is cancelled. */
    public boolean takesBack() {
      return this == REOPENED || this == MERGED;
    }
  }

  /** The closed list of occasions. */
  public enum Kind {
    SUPPORT,
    SALES,
    SUCCESS,
    PURCHASE,
    DELIVERY,
    VISIT,
    SIGN_UP,
    UPGRADE,
    ONBOARDING,
    PRODUCT_USE,
    FEATURE,
    SELF_SERVICE,
    CHATBOT,
    EVENT,
    FOLLOW_UP,
    OTHER
  }

  /** Who started it. */
  public enum Initiator {
    CUSTOMER,
    COMPANY
  }

  /** Who ended it. */
  public enum Closer {
    AGENT,
    CUSTOMER,
    AUTOMATION,
    BOT
  }
}
