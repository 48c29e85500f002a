package io.afterword.scoring.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
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
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Charts over HTTP; the figures are those of the reference vectors or counted here. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@TestSecurity(user = "reader", roles = "scores:read")
class ChartsApiTest {
  private static final LocalDate FIRST = LocalDate.parse("2025-03-03");

  /** Control vector CO-001, "stable process, 20 days". */
  private static final int[] SATISFIED = {
    79, 83, 100, 127, 34, 48, 118, 122, 55, 65, 116, 70, 58, 110, 50, 69, 95, 88, 41, 34
  };

  private static final int[] ANSWERS = {
    96, 101, 130, 154, 44, 57, 138, 153, 69, 77, 144, 90, 72, 139, 70, 89, 117, 105, 50, 43
  };

  @Inject Feed feed;

  private final UUID survey = Told.newId();

  @Test
  void shares_have_limits_for_each_number_of_answers() {
    feed.brings(Told.published(survey, 1));
    days(SATISFIED, ANSWERS);

    ask("p", "&from=2025-03-03&to=2025-03-23&granularity=day")
        .statusCode(200)
        .body("status", equalTo("OK"))
        .body("unit", equalTo("PERCENT"))
        .body("centre", closeTo(80.5985552115583, 1e-9))
        .body("laneySigma", closeTo(0.7983031811277351, 1e-9))
        .body("points", hasSize(20))
        .body("points[0].score", closeTo(100 * 79 / 96.0, 1e-9))
        .body("points[0].lower", closeTo(100 * 0.6849072554319952, 1e-9))
        .body("points[0].upper", closeTo(100 * 0.9270638487991708, 1e-9))
        .body("points[4].upper", closeTo(100 * 0.9848300488838329, 1e-9))
        .body("points.signals.flatten()", empty())
        .body("baseline.periods", equalTo(20))
        .body("baseline.frozen", equalTo(false))
        .body("warnings", not(hasItem("SHORT_BASELINE")));
    ask("laney", "&from=2025-03-03&to=2025-03-23&granularity=day")
        .body("points[0].lower", closeTo(100 * 0.7093283627075471, 1e-9))
        .body("points[3].lower", closeTo(100 * 0.7296706381943054, 1e-9));
  }

  /** Vector "proportionEwma, varying n", its first days, with a baseline of 80 %. */
  @Test
  void a_moving_average_is_judged_by_a_frozen_baseline() {
    feed.brings(Told.published(survey, 1));
    days(new int[] {81, 81, 103, 125, 31, 50}, new int[] {96, 101, 130, 154, 44, 57});
    feed.brings(on(FIRST.minusDays(30), 8, 10));

    ask(
            "ewma",
            "&from=2025-03-03&to=2025-03-09&granularity=day&baselineFrom=2025-02-01&baselineTo=2025-03-01")
        .body("centre", closeTo(80, 1e-9))
        .body("baseline.frozen", equalTo(true))
        .body("baseline.n", equalTo(10))
        .body("points[0].average", closeTo(80.875, 1e-9))
        .body("points[4].average", closeTo(100 * 0.7855813776718332, 1e-9))
        .body("points[5].average", closeTo(100 * 0.8039036986286947, 1e-9))
        .body("points[0].lower", closeTo(100 * 0.7755051025721682, 1e-9))
        .body("points[5].lower", closeTo(100 * 0.7522736973205904, 1e-9))
        .body("points[5].upper", closeTo(100 * 0.8477263026794097, 1e-9))
        .body("warnings", hasItem("SHORT_BASELINE"));
  }

  /** Vector "weekly mean CES": ten answers a week whose mean is the value. */
  @Test
  void means_are_charted_by_their_moving_range() {
    feed.brings(Told.published(survey, 1, "CES", "ces-1-10", 1, 10));
    double[] means = {5.1, 5.3, 5.0, 5.2, 5.4, 5.1, 4.9, 5.2, 5.3, 4.2, 5.1, 5.0};
    for (int week = 0; week < means.length; week++) {
      List<ReceivedEvent> events = new ArrayList<>();
      long sum = Math.round(10 * means[week]);
      for (int i = 0; i < 10; i++) {
        long rating = sum / 10 + (i < sum % 10 ? 1 : 0);
        events.add(
            Told.response(survey)
                .at(FIRST.plusWeeks(week) + "T12:00:00Z")
                .rating(rating)
                .revision(1));
      }
      feed.brings(events);
    }
    String quarter = "&from=2025-03-03&to=2025-05-26";

    ask("xmr", quarter + "&granularity=week")
        .body("unit", equalTo("RATING"))
        .body("centre", closeTo(5.06666666666667, 1e-9))
        .body("sigma", closeTo(0.31431334622824, 1e-9))
        .body("points[0].lower", closeTo(4.12372662798195, 1e-9))
        .body("points[11].upper", closeTo(6.00960670535139, 1e-9))
        .body("points.signals.flatten()", empty());
    ask("p", quarter)
        .statusCode(409)
        .body("code", equalTo("WRONG_METRIC"))
        .body("detail", containsString("xmr"));
  }

