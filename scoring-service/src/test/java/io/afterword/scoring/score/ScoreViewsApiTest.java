package io.afterword.scoring.score;

import static io.afterword.scoring.Api.NOVEMBER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.contains;
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
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The ways to look at scores: intervals, hours, several segments, limits, anonymity. Expected
 * figures are those of the reference vectors or counted here.
 */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@TestSecurity(user = "reader", roles = "scores:read")
class ScoreViewsApiTest {

  @Inject Feed feed;

  private final UUID survey = Told.newId();

  /** Vector SC-001: 80 of 112. */
  @ParameterizedTest
  @CsvSource({
    "WILSON,          .6246078206764127, .7897516020091828",
    "AGRESTI_COULL,   .6243127220490325, .790046700636563",
    "JEFFREYS,        .6259513540630792, .7917074128968705",
    "CLOPPER_PEARSON, .6212225256847149, .7956702712090478"
  })
  void a_share_has_the_interval_that_was_asked_for(String method, double lower, double upper) {
    feed.brings(Told.published(survey, 1));
    feed.brings(Told.rated(survey, 8, 10, 14, 30, 50));

    ask("&interval=" + method)
        .body("total.interval.method", equalTo(method))
        .body("total.interval.lower", closeTo(100 * lower, 1e-6))
        .body("total.interval.upper", closeTo(100 * upper, 1e-6));
    ask("&interval=T")
        .statusCode(400)
        .body("code", equalTo("BAD_INTERVAL"))
        .body("detail", containsString("JEFFREYS"));
  }

  /** Vector SC-053: 70, 20 and 10 of 100. */
  @Test
  void an_nps_has_the_score_interval_on_request() {
    feed.brings(Told.published(survey, 1, "NPS", "nps-0-10", 0, 10));
    List<ReceivedEvent> answers = new ArrayList<>();
    int[] histogram = {1, 0, 1, 1, 1, 2, 4, 9, 11, 28, 42};
    for (int rating = 0; rating < histogram.length; rating++) {
      for (int i = 0; i < histogram[rating]; i++) {
        answers.add(Told.response(survey).rating(rating).revision(1));
      }
    }
    feed.brings(answers);

    ask("&interval=SCORE")
        .body("total.score", closeTo(60, 1e-9))
        .body("total.interval.lower", closeTo(45.21665206472862, 1e-4))
        .body("total.interval.upper", closeTo(71.27679049267732, 1e-4));
    ask("&interval=ADJUSTED_WALD")
        .body("total.interval.lower", closeTo(45.269760253848304, 1e-9))
        .body("total.interval.upper", closeTo(71.2350941150838, 1e-9));
    ask("&interval=WILSON").statusCode(400).body("code", equalTo("BAD_INTERVAL"));
  }

  @Test
  void every_statistic_that_the_scale_allows_is_there() {
    feed.brings(Told.published(survey, 1));
    feed.brings(Told.rated(survey, 8, 10, 14, 30, 50));

    ask("")
        .body("total.statistics.mean", closeTo(3.9285714285714284, 1e-9))
        .body("total.statistics.standardDeviation", closeTo(1.2571545571001128, 1e-9))
        .body("total.statistics.topBox", closeTo(44.642857142857146, 1e-9))
        .body("total.statistics.bottomBox", closeTo(7.142857142857143, 1e-9))
        .body("total.statistics.shareNeutral", closeTo(12.5, 1e-9))
        .body("total.statistics.shareDissatisfied", closeTo(100 * 18 / 112.0, 1e-9))
        .body("total.statistics.netOfDecided", closeTo(100 * 62 / 98.0, 1e-9))
        .body("total.statistics.emojiNet", closeTo(55.357142857142854, 1e-9))
        .body("total.statistics.easeIndex", nullValue());
  }

