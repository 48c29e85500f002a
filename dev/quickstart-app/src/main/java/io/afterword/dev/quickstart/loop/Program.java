package io.afterword.dev.quickstart.loop;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A helpdesk or a BI tool: uses the public API with a key. */
public final class Program {
  /** Everything that the loop, the printed examples and a curious person need. */
  public static final List<String> SCOPES =
      List.of(
          "surveys:read",
          "surveys:write",
          "responses:read",
          "interactions:write",
          "policies:read",
          "policies:write",
          "decisions:read",
          "deliveries:read",
          "scores:read",
          "status:read");

  /** The feed's longest pause between two tries is half a minute. */
  private static final Duration FEED_PATIENCE = Duration.ofMinutes(2);

  private static final int UNKNOWN_CREDENTIALS = 401;

  private static final String POLICY = "After support (quickstart)";

  private final URI front;
  private final Visitor visitor;

  public Program(URI front, String apiKey) {
    this.front = front;
    this.visitor = Visitor.program(apiKey);
  }

  /**
   * A score as far as this program looks at it.
   *
   * @param shown as people read it, empty where there is none
   * @param distribution answers by rating
   */
  public record Seen(long answers, String shown, Map<String, Long> distribution) {
    static final Seen NOTHING = new Seen(0, "", Map.of());

    public Seen {
      distribution = Map.copyOf(distribution);
    }

    /** In words. */
    public String inWords() {
      return answers == 0
          ? "none (no answers)"
          : "%s (%d %s)".formatted(shown, answers, answers == 1 ? "answer" : "answers");
    }
  }

  /** A new key reaches the sibling services by the feed; waits until all three know it. */
  public Program awaitRecognised() {
    for (String path : List.of("/v1/surveys", "/v1/policies", "/v1/scores?metric=CSAT")) {
      Await.until(
          FEED_PATIENCE,
          () -> visitor.get(front.resolve(path)).status(),
          status -> status < 500 && status != UNKNOWN_CREDENTIALS,
          "the API key is not known at " + path);
    }
    return this;
  }

  /** Makes a CSAT survey from 1 to 5 and publishes it; returns its id. */
  public String publishSurvey(String name) {
    String id =
        visitor
            .postJson(front.resolve("/v1/surveys"), Map.of("template", "csat-1-5", "name", name))
            .expectSuccess()
            .text("/id");
    visitor.postJson(front.resolve("/v1/surveys/" + id + "/publish"), Map.of()).expectSuccess();
    return id;
  }

  /** The survey that the policy asks with which {@link #makePolicy} made in an earlier run. */
  public Optional<String> surveyAskedWith() {
    JsonNode policies = visitor.get(front.resolve("/v1/policies")).expectSuccess().json();
    for (JsonNode policy : policies.path("items")) {
      if (policy.path("name").asText().equals(POLICY) && policy.path("enabled").asBoolean()) {
        return Optional.of(policy.path("surveyId").asText());
      }
    }
    return Optional.empty();
  }

  /**
   * Makes a policy that asks after every SUPPORT interaction, at once. Dispatch hears of a new
   * survey by the feed, so it may have to be told again.
   */
  public String makePolicy(String surveyId) {
    Map<String, Object> policy =
        Map.of(
            "name",
            POLICY,
            "surveyId",
            surveyId,
            "trigger",
            Map.of("type", "PER_INTERACTION"),
            "delay",
            "PT0S",
            "filter",
            Map.of("field", "kind", "is", "SUPPORT"));
    return Await.until(
            FEED_PATIENCE,
            () -> visitor.postJson(front.resolve("/v1/policies"), policy),
            answer -> answer.status() != 422,
            "the policy was not accepted")
        .expectSuccess()
        .text("/id");
  }

  /** Reports a solved support case; the same again, word for word, is the same case. */
  public Visitor.Answer reportSolved(String id, String email, String agent, Instant at) {
    return visitor.postJson(
        front.resolve("/v1/interactions"),
        Map.of(
            "source",
            "quickstart",
            "id",
            id,
            "kind",
            "SUPPORT",
            "channel",
            "EMAIL",
            "occurredAt",
            at.toString(),
            "resolved",
            true,
            "agent",
            Map.of("id", agent, "name", agent),
            "team",
            "First line",
            "contact",
            Map.of("email", email, "name", "Ada Lovelace", "locale", "en")));
  }

  public Seen score(String surveyId) {
    Visitor.Answer answer = visitor.get(front.resolve("/v1/scores?survey=" + surveyId));
    if (answer.status() == 404) {
      return Seen.NOTHING; // the feed has not brought the survey yet
    }
    JsonNode total = answer.expectSuccess().json().path("total");
    Map<String, Long> distribution = new TreeMap<>();
    total
        .path("distribution")
        .properties()
        .forEach(each -> distribution.put(each.getKey(), each.getValue().asLong()));
    return new Seen(total.path("n").asLong(), total.path("scoreDisplay").asText(""), distribution);
  }
}
