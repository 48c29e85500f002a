package io.afterword.scoring;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.afterword.dev.test.PostgresResource;
import io.afterword.dev.test.ProviderSpec;
import io.afterword.scoring.intake.Feed;
import io.afterword.scoring.intake.Told;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** The whole way in: a signed batch of the provider's own examples, and the score it makes. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class SignedFeedTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Inject Feed feed;
  @Inject Pool pool;

  @ConfigProperty(name = "afterword.feed.sources.\"survey\".secret")
  String secret;

  @Test
  void the_providers_examples_make_a_score_and_a_bad_rating_is_parked_alone() throws Exception {
    ProviderSpec survey = ProviderSpec.of("survey-service");
    JsonNode published = survey.event("survey.published").exampleWithUnknownFields();
    JsonNode response = survey.event("response.changed").exampleWithUnknownFields();
    UUID id = UUID.fromString(published.get("surveyId").asText());
    ObjectNode wrong = response.deepCopy();
    ((ObjectNode) wrong.at("/answers/0")).put("rating", 17);
    ArrayNode batch = JSON.createArrayNode();
    // The response first: nobody may rely on the order.
    batch.add(event("response.changed", response.get("responseId").asText(), 1, response));
    batch.add(event("survey.published", id.toString(), 1, published));
    UUID wrongId = Told.newId();
    batch.add(event("response.changed", wrongId.toString(), 1, wrong));

    assertThat(post(batch).statusCode()).isEqualTo(204);
    assertThat(post(batch).statusCode()).isEqualTo(204);

    given()
        .auth()
        .oauth2("key-of-the-reader")
        .get("/v1/scores?from=2026-11-01&to=2026-12-01&survey=" + id)
        .then()
        .statusCode(200)
        .body("total.n", equalTo(1))
        .body("total.distribution.'4'", equalTo(1));
    // Wrong before its survey was known, it waits with its reason; wrong again, it is parked.
    assertThat(feed.text("select refused_because from waiting_response where survey_id = $1", id))
        .contains("from 1 to 5, was 17");
    assertThat(
            feed.number("select count(*) from feed_parked where subject = $1", wrongId.toString()))
        .isEqualTo(1);
  }

  @Test
  void what_cannot_be_counted_is_put_aside_with_the_rule_and_the_rest_counts_once()
      throws Exception {
    ProviderSpec provider = ProviderSpec.of("survey-service");
    ObjectNode published = provider.event("survey.published").example().deepCopy();
    String survey = Told.newId().toString();
    published.put("surveyId", survey);
    JsonNode example = provider.event("response.changed").example();
    ObjectNode good = response(example, survey);
    ObjectNode off = response(example, survey);
    ((ObjectNode) off.at("/answers/0")).put("rating", 17);
    ObjectNode unasked = response(example, survey);
    ((ObjectNode) unasked.at("/answers/0")).put("question", "weather");
    ObjectNode future = response(example, survey);
    future.put("firstAnsweredAt", "2999-01-01T00:00:00Z");
    ObjectNode correction = response(example, survey);
    ObjectNode once = told(good, 1);
    ArrayNode batch = JSON.createArrayNode();
    batch.add(event("survey.published", survey, 1, published));
    batch.add(once).add(told(off, 1)).add(told(unasked, 1)).add(told(future, 1)).add(once);
    batch.add(told(correction, 4)).add(told(good, 1));

    assertThat(post(batch).statusCode()).isEqualTo(204);
    assertThat(post(batch).statusCode()).isEqualTo(204);

    given()
        .auth()
        .oauth2("key-of-the-reader")
        .get("/v1/scores?from=2026-11-01&to=2026-12-01&survey=" + survey)
        .then()
        .statusCode(200)
        .body("total.n", equalTo(2));
    assertThat(parked(off)).contains("must be a whole number from").doesNotContain("17");
    assertThat(parked(unasked)).contains("question weather").contains("has no rating scale");
    assertThat(parked(future)).isEqualTo("firstAnsweredAt must not be in the future");
  }

  private static ObjectNode response(JsonNode example, String survey) {
    ObjectNode response = example.deepCopy();
    return response.put("surveyId", survey).put("responseId", Told.newId().toString());
  }

  private static ObjectNode told(ObjectNode response, int revision) {
    return event("response.changed", response.get("responseId").asText(), revision, response);
  }

  /** Why it was put aside, as an administrator is told. */
  private static String parked(ObjectNode response) {
    return given()
        .auth()
        .oauth2("key-of-the-reader")
        .get("/scoring/v1/feed/parked?limit=200")
        .then()
        .statusCode(200)
        .extract()
        .path(
            "items.find { it.subject == '%s' }.reason"
                .formatted(response.get("responseId").asText()));
  }

  @Test
  void a_key_is_needed_and_it_must_have_the_scope() {
    given().get("/v1/scores").then().statusCode(401).body("code", equalTo("NO_CREDENTIALS"));
    given()
        .auth()
        .oauth2("key-of-the-stranger")
        .get("/v1/scores")
        .then()
        .statusCode(403)
        .body("code", equalTo("WRONG_SCOPE"));
    given()
        .auth()
        .oauth2("key-of-nobody")
        .get("/v1/response-rates")
        .then()
        .statusCode(401)
        .body("code", equalTo("UNKNOWN_CREDENTIALS"));
  }

  @Test
  void the_feed_is_asked_to_wait_while_the_tail_is_too_long() throws Exception {
    // Whoever holds the slot's lock keeps every folder away from it.
    SqlConnection holder = pool.getConnection().await().atMost(PATIENCE);
    holder.query("select pg_advisory_lock(815, 7)").execute().await().atMost(PATIENCE);
    try {
      feed.execute(longPack());
      assertThat(soon(503).header("Retry-After")).isEqualTo("1");
    } finally {
      holder.query("select pg_advisory_unlock(815, 7)").execute().await().atMost(PATIENCE);
      holder.close().await().atMost(PATIENCE);
    }
    soon(204);
  }

  /** A pack that says it is too long; its arrays are empty, so it counts nothing. */
  private static String longPack() {
    String columns =
        "series, day, hour_of_week, old_rating, new_rating, channel, agent, team, locale, trigger,"
            + " kind, stage, surface, fact1, fact2, fact3, fact4, fact5, fact6, fact7, fact8";
    return "insert into change_pack (slot, n, %s) values (7, 20001%s)"
        .formatted(columns, ", '{}'".repeat(21));
  }

  /** Asks until the folder has looked, which it does five times a second. */
  private Response soon(int status) throws Exception {
    Instant deadline = Instant.now().plus(PATIENCE);
    Response answer = post(JSON.createArrayNode());
    while (answer.statusCode() != status && Instant.now().isBefore(deadline)) {
      answer = post(JSON.createArrayNode());
    }
    assertThat(answer.statusCode()).isEqualTo(status);
    return answer;
  }

  private Response post(ArrayNode batch) throws Exception {
    String body = JSON.writeValueAsString(batch);
    String id = UUID.randomUUID().toString();
    String time = Long.toString(Instant.now().getEpochSecond());
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring(6)), "HmacSHA256"));
    byte[] signature = mac.doFinal((id + "." + time + "." + body).getBytes(StandardCharsets.UTF_8));
    return given()
        .header("webhook-id", id)
        .header("webhook-timestamp", time)
        .header("webhook-signature", "v1," + Base64.getEncoder().encodeToString(signature))
        .contentType("application/cloudevents-batch+json")
        .body(body.getBytes(StandardCharsets.UTF_8))
        .post("/feed");
  }

  private static ObjectNode event(String type, String subject, int revision, JsonNode data) {
    ObjectNode event = JSON.createObjectNode();
    event.put("specversion", "1.0").put("id", Told.newId().toString());
    event.put("source", "/survey").put("type", type).put("subject", subject);
    event.put("time", "2026-11-21T10:05:00Z").put("revision", revision);
    event.set("data", data);
    return event;
  }
}