  @Test
  void cells_of_three_segments_and_hours_equal_a_recount_of_what_was_told() {
    Random random = new Random(11);
    List<ReceivedEvent> events = new ArrayList<>();
    Map<String, Integer> counted = new HashMap<>();
    Map<Integer, Integer> byHour = new HashMap<>();
    for (int i = 0; i < 200; i++) {
      String channel = List.of("EMAIL", "CHAT").get(random.nextInt(2));
      String agent = List.of("kit", "lou", "max").get(random.nextInt(3));
      String stage = List.of("trial", "paid").get(random.nextInt(2));
      // The ninth of November is a Monday, and Oslo is an hour ahead of UTC.
      int hour = random.nextInt(10);
      events.add(
          Told.response(survey)
              .in("channel", channel)
              .agent(agent, agent)
              .in("stage", stage)
              .interactionAt("2026-11-09T%02d:15:00Z".formatted(hour))
              .rating(1 + random.nextInt(5))
              .revision(1));
      counted.merge(channel + ", " + agent + ", " + stage, 1, Integer::sum);
      byHour.merge(hour + 1, 1, Integer::sum);
    }
    feed.brings(Told.published(survey, 1));
    feed.brings(events.subList(0, 120));
    feed.folds();
    feed.brings(events.subList(120, 200));

    JsonPath cells =
        ask("&groupBy=channel,agent,stage").body("total.n", equalTo(200)).extract().jsonPath();
    Map<String, Integer> answered = new HashMap<>();
    for (int i = 0; i < cells.getList("groups").size(); i++) {
      answered.put(
          cells.getString("groups[" + i + "].name"), cells.getInt("groups[" + i + "].result.n"));
    }
    assertThat(answered).isEqualTo(counted);

    JsonPath hours =
        ask("&granularity=hourOfWeek").body("groups", hasSize(168)).extract().jsonPath();
    for (int hour = 0; hour < 168; hour++) {
      assertThat(hours.getInt("groups[" + hour + "].hourOfWeek")).isEqualTo(hour);
      assertThat(hours.getInt("groups[" + hour + "].result.n"))
          .as("hour %d", hour)
          .isEqualTo(byHour.getOrDefault(hour, 0));
    }
    JsonPath heat = ask("&granularity=hourOfWeek&groupBy=channel,agent").extract().jsonPath();
    assertThat(heat.getList("groups.result.n", Integer.class).stream().mapToInt(n -> n).sum())
        .isEqualTo(200);
    assertThat(heat.getList("groups[0].members.segment", String.class))
        .containsExactly("channel", "agent");
  }

  @Test
  void several_surveys_are_one_score_where_they_can_be() {
    UUID other = Told.newId();
    UUID effort = Told.newId();
    feed.brings(
        Told.published(survey, 1),
        Told.published(other, 1),
        Told.published(effort, 1, "CES", "ces-1-7", 1, 7));
    feed.brings(Told.rated(survey, 1, 0, 0, 2));
    feed.brings(Told.rated(other, 0, 0, 0, 3));
    feed.brings(Told.rated(effort, 0, 0, 0, 1));
    String both = "/v1/scores?from=2026-11-01&to=2026-12-01&surveys=" + survey + "&surveys=";

    Api.get(both + other)
        .statusCode(200)
        .body("surveys", hasSize(2))
        .body("total.n", equalTo(6))
        .body("total.numerators.satisfied", equalTo(5));
    Api.get(both + effort).statusCode(409).body("code", equalTo("DIFFERENT_SCALE"));
    Api.get(both + "123").statusCode(404).body("code", equalTo("UNKNOWN_SURVEY"));
    Api.get(both + other + "&survey=" + survey)
        .statusCode(400)
        .body("code", equalTo("REPEATED_PARAMETER"));
    ask("&survey=" + other).statusCode(400).body("code", equalTo("REPEATED_PARAMETER"));
  }

  @Test
  void a_view_of_more_points_than_anybody_reads_is_refused_with_the_limit() {
    feed.brings(Told.published(survey, 1), Told.response(survey).revision(1));
    cells("2, g, date '2026-11-01' + (g % 30)", "generate_series(2, 10500) g", 1);

    ask("&groupBy=agent&granularity=day")
        .statusCode(422)
        .body("code", equalTo("TOO_MANY_POINTS"))
        .body("limit", equalTo(10000));
    ask("&groupBy=channel&granularity=day").statusCode(200);
    Api.get("/v1/scores?from=2020-01-01&to=2026-01-01&granularity=day&survey=" + survey)
        .statusCode(400)
        .body("code", equalTo("BAD_PERIOD"))
        .body("limit", equalTo(1100));
  }

