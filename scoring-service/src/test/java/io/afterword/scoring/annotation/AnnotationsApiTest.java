package io.afterword.scoring.annotation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.afterword.dev.test.PostgresResource;
import io.afterword.platform.feed.ReceivedEvent;
import io.afterword.scoring.intake.Feed;
import io.afterword.scoring.intake.Told;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.restassured.config.JsonConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.path.json.config.JsonPathConfig.NumberReturnType;
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

/** Changes on the time line over HTTP, and what the answers say about them. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@TestSecurity(
    user = "ada",
    roles = {"scores:read", "scores:write"})
class AnnotationsApiTest {
  private static final RestAssuredConfig DOUBLES =
      RestAssuredConfig.config()
          .jsonConfig(JsonConfig.jsonConfig().numberReturnType(NumberReturnType.DOUBLE));

  @Inject Feed feed;
  @Inject Clock clock;

  private final UUID survey = Told.newId();

  @Test
  void a_change_is_noted_once_corrected_by_its_version_and_deleted() {
    feed.brings(Told.published(survey, 1));
    String key = UUID.randomUUID().toString();
    String body =
        """
        {"day":"2026-11-03","title":" Release 4.2 ","note":"all shops","survey":"%s","filter":{"channel":"EMAIL"}}
        """
            .formatted(survey);
    Response made = json(body).header("Idempotency-Key", key).post("/v1/annotations");
    made.then()
        .statusCode(201)
        .header("ETag", equalTo("\"0\""))
        .body("title", equalTo("Release 4.2"))
        .body("day", equalTo("2026-11-03"))
        .body("filter.channel", equalTo("EMAIL"));
    String path = made.header("Location");

    Response again = json(body).header("Idempotency-Key", key).post("/v1/annotations");
    assertThat(again.asString()).isEqualTo(made.asString());
    json(body.replace("4.2", "4.3"))
        .header("Idempotency-Key", key)
        .post("/v1/annotations")
        .then()
        .statusCode(409)
        .body("code", equalTo("IDEMPOTENCY_KEY_REUSED"));

    json(body.replace("4.2", "4.3")).put(path).then().statusCode(428);
    json(body.replace("4.2", "4.3"))
        .header("If-Match", "\"0\"")
        .put(path)
        .then()
        .statusCode(200)
        .header("ETag", equalTo("\"1\""))
        .body("title", equalTo("Release 4.3"));
    json(body).header("If-Match", "\"0\"").put(path).then().statusCode(412);
    given().get(path).then().statusCode(200).header("ETag", equalTo("\"1\""));

    given().header("If-Match", "\"0\"").delete(path).then().statusCode(412);
    given().header("If-Match", "\"1\"").delete(path).then().statusCode(204);
    given().get(path).then().statusCode(404).body("code", equalTo("NOT_FOUND"));
    given().header("If-Match", "\"1\"").delete(path).then().statusCode(404);
  }

  @Test
  void the_list_goes_on_by_its_cursor_in_the_order_of_days() {
    for (String day : List.of("2001-01-03", "2001-01-01", "2001-01-02")) {
      note(day, "Old " + day, "");
    }
    Response first = given().get("/v1/annotations?limit=2");
    first.then().statusCode(200).body("items.day", contains("2001-01-01", "2001-01-02"));
    given()
        .queryParam("cursor", first.path("nextCursor").toString())
        .get("/v1/annotations?limit=2")
        .then()
        .body("items[0].day", equalTo("2001-01-03"));
    given()
        .get("/v1/annotations?cursor=nonsense")
        .then()
        .statusCode(400)
        .body("code", equalTo("INVALID_CURSOR"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"title\":\"no day\"}|422|REQUIRED",
        "{\"day\":\"2026-11-03\",\"title\":\" \"}|422|INVALID",
        "{\"day\":\"2026-13-03\",\"title\":\"x\"}|400|WRONG_TYPE",
        "{\"day\":\"1999-12-31\",\"title\":\"x\"}|400|BAD_PERIOD",
        "{\"day\":\"2100-01-01\",\"title\":\"x\"}|400|BAD_PERIOD",
        "{\"day\":\"2026-11-03\",\"title\":\"x\",\"colour\":\"red\"}|400|UNKNOWN_FIELD",
        "{\"day\":\"2026-11-03\",\"title\":\"x\",\"filter\":{\"planet\":\"Mars\"}}|400|UNKNOWN_SEGMENT",
        "{\"day\":\"2026-11-03\",\"title\":\"x\",\"filter\":{\"channel\":\" \"}}|400|BAD_FILTER",
        "{\"day\":\"2026-11-03\",\"title\":\"x\",\"survey\":\"00000000-0000-7000-8000-000000000000\"}|404|UNKNOWN_SURVEY",
      })
  void what_cannot_be_noted_is_refused_with_its_reason(String body, int status, String code) {
    Response answer = json(body).post("/v1/annotations");
    assertThat(answer.asString()).contains("\"" + code + "\"");
    assertThat(answer.statusCode()).isEqualTo(status);
  }

  @Test
  @TestSecurity(user = "reader", roles = "scores:read")
  void who_may_only_read_notes_nothing() {
    json("{\"day\":\"2026-11-03\",\"title\":\"x\"}")
        .post("/v1/annotations")
        .then()
        .statusCode(403)
        .body("code", equalTo("WRONG_SCOPE"));
  }

  @Test
  void a_clear_change_is_told_with_its_range_and_p_value() {
    LocalDate change = today().minusDays(20);
    feed.brings(Told.published(survey, 1));
    feed.brings(answers(change.minusDays(3), 40, 40));
    feed.brings(answers(change.plusDays(3), 60, 20));
    String path = note(change.toString(), "New process", "\"survey\":\"" + survey + "\",");

    given()
        .config(DOUBLES)
        .get(path + "/before-after")
        .then()
        .statusCode(200)
        .body("verdict", equalTo("BETTER"))
        .body("comparison.second.from", equalTo(change.minusDays(14).toString()))
        .body("comparison.second.to", equalTo(change.toString()))
        .body("comparison.first.to", equalTo(change.plusDays(14).toString()))
        .body("comparison.second.result.n", equalTo(80))
        .body("comparison.difference", closeTo(25, 1e-9))
        .body("comparison.interval.method", equalTo("NEWCOMBE"))
        .body("comparison.interval.lower", closeTo(10.066, 0.2))
        .body("comparison.pValue", closeTo(0.00107, 0.0002))
        .body("comparison.tier", equalTo("CLEAR"))
        .body("comparison.sentence", containsString("Up 25.0 points (95\u00a0%: +"))
        .body("alsoChanged", empty());
  }

  @Test
  void a_difference_that_could_be_chance_is_called_so_and_what_else_changed_is_named() {
    LocalDate change = today().minusDays(9);
    feed.brings(Told.published(survey, 1));
    feed.brings(answers(change.minusDays(2), 20, 14));
    feed.brings(answers(change.plusDays(2), 25, 13));
    String path = note(change.toString(), "New price", "\"survey\":\"" + survey + "\",");
    note(change.plusDays(1).toString(), "New hours", "\"survey\":\"" + survey + "\",");

    given()
        .get(path + "/before-after")
        .then()
        .body("verdict", equalTo("NO_CLEAR_CHANGE"))
        .body("comparison.tier", equalTo("UNCLEAR"))
        .body("comparison.sentence", containsString("could be chance"))
        .body("alsoChanged", contains("New hours"));
  }

  @Test
  void few_answers_prove_nothing_however_different() {
    LocalDate change = today().minusDays(9);
    feed.brings(Told.published(survey, 1));
    feed.brings(answers(change.minusDays(2), 0, 12));
    feed.brings(answers(change.plusDays(2), 13, 0));
    String path = note(change.toString(), "New price", "\"survey\":\"" + survey + "\",");

    given().get(path + "/before-after").then().body("verdict", equalTo("TOO_FEW_ANSWERS"));
  }

  @Test
  void too_early_and_without_answers_there_is_no_number() {
    feed.brings(Told.published(survey, 1));
    String yesterday = note(today().minusDays(1).toString(), "x", "\"survey\":\"" + survey + "\",");
    given()
        .get(yesterday + "/before-after")
        .then()
        .body("verdict", equalTo("TOO_EARLY"))
        .body("comparison", nullValue());
    String old = note(today().minusDays(60).toString(), "x", "\"survey\":\"" + survey + "\",");
    given()
        .get(old + "/before-after")
        .then()
        .body("verdict", equalTo("NO_ANSWERS"))
        .body("comparison.difference", nullValue());
  }

  @Test
  void other_scales_are_refused_never_subtracted() {
    LocalDate change = today().minusDays(10);
    feed.brings(Told.published(survey, 1), Told.published(survey, 2, "CSAT", "csat-1-7", 1, 7));
    feed.brings(answers(change.minusDays(2), 5, 5));
    feed.brings(Told.response(survey).version(2).at(change.plusDays(2) + "T12:00:00Z").revision(1));
    String path = note(change.toString(), "New scale", "\"survey\":\"" + survey + "\",");

    given()
        .get(path + "/before-after")
        .then()
        .statusCode(409)
        .body("code", equalTo("DIFFERENT_SCALE"));
    given().get(path + "/before-after?weeks=0").then().statusCode(422);
    given().get(path + "/before-after?metric=WEATHER").then().statusCode(400);
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneId.of("Europe/Oslo"));
  }

  private static String note(String day, String title, String more) {
    return json("{%s\"day\":\"%s\",\"title\":\"%s\"}".formatted(more, day, title))
        .post("/v1/annotations")
        .then()
        .statusCode(201)
        .extract()
        .header("Location");
  }

  private List<ReceivedEvent> answers(LocalDate day, int happy, int unhappy) {
    List<ReceivedEvent> events = new ArrayList<>();
    for (int i = 0; i < happy + unhappy; i++) {
      events.add(
          Told.response(survey).at(day + "T12:00:00Z").rating(i < happy ? 5 : 2).revision(1));
    }
    return events;
  }

  private static RequestSpecification json(String body) {
    return given().contentType("application/json").body(body);
  }
}
