package io.afterword.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.afterword.dev.test.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(SurroundingsResource.class)
class PolicyTest {
  @Inject Dispatch dispatch;
  private UUID survey;

  @BeforeEach
  void afresh() {
    dispatch.startAfresh();
    survey = dispatch.survey("NPS");
  }

  private ValidatableResponse create(String members) {
    return Dispatch.asKey()
        .contentType("application/json")
        .body("{\"name\":\"P\",\"surveyId\":\"%s\",%s}".formatted(survey, members))
        .post("/v1/policies")
        .then();
  }

  @Test
  void a_policy_is_made_with_its_defaults_written_out_and_its_filter_spoken() {
    String location =
        create("\"filter\":{\"field\":\"channel\",\"in\":[\"EMAIL\",\"CHAT\"]}")
            .statusCode(201)
            .header("ETag", "\"0\"")
            .body("delay", equalTo("PT24H"))
            .body("expiresAfter", equalTo("PT336H"))
            .body("trigger.type", equalTo("PER_INTERACTION"))
            .body("coolDowns.floor", equalTo("PT24H"))
            .body("filterSentence", equalTo("channel is EMAIL or CHAT"))
            .extract()
            .header("Location");
    Dispatch.asKey().get(location).then().statusCode(200).header("ETag", "\"0\"");
  }

  @Test
  void the_same_key_makes_one_policy() {
    String key = UUID.randomUUID().toString();
    String body = "{\"name\":\"once\",\"surveyId\":\"%s\"}".formatted(survey);
    String first = null;
    for (int i = 0; i < 2; i++) {
      String id =
          Dispatch.asKey()
              .header("Idempotency-Key", key)
              .contentType("application/json")
              .body(body)
              .post("/v1/policies")
              .then()
              .statusCode(201)
              .extract()
              .path("id");
      assertThat(first == null || first.equals(id)).isTrue();
      first = id;
    }
    Dispatch.asKey()
        .header("Idempotency-Key", key)
        .contentType("application/json")
        .body(body.replace("once", "twice"))
        .post("/v1/policies")
        .then()
        .statusCode(409)
        .body("code", equalTo("IDEMPOTENCY_KEY_REUSED"));
  }

  @Test
  void a_change_needs_the_version_that_it_was_made_on() {
    String id = dispatch.policy(survey, "");
    String body = "{\"name\":\"Changed\",\"surveyId\":\"%s\"}".formatted(survey);
    var request = Dispatch.asKey().contentType("application/json").body(body);
    request
        .put("/v1/policies/" + id)
        .then()
        .statusCode(428)
        .body("code", equalTo("VERSION_REQUIRED"));
    Dispatch.asKey()
        .contentType("application/json")
        .body(body)
        .header("If-Match", "\"7\"")
        .put("/v1/policies/" + id)
        .then()
        .statusCode(412)
        .body("code", equalTo("STALE_VERSION"));
    Dispatch.asKey()
        .contentType("application/json")
        .body(body)
        .header("If-Match", "\"0\"")
        .put("/v1/policies/" + id)
        .then()
        .statusCode(200)
        .header("ETag", "\"1\"")
        .body("name", equalTo("Changed"));
    Dispatch.asKey()
        .header("If-Match", "\"1\"")
        .post("/v1/policies/" + id + "/disable")
        .then()
        .statusCode(200)
        .body("enabled", equalTo(false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "delay":"tomorrow"                              | NOT_A_DURATION | /delay
          "delay":"PT-1H"                                 | OUT_OF_RANGE   | /delay
          "trigger":{"type":"SOMETIMES"}                  | UNKNOWN_VALUE  | /trigger/type
          "trigger":{"type":"EVERY_N","n":1}              | OUT_OF_RANGE   | /trigger/n
          "filter":{"field":"chanel","is":"EMAIL"}        | INVALID_FILTER | /filter/field
          "filter":{"all":[{"field":"team"}]}             | INVALID_FILTER | /filter/all/0
          "filter":{"al":[]}                              | INVALID_FILTER | /filter/al
          "coolDowns":{"acrossAll":"P9999D"}              | OUT_OF_RANGE   | /coolDowns/acrossAll
          "dealy":"PT1H"                                  | UNKNOWN_FIELD  | /dealy
          """)
  void a_policy_that_cannot_be_read_is_refused(String members, String code, String pointer) {
    create(members)
        .statusCode(code.equals("UNKNOWN_FIELD") ? 400 : 422)
        .body("code", equalTo(code))
        .body("errors[0].pointer", equalTo(pointer));
  }

  @Test
  void a_survey_that_nobody_published_cannot_be_asked() {
    Dispatch.asKey()
        .contentType("application/json")
        .body("{\"name\":\"P\",\"surveyId\":\"%s\"}".formatted(UUID.randomUUID()))
        .post("/v1/policies")
        .then()
        .statusCode(422)
        .body("code", equalTo("UNKNOWN_SURVEY"));
    dispatch.run("update known_survey set archived = true where id = $1", survey);
    create("\"delay\":\"PT1H\"").statusCode(422).body("code", equalTo("ARCHIVED_SURVEY"));
  }

  @Test
  void lists_go_on_by_cursor() {
    dispatch.policy(survey, "");
    dispatch.policy(survey, "");
    String cursor =
        Dispatch.asKey()
            .get("/v1/policies?limit=1")
            .then()
            .statusCode(200)
            .extract()
            .path("nextCursor");
    Dispatch.asKey().get("/v1/policies?limit=1&cursor=" + cursor).then().statusCode(200);
  }

  @Test
  void staff_see_policies_and_outbox_as_pages() {
    dispatch.policy(survey, "\"filter\":{\"field\":\"kind\",\"is\":\"SALES\"}");
    Dispatch.asKey()
        .accept("text/html")
        .get("/policies")
        .then()
        .statusCode(200)
        .body(containsString("kind is SALES"));
    Dispatch.asKey()
        .accept("text/html")
        .get("/outbox?state=UNKNOWN")
        .then()
        .statusCode(200)
        .body(containsString("Nobody knows whether these went out"));
  }
}
