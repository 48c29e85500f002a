package io.afterword.dev.full;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Twelve weeks of answers that scoring-service is told about as its siblings would tell it: three
 * surveys, eight agents of whom one is better and one worse, a change that helped, a new wording.
 * The same numbers each time, on days before now.
 */
final class Past {
  static final int DAYS = 84;

  /** How many days ago support began to answer better. */
  static final int CHANGED_DAYS_AGO = 30;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int BATCH = 400;

  private static final List<String> AGENTS =
      List.of("ada", "ben", "cleo", "dan", "eve", "finn", "gus", "hal");
  private static final List<String> CHANNELS = List.of("EMAIL", "CHAT", "PHONE");

  private final URI feed;
  private final Map<String, String> secrets;
  private final Instant now;
  private final Random random = new Random(42);
  private final HttpClient http = HttpClient.newHttpClient();

  private Past(URI scoring, Map<String, String> secrets, Instant now) {
    this.feed = scoring.resolve("/feed");
    this.secrets = secrets;
    this.now = now;
  }

  /** The surveys that the past is about. */
  record Surveys(UUID support, UUID loyalty, UUID effort) {}

  static Surveys bring(RunningSuite suite) {
    Past past = new Past(suite.scoring(), suite.secrets(), Instant.now());
    Surveys surveys = new Surveys(past.id(0), past.id(0), past.id(0));
    past.survey(surveys.support(), 1, "CSAT", "After support, by ticket", 1, 5, DAYS + 10);
    past.survey(surveys.support(), 2, "CSAT", "After support, by ticket", 1, 5, 50);
    past.survey(surveys.loyalty(), 1, "NPS", "Every quarter", 0, 10, DAYS + 10);
    past.survey(surveys.effort(), 1, "CES", "After checkout", 1, 7, DAYS + 10);
    ArrayNode answers = JSON.createArrayNode();
    for (int day = DAYS; day > 0; day--) {
      for (int i = 0; i < 18; i++) {
        past.supportAnswer(answers, surveys.support(), day);
      }
      for (int i = 0; i < 4; i++) {
        past.answer(answers, surveys.loyalty(), 1, day, 2 + past.random.nextInt(9), "RECURRING");
        past.answer(
            answers, surveys.effort(), 1, day, 3 + past.random.nextInt(5), "PER_INTERACTION");
      }
    }
    past.send("SURVEY", answers);
    past.invitations(surveys.support());
    past.coverage(surveys.support());
    return surveys;
  }

  /** One answer of just now. */
  static void answerNow(RunningSuite suite, UUID survey, int rating) {
    Past past = new Past(suite.scoring(), suite.secrets(), Instant.now());
    ArrayNode one = JSON.createArrayNode();
    past.answer(one, survey, 2, 0, rating, "PER_INTERACTION");
    past.send("SURVEY", one);
  }

  private void survey(
      UUID id, int version, String metric, String name, int min, int max, int daysAgo) {
    ObjectNode data = JSON.createObjectNode();
    data.put("surveyId", id.toString()).put("version", version).put("name", name);
    data.put("metric", metric).put("seriesBreak", version > 1);
    data.put("publishedAt", before(daysAgo).toString()).putArray("locales").add("en");
    ObjectNode question = data.putArray("questions").addObject();
    question.put("id", "q1").put("position", 0).put("form", "RATING").put("scored", true);
    ObjectNode scale = question.putObject("scale");
    scale.put("id", metric.toLowerCase(Locale.ROOT) + "-" + min + "-" + max);
    scale.put("min", min).put("max", max).put("polarity", "HIGHER_IS_BETTER");
    ArrayNode satisfied = scale.putArray("satisfied");
    for (int good = max - (max == 7 ? 2 : 1); good <= max; good++) {
      satisfied.add(good);
    }
    scale.putArray("dissatisfied").add(min).add(min + 1);
    send(
        "SURVEY",
        JSON.createArrayNode().add(event("survey", "survey.published", id, version, data)));
  }

  private void supportAnswer(ArrayNode into, UUID survey, int day) {
    int agent = Math.min(AGENTS.size() - 1, (int) (Math.abs(random.nextGaussian()) * 3));
    double good = day > CHANGED_DAYS_AGO ? 0.74 : 0.86;
    good += agent == 1 ? 0.1 : agent == 2 ? -0.25 : 0;
    int rating = random.nextDouble() < good ? 4 + random.nextInt(2) : 1 + random.nextInt(3);
    ObjectNode data = answer(into, survey, day > 50 ? 1 : 2, day, rating, "PER_INTERACTION");
    ObjectNode context = (ObjectNode) data.get("context");
    context.put("channel", CHANNELS.get(Math.min(2, random.nextInt(5) / 2)));
    String id = AGENTS.get(agent);
    context.putObject("agent").put("id", id + "@example.org").put("name", name(id));
    // Whoever was passed on is less happy; how often they wrote makes no difference.
    context
        .putObject("facts")
        .put("transfers", rating <= 3 ? 1 + day % 2 : day % 2)
        .put("replies", 1 + day % 4);
  }

  private static String name(String id) {
    // A name that a spreadsheet would take for a formula, and a browser for markup.
    return id.equals("hal")
        ? "=Hal <b>9000</b>"
        : Character.toUpperCase(id.charAt(0)) + id.substring(1);
  }

