package io.afterword.scoring.goal;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import io.afterword.dev.test.PostgresResource;
import io.afterword.platform.feed.ReceivedEvent;
import io.afterword.scoring.intake.Feed;
import io.afterword.scoring.intake.Told;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Goals over HTTP, and whether the answers show that they are reached. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@TestSecurity(
    user = "ada",
    roles = {"scores:read", "scores:write"})
class GoalsApiTest {
  @Inject Feed feed;
  @Inject Clock clock;

  private final UUID survey = Told.newId();

  @Test
  void a_goal_is_set_once_changed_by_its_version_and_given_up() {
    feed.brings(Told.published(survey, 1));
    String key = UUID.randomUUID().toString();
    Response made = json(goal(85)).header("Idempotency-Key", key).post("/v1/goals");
    made.then().statusCode(201).header("ETag", equalTo("\"0\"")).body("days", equalTo(30));
    assertThat(json(goal(85)).header("Idempotency-Key", key).post("/v1/goals").asString())
        .isEqualTo(made.asString());
    String path = made.header("Location");

    json(goal(90)).put(path).then().statusCode(428).body("code", equalTo("VERSION_REQUIRED"));
    json(goal(90))
        .header("If-Match", "\"0\"")
        .put(path)
        .then()
        .statusCode(200)
        .header("ETag", equalTo("\"1\""))
        .body("target", equalTo(90.0f));
    json(goal(91)).header("If-Match", "\"0\"").put(path).then().statusCode(412);
    given()
        .get("/v1/goals?limit=200")
        .then()
        .statusCode(200)
        .body("items.id", hasItem(made.path("id").toString()));
    given().header("If-Match", "\"1\"").delete(path).then().statusCode(204);
    given().get(path).then().statusCode(404).body("code", equalTo("NOT_FOUND"));
  }

  @ParameterizedTest
  @CsvSource({
    "70, REACHED, Reached: 80",
    "80, CANNOT_SAY_YET, Cannot say yet",
    "95, NOT_REACHED, Not reached"
  })
  void the_verdict_respects_the_interval(double target, String verdict, String words) {
    feed.brings(Told.published(survey, 1));
    feed.brings(answers(160, 40));

    given()
        .get(set(goal(target)) + "/verdict")
        .then()
        .statusCode(200)
        .body("verdict", equalTo(verdict))
        .body("due", equalTo(false))
        .body("result.n", equalTo(200))
        .body("result.scoreDisplay", equalTo("80"))
        .body("words", containsString(words));
  }

  @Test
  void few_answers_or_none_say_nothing_however_good() {
    feed.brings(Told.published(survey, 1));
    String path = set(goal(50));
    given()
        .get(path + "/verdict")
        .then()
        .body("verdict", equalTo("CANNOT_SAY_YET"))
        .body("result.score", nullValue())
        .body("words", equalTo("Cannot say yet: there are no answers."));
    feed.brings(answers(29, 0));
    given()
        .get(path + "/verdict")
        .then()
        .body("verdict", equalTo("CANNOT_SAY_YET"))
        .body("words", containsString("29 answers are too few"));
    feed.brings(answers(1, 0));
    given().get(path + "/verdict").then().body("verdict", equalTo("REACHED"));
  }

  @Test
  void a_goal_looks_at_its_days_and_members_only() {
    feed.brings(Told.published(survey, 1));
    feed.brings(answers(10, 30));
    feed.brings(
        Told.response(survey)
            .at(today() + "T03:00:00Z")
            .in("channel", "CHAT")
            .rating(5)
            .revision(1));
    String path =
        set(
            """
            {"name":"g","metric":"CSAT","survey":"%s","filter":{"channel":"CHAT"},"target":50,"by":"%s","days":7}
            """
                .formatted(survey, today()));
    given().get(path + "/verdict").then().body("result.n", equalTo(1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"target\":101|422|OUT_OF_RANGE",
        "\"target\":-1|422|OUT_OF_RANGE",
        "\"target\":\"80\"|400|WRONG_TYPE",
        "\"target\":NaN|400|MALFORMED_JSON",
        "\"target\":80,\"days\":3|422|INVALID",
        "\"target\":80,\"metric\":\"ACSI\"|400|WRONG_TYPE",
        "\"target\":80,\"metric\":\"NPS\"|404|UNKNOWN_QUESTION",
        "\"target\":80,\"by\":\"1990-01-01\"|400|BAD_PERIOD",
        "\"target\":80,\"filter\":{\"planet\":\"Mars\"}|400|UNKNOWN_SEGMENT",
      })
  void what_can_never_be_is_refused(String fields, int status, String code) {
    feed.brings(Told.published(survey, 1));
    String rest = "\"name\":\"g\",\"survey\":\"" + survey + "\"";
    if (!fields.contains("metric")) {
      rest += ",\"metric\":\"CSAT\"";
    }
    if (!fields.contains("by\"")) {
      rest += ",\"by\":\"" + today() + "\"";
    }
    Response answer = json("{" + rest + "," + fields + "}").post("/v1/goals");
    assertThat(answer.asString()).contains("\"" + code + "\"");
    assertThat(answer.statusCode()).isEqualTo(status);
  }

  private String goal(double target) {
    return """
        {"name":"Support","metric":"CSAT","survey":"%s","target":%s,"by":"%s"}
        """
        .formatted(survey, target, today().plusDays(60));
  }

  private static String set(String body) {
    return json(body).post("/v1/goals").then().statusCode(201).extract().header("Location");
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneId.of("Europe/Oslo"));
  }

  private List<ReceivedEvent> answers(int happy, int unhappy) {
    List<ReceivedEvent> events = new ArrayList<>();
    for (int i = 0; i < happy + unhappy; i++) {
      events.add(
          Told.response(survey)
              .at(today().minusDays(8) + "T12:00:00Z")
              .rating(i < happy ? 4 : 1)
              .revision(1));
    }
    return events;
  }

  private static RequestSpecification json(String body) {
    return given().contentType("application/json").body(body);
  }
}
