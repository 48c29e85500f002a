package io.afterword.scoring.intake;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.afterword.platform.feed.ReceivedEvent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Builds the events that scoring is told, with values that are right unless said otherwise. */
public final class Told {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Told() {}

  /** A UUIDv7 of that moment. */
  public static UUID idAt(Instant at) {
    UUID random = UUID.randomUUID();
    long version = 0x7000 | (random.getMostSignificantBits() & 0xFFF);
    return new UUID((at.toEpochMilli() << 16) | version, random.getLeastSignificantBits());
  }

  /** A UUIDv7 that is nobody else's. */
  public static UUID newId() {
    return idAt(Instant.parse("2026-11-20T12:00:00Z"));
  }

  /** A CSAT survey of one rating question on 1 to 5 and one text question. */
  public static ReceivedEvent published(UUID survey, int version) {
    return published(survey, version, "CSAT", "csat-1-5", 1, 5);
  }

  public static ReceivedEvent published(
      UUID survey, int version, String metric, String scaleId, int min, int max) {
    ObjectNode data = MAPPER.createObjectNode();
    data.put("surveyId", survey.toString()).put("version", version).put("name", "After support");
    data.put("metric", metric).put("seriesBreak", false).put("publishedAt", "2026-01-01T00:00:00Z");
    data.putArray("locales").add("en");
    ArrayNode questions = data.putArray("questions");
    ObjectNode scale =
        questions
            .addObject()
            .put("id", "q1")
            .put("position", 0)
            .put("form", "RATING")
            .put("scored", true)
            .putObject("scale");
    scale.put("id", scaleId).put("min", min).put("max", max).put("polarity", "HIGHER_IS_BETTER");
    scale.putArray("satisfied").add(max - 1).add(max);
    scale.putArray("dissatisfied").add(min).add(min + 1);
    questions
        .addObject()
        .put("id", "q2")
        .put("position", 1)
        .put("form", "TEXT")
        .put("scored", false);
    return event("/survey", "survey.published", survey, version, data);
  }

  public static ReceivedEvent archived(UUID survey, int revision) {
    ObjectNode data = MAPPER.createObjectNode();
    data.put("surveyId", survey.toString())
        .put("version", 1)
        .put("archivedAt", "2026-12-01T00:00:00Z");
    return event("/survey", "survey.archived", survey, revision, data);
  }

  /** As many answers of each rating from 1 on. */
  public static List<ReceivedEvent> rated(UUID survey, int... countsFromOne) {
    List<ReceivedEvent> events = new ArrayList<>();
    for (int rating = 1; rating <= countsFromOne.length; rating++) {
      for (int i = 0; i < countsFromOne[rating - 1]; i++) {
        events.add(response(survey).rating(rating).revision(1));
      }
    }
    return events;
  }

  public static Response response(UUID survey) {
    return new Response(survey);
  }

  public static ReceivedEvent invitation(
      UUID survey, UUID invitation, int revision, String state, @Nullable Instant sentAt) {
    ObjectNode data = MAPPER.createObjectNode();
    data.put("state", state).put("surveyId", survey.toString()).put("trigger", "PER_INTERACTION");
    data.put("contactId", "c1").put("dueAt", "2026-11-01T00:00:00Z");
    if (sentAt != null) {
      data.put("firstSentAt", sentAt.toString());
    }
    ObjectNode context = data.putObject("context");
    context.put("channel", "EMAIL").put("kind", "SUPPORT").put("team", "billing");
    context.putObject("agent").put("id", "ada").put("name", "Ada");
    context.putObject("interaction").put("occurredAt", "2026-11-01T08:00:00Z");
    return event("/dispatch", "invitation.changed", invitation, revision, data);
  }

  /** A count of decisions on 10 November 2026; the reason is null where somebody was asked. */
  public static ReceivedEvent coverage(
      UUID survey,
      UUID cell,
      int revision,
      String standing,
      @Nullable String reason,
      String channel,
      int count) {
    ObjectNode data = MAPPER.createObjectNode();
    data.put("policyId", "01937a5f-6e2d-7b55-8c11-7f0e9d2a4b33");
    data.put("surveyId", survey.toString()).put("day", "2026-11-10").put("standing", standing);
    if (reason != null) {
      data.put("reason", reason);
    }
    data.put("channel", channel).put("locale", "nb").put("count", count);
    return event("/dispatch", "coverage.counted", cell, revision, data);
  }