  private ObjectNode answer(
      ArrayNode into, UUID survey, int version, int daysAgo, int rating, String trigger) {
    Instant at = daysAgo == 0 ? now : before(daysAgo).plusSeconds(random.nextInt(40_000));
    UUID id = id(at.toEpochMilli());
    ObjectNode data = JSON.createObjectNode();
    data.put("responseId", id.toString()).put("surveyId", survey.toString());
    data.put("version", version).put("surface", "MAIL").put("locale", "en");
    data.put("state", "COUNTED").put("completeness", "COMPLETE");
    data.put("firstAnsweredAt", at.toString()).put("answeredAt", at.toString());
    data.putArray("answers").addObject().put("question", "q1").put("rating", rating);
    ObjectNode context = data.putObject("context");
    context.put("kind", "SUPPORT").put("channel", "EMAIL").put("trigger", trigger);
    context.put("contactId", "c" + random.nextInt(400));
    ObjectNode interaction = context.putObject("interaction");
    interaction.put("source", "full-checks").put("id", id.toString());
    interaction.put("occurredAt", at.minus(20, ChronoUnit.HOURS).toString());
    into.add(event("survey", "response.changed", id, 1, data));
    return data;
  }

  private void invitations(UUID survey) {
    ArrayNode batch = JSON.createArrayNode();
    for (int i = 0; i < 600; i++) {
      Instant sent = before(1 + random.nextInt(DAYS));
      ObjectNode data = JSON.createObjectNode();
      boolean open = sent.isAfter(before(14));
      String state =
          random.nextInt(4) == 0
              ? "ANSWERED"
              : i % 20 == 0 ? "UNDELIVERABLE" : open ? "OPEN" : "EXPIRED";
      data.put("state", state).put("surveyId", survey.toString()).put("trigger", "PER_INTERACTION");
      data.put("contactId", "c" + i).put("dueAt", sent.toString());
      data.put("firstSentAt", sent.toString());
      ObjectNode context = data.putObject("context");
      String agent = AGENTS.get(random.nextInt(AGENTS.size()));
      context.put("channel", CHANNELS.get(random.nextInt(3))).put("kind", "SUPPORT");
      context.putObject("agent").put("id", agent + "@example.org").put("name", name(agent));
      context.putObject("interaction").put("occurredAt", sent.toString());
      batch.add(event("dispatch", "invitation.changed", id(sent.toEpochMilli()), 1, data));
    }
    send("DISPATCH", batch);
  }

  /** Of each agent's conversations most were asked about; of hal's hardly any. */
  private void coverage(UUID survey) {
    ArrayNode batch = JSON.createArrayNode();
    for (String agent : AGENTS) {
      boolean left = agent.equals("hal");
      decisions(batch, survey, agent, "ASKED", null, left ? 2 : 60);
      decisions(batch, survey, agent, "MISSED", "COOL_DOWN_FLOOR", left ? 40 : 5);
      decisions(batch, survey, agent, "SPARED", "SAMPLED_OUT", 3);
    }
    send("DISPATCH", batch);
  }

  private void decisions(
      ArrayNode into, UUID survey, String agent, String standing, @Nullable String reason, int n) {
    ObjectNode data = JSON.createObjectNode();
    data.put("policyId", survey.toString()).put("surveyId", survey.toString());
    data.put("day", before(3).toString().substring(0, 10)).put("standing", standing);
    if (reason != null) {
      data.put("reason", reason);
    }
    data.put("channel", "EMAIL").put("locale", "en").put("agent", agent + "@example.org");
    into.add(event("dispatch", "coverage.counted", id(0), 1, data.put("count", n)));
  }

  private Instant before(int days) {
    return now.minus(Duration.ofDays(days)).truncatedTo(ChronoUnit.DAYS).plusSeconds(30_000);
  }

  /** A UUIDv7 of that moment, since answers lie by the time in their id. */
  private UUID id(long millis) {
    long time = millis == 0 ? now.toEpochMilli() : millis;
    long high = (time << 16) | 0x7000 | random.nextInt(0x1000);
    return new UUID(high, (random.nextLong() >>> 2) | Long.MIN_VALUE);
  }

  private ObjectNode event(
      String source, String type, UUID subject, int revision, ObjectNode data) {
    ObjectNode event = JSON.createObjectNode();
    event.put("specversion", "1.0").put("id", UUID.randomUUID().toString());
    event.put("source", "/" + source).put("type", type).put("subject", subject.toString());
    event.put("time", now.toString()).put("revision", revision);
    event.set("data", data);
    return event;
  }

  private void send(String source, ArrayNode events) {
    for (int first = 0; first < events.size(); first += BATCH) {
      ArrayNode batch = JSON.createArrayNode();
      for (int at = first; at < Math.min(events.size(), first + BATCH); at++) {
        batch.add(events.get(at));
      }
      post(source, batch);
    }
  }

  private void post(String source, ArrayNode batch) {
    try {
      String body = JSON.writeValueAsString(batch);
      String id = UUID.randomUUID().toString();
      String time = Long.toString(Instant.now().getEpochSecond());
      HttpRequest request =
          HttpRequest.newBuilder(feed)
              .header("webhook-id", id)
              .header("webhook-timestamp", time)
              .header("webhook-signature", "v1," + signature(source, id + "." + time + "." + body))
              .header("Content-Type", "application/cloudevents-batch+json")
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build();
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 204) {
        throw new IllegalStateException("the feed answered " + answer.statusCode() + answer.body());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private String signature(String source, String text) {
    try {
      String secret = secrets.get("AFTERWORD_FEED_" + source + "_SCORING_SECRET");
      if (secret == null) {
        throw new IllegalStateException("no secret of " + source);
      }
      byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
