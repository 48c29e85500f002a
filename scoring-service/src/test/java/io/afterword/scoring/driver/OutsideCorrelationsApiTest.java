package io.afterword.scoring.driver;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.afterword.dev.test.PostgresResource;
import io.afterword.platform.feed.ReceivedEvent;
import io.afterword.scoring.Api;
import io.afterword.scoring.intake.Feed;
import io.afterword.scoring.intake.Told;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Series from outside over HTTP; the figures are those of reference vector CO-012. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@TestSecurity(
    user = "writer",
    roles = {"scores:read", "scores:write"})
class OutsideCorrelationsApiTest {
  private static final LocalDate MONDAY = LocalDate.parse("2023-01-02");

  @Inject Feed feed;

  private final UUID survey = Told.newId();
  private final String series = "retention-" + survey.toString().substring(24);

  /** Weekly CSAT and retention; here the means of a hundred ratings are a tenth of the CSAT. */
  @Test
  void retention_goes_with_the_score_of_its_week() {
    VectorInput vector = VectorInput.of("CO-012");
    List<Double> scores = VectorInput.numbers(vector.input().path("x"));
    List<Double> retention = VectorInput.numbers(vector.input().path("y"));
    feed.brings(Told.published(survey, 1, "CES", "ces-1-10", 1, 10));
    StringBuilder csv = new StringBuilder("day,retention\n");
    for (int week = 0; week < scores.size(); week++) {
      feed.brings(hundred(week, Math.round(10 * scores.get(week))));
      csv.append(MONDAY.plusWeeks(week).plusDays(3)).append(',').append(retention.get(week));
      csv.append('\n');
    }
    // A value without a score, and a score without a value.
    csv.append(MONDAY.plusWeeks(26)).append(",90\n");
    feed.brings(hundred(27, 800));

    put(series, csv.toString())
        .statusCode(200)
        .body("values", equalTo(27))
        .body("from", equalTo("2023-01-05"));
    correlation("&series=" + series + "&from=2023-01-02&to=2023-07-17")
        .statusCode(200)
        .body("status", equalTo("LOW_N"))
        .body("periods", equalTo(26))
        .body("holes", equalTo(2))
        .body("pearson.r", closeTo(0.5410077947528952, 1e-9))
        .body("pearson.pValue", closeTo(0.0043191223089216624, 1e-6))
        .body("pearson.interval.lower", closeTo(0.1943929168003634, 1e-6))
        .body("spearman.r", closeTo(0.48793858742444596, 1e-9))
        .body("spearman.interval.upper", closeTo(0.7467967534042615, 1e-6))
        .body("points", hasSize(28))
        .body("points[26].score", nullValue())
        .body("points[27].value", nullValue())
        .body("warnings", hasItem("AUTOCORRELATED"))
        .body("note", containsString("Exploratory"));
  }

  @Test
  void an_upload_replaces_the_series_and_a_faulty_one_keeps_it() {
    put(series, "2026-11-02,1\n2026-11-09,2\n").statusCode(200).body("values", equalTo(2));
    put(series, "2026-11-16,3\n").statusCode(200).body("values", equalTo(1));
    put(series, "2026-11-16,3\n2026-11-23,NaN\n")
        .statusCode(422)
        .body("code", equalTo("BAD_CSV"))
        .body("line", equalTo(2));

    Api.get("/v1/correlations/series?limit=200")
        .statusCode(200)
        .body("items.find { it.name == '%s' }.values".formatted(series), equalTo(1));
    given().delete("/v1/correlations/series/" + series).then().statusCode(204);
    given()
        .delete("/v1/correlations/series/" + series)
        .then()
        .statusCode(404)
        .body("code", equalTo("NOT_FOUND"));
  }

  @Test
  void one_period_is_too_little_to_say_anything() {
    feed.brings(Told.published(survey, 1));
    feed.brings(Told.response(survey).at("2023-01-04T12:00:00Z").revision(1));
    put(series, "2023-01-02,5\n").statusCode(200);

    correlation("&series=" + series + "&from=2023-01-02&to=2023-02-06")
        .body("status", equalTo("UNDEFINED"))
        .body("spearman", nullValue())
        .body("sentence", containsString("too little"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          &granularity=week                 | 400 | MISSING_PARAMETER
          &series=no-such-thing             | 404 | UNKNOWN_SERIES
          &series=no-such-thing&lag=3       | 400 | UNKNOWN_PARAMETER
          &series=x&granularity=day         | 400 | UNKNOWN_GRANULARITY
          """)
  void what_cannot_be_held_together_says_why(String more, int status, String code) {
    feed.brings(Told.published(survey, 1));

    correlation(more).statusCode(status).body("code", equalTo(code));
  }

  @Test
  @TestSecurity(user = "reader", roles = "scores:read")
  void reading_is_not_uploading() {
    put(series, "2026-11-02,1").statusCode(403).body("code", equalTo("WRONG_SCOPE"));
  }

  @Test
  void an_upload_needs_its_type_and_a_name() {
    given()
        .contentType("application/json")
        .body("{}")
        .put("/v1/correlations/series/" + series)
        .then()
        .statusCode(415);
    put("Churn!", "2026-11-02,1").statusCode(400).body("code", equalTo("BAD_NAME"));
    put(series, "").statusCode(422).body("code", equalTo("BAD_CSV"));
  }

  private List<ReceivedEvent> hundred(int week, long sum) {
    List<ReceivedEvent> events = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      events.add(
          Told.response(survey)
              .at(MONDAY.plusWeeks(week) + "T12:00:00Z")
              .rating(sum / 100 + (i < sum % 100 ? 1 : 0))
              .revision(1));
    }
    return events;
  }

  private static ValidatableResponse put(String name, String csv) {
    return given()
        .accept("application/json")
        .contentType("text/csv")
        .body(csv)
        .put("/v1/correlations/series/{name}", name)
        .then();
  }

  private ValidatableResponse correlation(String more) {
    return Api.get("/v1/correlations/outside?survey=" + survey + more);
  }
}
