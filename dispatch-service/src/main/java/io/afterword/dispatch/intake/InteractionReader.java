package io.afterword.dispatch.intake;

import com.fasterxml.jackson.databind.JsonNode;
import io.afterword.dispatch.DispatchProblem;
import io.afterword.dispatch.interaction.Handling;
import io.afterword.dispatch.interaction.Interaction;
import io.afterword.dispatch.person.Person;
import io.afterword.dispatch.reading.FieldReader;
import io.afterword.dispatch.reading.PersonReader;
import io.afterword.platform.problem.CommonProblem;
import io.afterword.platform.problem.Problem;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads one reported interaction with every fault it has.
 *
 * @param now the time of intake, against which the future is judged
 */
public record InteractionReader(Instant now) {
  /** A sender's clock may be off, also by a zone mistake of a day; more is a mistake to report. */
  static final Duration TOLERATED_FUTURE = Duration.ofDays(1);

  /** Facts with a meaning of their own: numbers that are not negative, durations in seconds. */
  public static final Set<String> MEASURES =
      Set.of(
          "firstResponseSeconds",
          "resolutionSeconds",
          "replies",
          "transfers",
          "reopenings",
          "channelSwitches",
          "repeatedQuestions");

  /** What a CloudEvents envelope says in the data's stead; {@link #NONE} for plain JSON. */
  public record Envelope(
      @Nullable String source, @Nullable String id, @Nullable Instant occurredAt) {
    public static final Envelope NONE = new Envelope(null, null, null);
  }

  /** Null when there was at least one fault; the faults are added to the list. */
  public @Nullable Interaction read(
      JsonNode node, String pointer, Envelope envelope, List<Problem.Fault> faults) {
    if (!node.isObject()) {
      faults.add(
          new Problem.Fault(
              pointer, CommonProblem.WRONG_TYPE.name(), "An interaction must be an object."));
      return null;
    }
    int before = faults.size();
    var fields = new FieldReader(node, pointer, faults);
    String source = enveloped(fields, "source", envelope.source());
    String id = enveloped(fields, "id", envelope.id());
    String conversation = fields.text("conversation");
    URI url = fields.parsed("url", InteractionReader::url, DispatchProblem.NOT_AN_URL, URL_RULE);
    Interaction.Event event = fields.constant("event", Interaction.Event.class);
    Interaction.Kind kind = required(fields, "kind", Interaction.Kind.class);
    Instant occurredAt = occurredAt(fields, envelope);
    var initiatedBy = fields.constant("initiatedBy", Interaction.Initiator.class);
    Boolean resolved = fields.bool("resolved");
    var closedBy = fields.constant("closedBy", Interaction.Closer.class);
    String channel = fields.text("channel");
    Interaction.Agent agent = agent(fields, "agent");
    var handling =
        new Handling(agent, agent(fields, "assignee"), agent(fields, "lastReplied"), null);
    String team = fields.text("team");
    String stage = fields.text("stage");
    Person contact = contact(fields);
    Map<String, Object> facts = facts(fields);
    fields.close();
    if (faults.size() > before) {
      return null;
    }
    String key = Objects.requireNonNull(id);
    return new Interaction(
        new Interaction.Key(Objects.requireNonNull(source), key),
        new Interaction.Conversation(conversation == null ? key : conversation, url),
        event == null ? Interaction.Event.COMPLETED : event,
        Objects.requireNonNull(kind),
        Objects.requireNonNull(occurredAt),
        initiatedBy,
        resolved,
        closedBy,
        channel,
        agent,
        team,
        stage,
        Objects.requireNonNull(contact),
        facts,
        handling);
  }

  private static final String URL_RULE = "an absolute http or https address";

  private static @Nullable String enveloped(
      FieldReader fields, String field, @Nullable String outside) {
    if (outside == null) {
      return fields.requiredText(field);
    }
    String inside = fields.text(field);
    if (inside != null && !inside.equals(outside)) {
      fields.fault(
          field,
          DispatchProblem.DIFFERS_FROM_ENVELOPE,
          "%s must equal the envelope's %s, or be left out.".formatted(field, field));
    }
    return outside;
  }

  private static <E extends Enum<E>> @Nullable E required(
      FieldReader fields, String field, Class<E> type) {
    if (fields.node(field) == null) {
      fields.missing(field);
      return null;
    }
    return fields.constant(field, type);
  }

  private @Nullable Instant occurredAt(FieldReader fields, Envelope envelope) {
    if (fields.node("occurredAt") == null && envelope.occurredAt() == null) {
      fields.missing("occurredAt");
      return null;
    }
    Instant occurredAt =
        fields.node("occurredAt") == null ? envelope.occurredAt() : fields.time("occurredAt");
    if (occurredAt != null && occurredAt.isAfter(now.plus(TOLERATED_FUTURE))) {
      fields.fault(
          "occurredAt",
          DispatchProblem.IN_THE_FUTURE,
          "occurredAt may lie at most one day ahead; it is now %s.".formatted(now));
    }
    return occurredAt;
  }

  private static Interaction.@Nullable Agent agent(FieldReader fields, String part) {
    FieldReader agent = fields.object(part);
    if (agent == null) {
      return null;
    }
    String id = agent.requiredText("id");
    String name = agent.text("name");
    String role = agent.text("role");
    agent.close();
    return id == null ? null : new Interaction.Agent(id, name, role);
  }

  private static @Nullable Person contact(FieldReader fields) {
    FieldReader contact = fields.object("contact");
    if (contact == null) {
      if (fields.node("contact") == null) {
        fields.missing("contact");
      }
      return null;
    }
    Person person = PersonReader.read(contact);
    contact.close();
    if (PersonReader.isNobody(contact)) {
      fields.fault(
          "contact",
          DispatchProblem.NO_CONTACT,
          "One of contact.email, contact.phone and contact.id is required.");
      return null;
    }
    return person;
  }

  private static Map<String, Object> facts(FieldReader fields) {
    Map<String, Object> facts = fields.flatMap("facts");
    FieldReader inside = fields.object("facts");
    for (String measure : MEASURES) {
      Object value = facts.get(measure);
      if (inside != null
          && value != null
          && !(value instanceof BigDecimal number && number.signum() >= 0)) {
        inside.fault(
            measure,
            DispatchProblem.OUT_OF_RANGE,
            measure + " must be a number that is not negative.");
      }
    }
    return facts;
  }

  private static @Nullable URI url(String text) {
    try {
      URI uri = URI.create(text);
      boolean web =
          "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
      return web && uri.getHost() != null ? uri : null;
    } catch (IllegalArgumentException malformed) {
      return null;
    }
  }
}