  @Test
  void a_view_across_segments_reads_so_many_answers_and_no_more() {
    feed.brings(Told.published(survey, 1), Told.response(survey).revision(1));
    cells("0, 0, date '2026-11-02'", "generate_series(1, 1) g", 200_001);

    // Not a whole month, so that days are read.
    Api.get("/v1/scores?from=2026-11-02&to=2026-11-30&groupBy=channel,agent&survey=" + survey)
        .statusCode(422)
        .body("code", equalTo("TOO_MANY_ANSWERS"))
        .body("limit", equalTo(200000));
    ask("&groupBy=channel").statusCode(200);
  }

  @Test
  void the_response_rate_says_how_far_the_score_can_be_trusted() {
    feed.brings(Told.published(survey, 1));
    feed.brings(Told.rated(survey, 0, 0, 0, 1));
    List<ReceivedEvent> invitations = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      invitations.add(
          Told.invitation(
              survey,
              Told.newId(),
              2,
              i == 0 ? "ANSWERED" : i == 1 ? "OPEN" : "EXPIRED",
              Instant.parse("2026-11-10T10:00:00Z")));
    }
    feed.brings(invitations);

    ask("")
        .body("total.warnings", hasItem("LOW_RESPONSE_RATE"))
        .body("total.warnings", hasItem("PRELIMINARY"))
        .body("total.warnings", not(hasItem("NO_FRAME")));
  }

  @Test
  void employees_see_no_group_that_could_be_traced() {
    feed.brings(Told.published(survey, 1));
    feed.brings(of("EMAIL", 12));
    feed.brings(of("CHAT", 8));
    feed.brings(of("PHONE", 2));
    String weeks =
        "/v1/scores?survey=" + survey + "&from=2024-06-03&to=2024-06-17&audience=EMPLOYEES";

    Api.get(weeks + "&groupBy=channel")
        .statusCode(200)
        .body("total.n", equalTo(22))
        .body("groups.value", contains("EMAIL"))
        .body("suppressed.leastAnswers", equalTo(5))
        .body("suppressed.groups.value", contains("CHAT", "PHONE"))
        .body("suppressed.groups[0].status", equalTo("SUPPRESSED"))
        .body("suppressed.groups[0].n", nullValue());
    Api.get(weeks + "&filter=channel:PHONE")
        .body("total", nullValue())
        .body("suppressed.total", equalTo(true));
    for (String finer :
        List.of(
            "&granularity=day",
            "&granularity=hourOfWeek",
            "&groupBy=channel,agent,kind",
            "&groupBy=channel&granularity=week")) {
      Api.get(weeks + finer).statusCode(400).body("code", equalTo("ANONYMITY"));
    }
    Api.get("/v1/scores?audience=EMPLOYEES&from=2024-06-04&to=2024-06-17&survey=" + survey)
        .statusCode(400)
        .body("code", equalTo("ANONYMITY"))
        .body("detail", containsString("Mondays"));
  }

  private List<ReceivedEvent> of(String channel, int answers) {
    List<ReceivedEvent> events = new ArrayList<>();
    for (int i = 0; i < answers; i++) {
      events.add(
          Told.response(survey).at("2024-06-05T12:00:00Z").in("channel", channel).revision(1));
    }
    return events;
  }

  /** Tally cells of the survey, put there without the answers that they would be counts of. */
  private void cells(String dimMemberDay, String from, int satisfied) {
    feed.execute(
        """
        insert into tally_day (slot, series, dim, member, day, c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10)
        select v.slot, s.id, %s, 0, 0, 0, 0, 0, %d, 0, 0, 0, 0, 0
          from survey v join series s using (survey_id), %s where v.survey_id = '%s'
        """
            .formatted(dimMemberDay, satisfied, from, survey));
  }

  private ValidatableResponse ask(String more) {
    return Api.get("/v1/scores?survey=" + survey + NOVEMBER + more);
  }
}
