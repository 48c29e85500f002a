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
 * @param facts a flat map of text, numbers and booleans; durations are in seconds
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
    Map<String, Object> facts) {

  public Interaction {
    facts = Map.copyOf(facts);
  }

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
