package io.afterword.scoring.driver;

import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
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
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Correlations, lead and lag over HTTP; the figures are those of the reference vectors. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@TestSecurity(user = "reader", roles = "scores:read")
class CorrelationsApiTest {
  @Inject Feed feed;

  private final UUID survey = Told.newId();

  /** Vector CO-002: sixty waits, in tenths of their unit so that they are whole. */
  @Test
  void waiting_goes_with_lower_ratings() {
    VectorInput vector = VectorInput.of("CO-002");
    List<Double> waits = VectorInput.numbers(vector.input().path("x"));
    List<Double> ratings = VectorInput.numbers(vector.input().path("y"));
    List<ReceivedEvent> events = new ArrayList<>();
    for (int i = 0; i < waits.size(); i++) {
      events.add(
          Told.response(survey)
              .number("firstResponseSeconds", Math.toIntExact(Math.round(10 * waits.get(i))))
              .rating(ratings.get(i).intValue())
              .revision(1));
    }
    events.add(Told.response(survey).rating(1).revision(1));
    feed.brings(Told.published(survey, 1));
    feed.brings(events);

    ask("&fact=firstResponseSeconds")
        .statusCode(200)
        .body("correlations", hasSize(1))
        .body("correlations[0].status", equalTo("OK"))
        .body("correlations[0].n", equalTo(60))
        .body("correlations[0].unit", equalTo("SECONDS"))
        .body("correlations[0].spearman.r", closeTo(-0.49552264501537946, 1e-9))
        .body("correlations[0].spearman.pValue", closeTo(5.684627702268266e-05, 1e-7))
        .body("correlations[0].spearman.interval.lower", closeTo(-0.6742157182692519, 1e-6))
        .body("correlations[0].spearman.interval.upper", closeTo(-0.2620196791197811, 1e-6))
        .body("correlations[0].adjustedPValue", closeTo(5.684627702268266e-05, 1e-7))
        .body(
            "correlations[0].sentence",
            equalTo("Higher firstResponseSeconds goes with lower ratings (Spearman -0.50)."))
        .body("correlations[0].bands.result.n.sum()", equalTo(60))
        .body("warnings", not(hasItem("MULTIPLE_COMPARISONS")))
        .body("note", containsString("need not be why"));
  }

  @Test
  void bands_hold_the_answers_of_their_waits() {
    feed.brings(
        Told.published(survey, 1),
        Told.response(survey).number("firstResponseSeconds", 0).rating(5).revision(1),
        Told.response(survey).number("firstResponseSeconds", 59).rating(4).revision(1),
        Told.response(survey).number("firstResponseSeconds", 60).rating(1).revision(1),
        Told.response(survey).number("firstResponseSeconds", 700_000).rating(2).revision(1));

    ask("&fact=firstResponseSeconds")
        .body("correlations[0].status", equalTo("LOW_N"))
        .body("correlations[0].bands.from", equalTo(List.of(0, 60, 604_800)))
        .body("correlations[0].bands[0].to", equalTo(60))
        .body("correlations[0].bands[0].result.n", equalTo(2))
        .body("correlations[0].bands[0].result.score", closeTo(100, 1e-9))
        .body("correlations[0].bands[2].to", nullValue());
  }

  @Test
  void what_does_not_vary_or_is_not_there_has_no_coefficient() {
    feed.brings(Told.published(survey, 1));
    for (int i = 0; i < 5; i++) {
      feed.brings(Told.response(survey).number("replies", 2).rating(i % 2 + 4).revision(1));
    }

    ask("&fact=replies&fact=transfers")
        .body("correlations[0].fact", equalTo("replies"))
        .body("correlations[0].status", equalTo("UNDEFINED"))
        .body("correlations[0].spearman", nullValue())
        .body("correlations[1].status", equalTo("NO_DATA"));
    ask("").body("correlations", hasSize(7));
    ask("&filter=channel:FAX").body("correlations[0].status", equalTo("NO_DATA"));
  }

  @Test
  void satisfaction_that_moves_first_is_found_to_lead() {
    UUID follower = Told.newId();
    feed.brings(Told.published(survey, 1), Told.published(follower, 1, "NPS", "nps-0-10", 0, 10));
    LocalDate monday = LocalDate.parse("2023-01-02");
    Random random = new Random(5);
    List<Integer> good = new ArrayList<>();
    for (int week = 0; week < 30; week++) {
      good.add(random.nextInt(11));
      String at = monday.plusWeeks(week) + "T12:00:00Z";
      List<ReceivedEvent> events = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        events.add(Told.response(survey).at(at).rating(i < good.get(week) ? 5 : 1).revision(1));
        if (week >= 2) {
          events.add(
              Told.response(follower).at(at).rating(i < good.get(week - 2) ? 9 : 0).revision(1));
        }
      }
      feed.brings(events);
    }
    String year = "&from=2023-01-02&to=2023-07-31";

    Api.get("/v1/correlations/lead-lag?survey=" + survey + "&followerSurvey=" + follower + year)
        .statusCode(200)
        .body("status", equalTo("OK"))
        .body("leader.metric", equalTo("CSAT"))
        .body("follower.metric", equalTo("NPS"))
        .body("periods", equalTo(28))
        .body("lags", hasSize(17))
        .body("lags[10].lag", equalTo(2))
        .body("lags[10].r", closeTo(1, 1e-9))
        .body("strongest", equalTo(2))
        .body("sentence", equalTo("CSAT moves 2 weeks before NPS (Spearman 1.00)."))
        .body("warnings", hasItem("MULTIPLE_COMPARISONS"));
    Api.get(
            "/v1/correlations/lead-lag?survey="
                + survey
                + "&followerSurvey="
                + follower
                + "&from=2022-01-03&to=2022-03-07")
        .body("status", equalTo("NO_DATA"))
        .body("strongest", nullValue());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /v1/correlations?fact=mood&survey=                     | 400 | UNKNOWN_FACT
          /v1/correlations?with=retention&survey=                | 400 | UNKNOWN_PARAMETER
          /v1/correlations?audience=EMPLOYEES&survey=            | 400 | ANONYMITY
          /v1/correlations/lead-lag?granularity=day&survey=      | 400 | UNKNOWN_GRANULARITY
          /v1/correlations/lead-lag?most=27&survey=              | 400 | BAD_NUMBER
          /v1/correlations/lead-lag?followerMetric=JOY&survey=   | 400 | UNKNOWN_METRIC
          /v1/correlations/lead-lag?followerSurvey=7&survey=     | 404 | UNKNOWN_SURVEY
          """)
  void what_cannot_be_correlated_says_why(String path, int status, String code) {
    feed.brings(Told.published(survey, 1));

    Api.get(path + survey)
        .statusCode(status)
        .body("code", equalTo(code))
        .body("detail", containsString(" "));
  }

  private ValidatableResponse ask(String more) {
    return Api.get("/v1/correlations?from=2026-11-01&to=2026-12-01&survey=" + survey + more);
  }
}
