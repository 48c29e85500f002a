package io.afterword.dev.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * What survey-service tells of a survey on 1 to 5 and its answers, in batches as its relay sends.
 */
public final class SurveyEvents {
  private static final ObjectMapper JSON = new ObjectMapper();

  private SurveyEvents() {}

  /** A UUID of version 7; events and responses with other ids are put aside. */
  public static UUID timeOrdered(Instant at, RandomGenerator random) {
    return new UUID(
        (at.toEpochMilli() << 16) | 0x7000 | random.nextInt(1 << 12),
        Long.MIN_VALUE | (random.nextLong() >>> 2));
  }

  /** The survey's first and only version. */
  public static ObjectNode published(UUID survey, Instant at, RandomGenerator random) {
    ObjectNode data = JSON.createObjectNode();
    data.put("surveyId", survey.toString()).put("version", 1).put("name", "After support");
    data.put("metric", "CSAT").put("seriesBreak", false).put("publishedAt", at.toString());
    data.putArray("locales").add("en");
    ObjectNode scale =
        data.putArray("questions")
            .addObject()
            .put("id", "q1")
            .put("position", 0)
            .put("form", "RATING")
            .put("scored", true)
            .putObject("scale");
    scale.put("id", "csat-1-5").put("min", 1).put("max", 5).put("polarity", "HIGHER_IS_BETTER");
    scale.putArray("satisfied").add(4).add(5);
    scale.putArray("dissatisfied").add(1).add(2);
    return event("survey.published", survey, 1, data, random);
  }

  /**
   * What is said of a response: that it was given, or what became of it.
   *
   * @param id of the response
   * @param at when it was first given
   */
  public record Word(UUID id, int revision, String state, int rating, Instant at) {}

  /** A word of a response in that context. */
  public static ObjectNode responded(
      UUID survey, Word word, ObjectNode context, RandomGenerator random) {
    ObjectNode data = JSON.createObjectNode();
    data.put("responseId", word.id().toString())
        .put("surveyId", survey.toString())
        .put("version", 1);
    data.put("surface", "MAIL").put("locale", "en").put("completeness", "COMPLETE");
    data.put("state", word.state()).put("firstAnsweredAt", word.at().toString());
    data.put("answeredAt", word.at().plusSeconds(word.revision() - 1L).toString());
    data.putArray("answers").addObject().put("question", "q1").put("rating", word.rating());
    data.set("context", context);
    return event("response.changed", word.id(), word.revision(), data, random);
  }

  /** The context of a support interaction, without what tells answers apart. */
  public static ObjectNode support(String channel, String team, String agent) {
    ObjectNode context = JSON.createObjectNode();
    context.put("kind", "SUPPORT").put("channel", channel).put("team", team);
    context.putObject("agent").put("id", agent).put("name", "Agent");
    return context.put("trigger", "PER_INTERACTION");
  }

  /** As the body of one request. */
  public static String batch(List<ObjectNode> events) {
    ArrayNode batch = JSON.createArrayNode();
    events.forEach(batch::add);
    try {
      return JSON.writeValueAsString(batch);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectNode event(
      String type, UUID subject, int revision, ObjectNode data, RandomGenerator random) {
    Instant now = Instant.now();
    ObjectNode event = JSON.createObjectNode();
    event.put("specversion", "1.0").put("id", timeOrdered(now, random).toString());
    event.put("source", "/survey").put("type", type).put("subject", subject.toString());
    event.put("time", now.toString()).put("revision", revision);
    event.set("data", data);
    return event;
  }
}