  @Test
  void sums_of_a_lasting_shift_signal_when_they_pass_the_limit() {
    feed.brings(Told.published(survey, 1));
    // Half of the answers good in the baseline, then three in four.
    feed.brings(on(FIRST.minusDays(10), 100, 200));
    days(new int[] {15, 15, 15, 15, 15}, new int[] {20, 20, 20, 20, 20});
    JsonPath chart =
        ask(
                "cusum",
                "&from=2025-03-03&to=2025-03-08&granularity=day&baselineFrom=2025-02-01&baselineTo=2025-03-01")
            .extract()
            .jsonPath();

    double z = (0.75 - 0.5) / Math.sqrt(0.25 / 20);
    double sum = 0;
    for (int at = 0; at < 5; at++) {
      sum = Math.max(0, sum + z - 0.5);
      assertThat(chart.getDouble("points[" + at + "].sumAbove")).isCloseTo(sum, within(1e-9));
      assertThat(chart.getDouble("points[" + at + "].sumBelow")).isZero();
      assertThat(chart.getList("points[" + at + "].signals", String.class))
          .isEqualTo(sum > 5 ? List.of("SHIFTED_UP") : List.of());
    }
    assertThat(chart.getDouble("decision")).isEqualTo(5);
  }

  @Test
  void a_collapse_and_an_empty_day_are_shown_as_what_they_are() {
    feed.brings(Told.published(survey, 1));
    feed.brings(on(FIRST.minusDays(10), 180, 200));
    feed.brings(on(FIRST, 45, 50));
    feed.brings(on(FIRST.plusDays(2), 20, 50));

    ask(
            "p",
            "&from=2025-03-03&to=2025-03-06&granularity=day&baselineFrom=2025-02-01&baselineTo=2025-03-01")
        .body("points.n", contains(50, 0, 50))
        .body("points[0].signals", empty())
        .body("points[1].score", nullValue())
        .body("points[1].lower", nullValue())
        .body("points[2].signals", contains("BEYOND_LIMITS"))
        .body("points.complete", contains(true, true, true));
  }

  @Test
  void without_answers_or_scatter_there_are_no_limits() {
    feed.brings(Told.published(survey, 1));
    ask("p", "&from=2025-03-03&to=2025-03-10")
        .body("status", equalTo("NO_DATA"))
        .body("centre", nullValue());

    feed.brings(on(FIRST, 10, 10));
    ask("p", "&from=2025-03-03&to=2025-03-10")
        .body("status", equalTo("UNDEFINED"))
        .body("centre", closeTo(100, 1e-9))
        .body("points[0].lower", nullValue());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          pie   |                                       | 404 | UNKNOWN_CHART
          p     | &granularity=hourOfWeek               | 400 | UNKNOWN_GRANULARITY
          p     | &baselineFrom=2025-01-01              | 400 | MISSING_PARAMETER
          p     | &baselineFrom=2025-02-01&baselineTo=2025-01-01 | 400 | BAD_PERIOD
          p     | &from=2020-01-01&to=2025-01-01&granularity=day | 422 | TOO_MANY_POINTS
          xmr   | &metric=NPS                           | 404 | UNKNOWN_QUESTION
          ewma  | &lambda=2                             | 400 | UNKNOWN_PARAMETER
          """)
  void a_chart_that_cannot_be_drawn_says_why(String kind, String more, int status, String code) {
    feed.brings(Told.published(survey, 1));

    ask(kind, more == null ? "" : more)
        .statusCode(status)
        .body("code", equalTo(code))
        .body("detail", containsString(" "));
  }

  private void days(int[] satisfied, int[] answers) {
    for (int day = 0; day < answers.length; day++) {
      feed.brings(on(FIRST.plusDays(day), satisfied[day], answers[day]));
    }
  }

  private List<ReceivedEvent> on(LocalDate day, int satisfied, int answers) {
    List<ReceivedEvent> events = new ArrayList<>();
    for (int i = 0; i < answers; i++) {
      events.add(
          Told.response(survey).at(day + "T12:00:00Z").rating(i < satisfied ? 4 : 2).revision(1));
    }
    return events;
  }

  private ValidatableResponse ask(String kind, String more) {
    return Api.get("/v1/charts/" + kind + "?survey=" + survey + more);
  }
}