  static ReceivedEvent event(
      String source, String type, UUID subject, int revision, ObjectNode data) {
    return new ReceivedEvent(
        newId(),
        source,
        type,
        subject.toString(),
        revision,
        Instant.parse("2026-11-20T12:00:00Z"),
        data);
  }

  /**
   * A response: one rating, given on 10 November 2026 at noon UTC, by mail, unless said otherwise.
   */
  public static final class Response {
    private final UUID survey;
    private UUID id;
    private Instant firstAnsweredAt = Instant.parse("2026-11-10T12:00:00Z");
    private @Nullable String rating = "4";
    private @Nullable String comment;
    private @Nullable UUID invitation;
    private String state = "COUNTED";
    private String question = "q1";
    private String surface = "MAIL";
    private int version = 1;
    private @Nullable ObjectNode context = MAPPER.createObjectNode();

    private Response(UUID survey) {
      this.survey = survey;
      this.id = idAt(firstAnsweredAt);
      interactionAt("2026-11-10T09:30:00Z").in("channel", "EMAIL").in("kind", "SUPPORT");
      in("trigger", "PER_INTERACTION").in("team", "billing").in("contactId", "c1");
      agent("ada", "Ada");
    }

    public Response id(UUID newId) {
      this.id = newId;
      return this;
    }

    public Response at(String instant) {
      firstAnsweredAt = Instant.parse(instant);
      id = idAt(firstAnsweredAt);
      return this;
    }

    public Response rating(@Nullable Object value) {
      rating = value == null ? null : value.toString();
      return this;
    }

    public Response comment(String text) {
      comment = text;
      return this;
    }

    public Response ofInvitation(UUID newInvitation) {
      invitation = newInvitation;
      return this;
    }

    public Response state(String newState) {
      state = newState;
      return this;
    }

    public Response onSurface(String newSurface) {
      surface = newSurface;
      return this;
    }

    public Response question(String newQuestion) {
      question = newQuestion;
      return this;
    }

    public Response version(int newVersion) {
      version = newVersion;
      return this;
    }

    public Response in(String segment, String value) {
      if (context != null) {
        context.put(segment, value);
      }
      return this;
    }

    public Response agent(String agentId, String name) {
      if (context != null) {
        context.putObject("agent").put("id", agentId).put("name", name);
      }
      return this;
    }

    public Response fact(String name, String value) {
      if (context != null) {
        context.withObject("/facts").put(name, value);
      }
      return this;
    }

    public Response number(String name, int value) {
      if (context != null) {
        context.withObject("/facts").put(name, value);
      }
      return this;
    }

    public Response conversation(String source, String conversation, String url) {
      if (context != null) {
        context
            .withObject("/interaction")
            .put("source", source)
            .put("conversation", conversation)
            .put("url", url);
      }
      return this;
    }

    public Response interactionAt(String instant) {
      if (context != null) {
        context.withObject("/interaction").put("id", "i1").put("occurredAt", instant);
      }
      return this;
    }

    public Response withoutContext() {
      context = null;
      return this;
    }

    public UUID id() {
      return id;
    }

    public ReceivedEvent revision(int revision) {
      ObjectNode data = MAPPER.createObjectNode();
      data.put("responseId", id.toString()).put("surveyId", survey.toString());
      data.put("version", version).put("surface", surface).put("locale", "en").put("state", state);
      data.put("completeness", "COMPLETE").put("firstAnsweredAt", firstAnsweredAt.toString());
      data.put("answeredAt", firstAnsweredAt.plusSeconds(60L * revision).toString());
      if (invitation != null) {
        data.put("invitationId", invitation.toString());
      }
      ArrayNode answers = data.putArray("answers");
      if (rating != null) {
        answers.addObject().put("question", question).put("rating", new BigDecimal(rating));
      }
      if (comment != null) {
        answers.addObject().put("question", "q2").put("text", comment);
      }
      if (context != null) {
        data.set("context", context.deepCopy());
      }
      return event("/survey", "response.changed", id, revision, data);
    }
  }
}
