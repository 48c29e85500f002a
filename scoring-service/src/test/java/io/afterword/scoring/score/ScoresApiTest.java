package io.afterword.scoring.score;

import static io.afterword.scoring.Api.NOVEMBER;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
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
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scores over HTTP, over a real database. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@TestSecurity(user = "reader", roles = "scores:read")
class ScoresApiTest {
  @Inject Feed feed;

  private final UUID survey = Told.newId();

  @Test
  void eighty_satisfied_of_a_hundred_and_twelve_are_a_csat_of_71() {
    feed.brings(Told.published(survey, 1));
    feed.brings(Told.rated(survey, 8, 10, 14, 30, 50));

    ask("survey=" + survey + NOVEMBER)
        .statusCode(200)
        .body("zone", equalTo("Europe/Oslo"))
        .body("metric", equalTo("CSAT"))
        .body("surveys[0].name", equalTo("After support"))
        .body("total.status", equalTo("OK"))
        .body("total.n", equalTo(112))
        .body("total.numerators.satisfied", equalTo(80))
        .body("total.score", closeTo(71.42857142857143, 1e-9))
        .body("total.scoreDisplay", equalTo("71"))
        .body("total.unit", equalTo("PERCENT"))
        .body("total.interval.method", equalTo("WILSON"))
        .body("total.interval.level", closeTo(0.95, 1e-12))
        .body("total.interval.lower", closeTo(62.46078206764127, 1e-9))
        .body("total.interval.upper", closeTo(78.97516020091828, 1e-9))
        .body("total.distribution.'4'", equalTo(30))
        .body("total.polarity", equalTo("HIGHER_IS_BETTER"))
        .body("total.scaleId", equalTo("csat-1-5"))
        .body("total.statistics.median", closeTo(4, 1e-12))
        .body("total.statistics.netSatisfaction", closeTo(55.357142857142854, 1e-9))
        .body("total.warnings", contains("NO_FRAME"))
        .body("groups", hasSize(0));
  }

  @Test
  void an_answer_counts_at_once_folded_or_not() {
    feed.brings(Told.published(survey, 1), Told.response(survey).rating(5).revision(1));

    ask("survey=" + survey + NOVEMBER).body("total.n", equalTo(1));
    feed.folds();
    ask("survey=" + survey + NOVEMBER)
        .body("total.n", equalTo(1))
        .body("total.status", equalTo("LOW_N"))
        .body("total.warnings", contains("LOW_N", "NO_FRAME"));
  }

  @Test
  void without_answers_there_is_no_score_instead_of_zero() {
    feed.brings(Told.published(survey, 1));

    ask("survey=" + survey)
        .statusCode(200)
        .body("total.status", equalTo("NO_DATA"))
        .body("total.n", equalTo(0))
        .body("total.score", nullValue())
        .body("total.scoreDisplay", nullValue())
        .body("total.interval", nullValue());
  }

  @Test
  void promoters_minus_detractors_are_points() {
    feed.brings(Told.published(survey, 1, "NPS", "nps-0-10", 0, 10));
    List<ReceivedEvent> answers = new ArrayList<>();
    for (int rating : new int[] {10, 9, 9, 8, 7, 6, 0, 10, 10, 9, 9, 3}) {
      answers.add(Told.response(survey).rating(rating).revision(1));
    }
    feed.brings(answers);

    ask("survey=" + survey + "&metric=NPS" + NOVEMBER)
        .body("total.numerators.promoters", equalTo(7))
        .body("total.numerators.detractors", equalTo(3))
        .body("total.score", closeTo(100 * 4 / 12.0, 1e-9))
        .body("total.scoreDisplay", equalTo("33"))
        .body("total.unit", equalTo("POINTS"))
        .body("total.interval.method", equalTo("ADJUSTED_WALD"));
  }

  @Test
  void groups_are_the_members_of_a_segment_largest_first() {
    feed.brings(
        Told.published(survey, 1),
        by("ada.l", "EMAIL", 5),
        by("ada.l", "CHAT", 1),
        by("bob.k", "EMAIL", 4),
        by("ada.l", "EMAIL", 4),
        Told.response(survey).withoutContext().rating(1).revision(1));

    ask("survey=" + survey + "&groupBy=agent" + NOVEMBER)
        .body("groups.value", contains("ada.l", "bob.k", null))
        .body("groups.name", contains("Name of ada.l", "Name of bob.k", "not given"))
        .body("groups.result.n", contains(3, 1, 1));
    ask("survey=" + survey + "&filter=channel:EMAIL" + NOVEMBER).body("total.n", equalTo(3));
    ask("survey=" + survey + "&filter=channel:EMAIL&groupBy=agent" + NOVEMBER)
        .body("groups.value", contains("ada.l", "bob.k"))
        .body("groups.result.n", contains(2, 1));
    ask("survey=" + survey + "&filter=channel:EMAIL&filter=agent:ada.l" + NOVEMBER)
        .body("total.n", equalTo(2));
    ask("survey=" + survey + "&filter=channel:FAX" + NOVEMBER)
        .statusCode(200)
        .body("total.status", equalTo("NO_DATA"));
  }

  @Test
  void declared_facts_are_segments() {
    feed.brings(
        Told.published(survey, 1),
        Told.response(survey).fact("plan", "gold").rating(5).revision(1),
        Told.response(survey).fact("plan", "free").rating(1).revision(1));

    ask("survey=" + survey + "&groupBy=facts.plan" + NOVEMBER)
        .body("groups.value", contains("free", "gold"));
  }

  @Test
  void feature_and_screen_are_segments_of_a_products_effort() {
    feed.brings(
        Told.published(survey, 1, "CES", "ces-1-7", 1, 7),
        Told.response(survey)
            .rating(7)
            .fact("feature", "export")
            .fact("screen", "files")
            .revision(1),
        Told.response(survey)
            .rating(6)
            .fact("feature", "export")
            .fact("screen", "menu")
            .revision(1),
        Told.response(survey)
            .rating(2)
            .fact("feature", "search")
            .fact("screen", "menu")
            .revision(1));

    ask("survey=" + survey + NOVEMBER + "&groupBy=facts.feature")
        .statusCode(200)
        .body("groups.find { it.value == 'export' }.result.score", equalTo(100.0))
        .body("groups.find { it.value == 'search' }.result.score", equalTo(0.0));
    ask("survey=" + survey + NOVEMBER + "&groupBy=facts.feature,facts.screen")
        .body("groups", hasSize(3));
    ask("survey=" + survey + NOVEMBER + "&filter=facts.screen:menu").body("total.n", equalTo(2));
  }

  @Test
  void weeks_begin_on_monday_and_an_empty_one_has_no_score() {
    feed.brings(
        Told.published(survey, 1),
        Told.response(survey).at("2026-11-01T12:00:00Z").rating(5).revision(1),
        Told.response(survey).at("2026-11-09T12:00:00Z").rating(1).revision(1));

    ask("survey=" + survey + "&granularity=week&from=2026-11-01&to=2026-11-12")
        .body("granularity", equalTo("week"))
        .body("groups.from", contains("2026-11-01", "2026-11-02", "2026-11-09"))
        .body("groups.to", contains("2026-11-02", "2026-11-09", "2026-11-12"))
        .body("groups.result.n", contains(1, 0, 1))
        .body("groups[1].result.score", nullValue());
    ask("survey=" + survey + "&granularity=month&from=2026-10-15&to=2026-11-12")
        .body("groups.from", contains("2026-10-15", "2026-11-01"))
        .body("groups.result.n", contains(0, 2));
  }

  @Test
  void surveys_of_different_scales_have_no_common_score() {
    UUID other = Told.newId();
    feed.brings(
        Told.published(survey, 1, "CES", "ces-1-5", 1, 5),
        Told.published(other, 1, "CES", "ces-1-7", 1, 7),
        Told.response(survey).at("2024-02-01T12:00:00Z").revision(1));
    String question = "metric=CES&from=2024-02-01&to=2024-03-01";
    ask(question).statusCode(200).body("total.n", equalTo(1));

    feed.brings(Told.response(other).at("2024-02-01T12:00:00Z").revision(1));

    ask(question)
        .statusCode(409)
        .body("code", equalTo("DIFFERENT_SCALE"))
        .body("scales", hasItem(containsString("ces-1-5")))
        .body("surveys", hasItems(survey.toString(), other.toString()));
  }

  @Test
  void answers_about_the_relation_and_about_contacts_are_not_counted_together_unsaid() {
    feed.brings(Told.published(survey, 1), Told.response(survey).revision(1));
    String look = "survey=" + survey + NOVEMBER;
    ask(look).body("total.warnings", not(hasItem("MIXED_ASKING")));
    feed.brings(Told.response(survey).in("trigger", "RECURRING").revision(1));

    ask(look).body("total.n", equalTo(2)).body("total.warnings", hasItem("MIXED_ASKING"));
    ask(look + "&filter=trigger:RECURRING")
        .body("total.n", equalTo(1))
        .body("total.warnings", not(hasItem("MIXED_ASKING")));
  }

  @Test
  void surveys_asked_by_different_triggers_have_no_common_score() {
    UUID other = Told.newId();
    feed.brings(
        Told.published(survey, 1),
        Told.published(other, 1),
        Told.response(survey).at("2024-05-01T12:00:00Z").revision(1),
        Told.response(other).at("2024-05-01T12:00:00Z").in("trigger", "RECURRING").revision(1));
    String question = "metric=CSAT&from=2024-05-01&to=2024-06-01";

    ask(question)
        .statusCode(409)
        .body("code", equalTo("DIFFERENT_SCALE"))
        .body("triggers", contains("PER_INTERACTION", "RECURRING"));
    ask(question + "&filter=trigger:RECURRING").statusCode(200).body("total.n", equalTo(1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          survey=123                                        | 404 | UNKNOWN_SURVEY
          survey=00000000-0000-7000-8000-000000000000       | 404 | UNKNOWN_SURVEY
          question=q1                                       | 400 | MISSING_PARAMETER
          metric=HAPPINESS                                  | 400 | UNKNOWN_METRIC
          from=yesterday                                    | 400 | BAD_PERIOD
          from=2026-11-02&to=2026-11-02                     | 400 | BAD_PERIOD
          from=2026-12-01&to=2026-11-01                     | 400 | BAD_PERIOD
          to=9999-12-31                                     | 400 | BAD_PERIOD
          zone=America/New_York                             | 400 | OTHER_ZONE
          granularity=hour                                  | 400 | UNKNOWN_GRANULARITY
          interval=WALD                                     | 400 | BAD_INTERVAL
          groupBy=channel,agent,team,kind                   | 400 | UNKNOWN_SEGMENT
          groupBy=channel,channel                           | 400 | UNKNOWN_SEGMENT
          audience=EVERYBODY                                | 400 | UNKNOWN_AUDIENCE
          from=2020-01-01&to=2026-01-01&granularity=day     | 400 | BAD_PERIOD
          filter=EMAIL                                      | 400 | BAD_FILTER
          filter=channel:A&filter=channel:B                 | 400 | BAD_FILTER
          confidence=1                                      | 400 | BAD_CONFIDENCE
          confidence=sure                                   | 400 | BAD_CONFIDENCE
          confidence=NaN                                    | 400 | BAD_CONFIDENCE
          chanel=EMAIL                                      | 400 | UNKNOWN_PARAMETER
          """)
  void a_question_that_cannot_be_answered_says_why(String query, int status, String code) {
    ask(query).statusCode(status).body("code", equalTo(code)).body("detail", containsString(" "));
  }

  @Test
  void a_segment_or_question_that_does_not_exist_is_named() {
    feed.brings(Told.published(survey, 1));

    ask("survey=" + survey + "&groupBy=mood")
        .statusCode(400)
        .body("code", equalTo("UNKNOWN_SEGMENT"))
        .body("detail", containsString("facts.plan"));
    ask("survey=" + survey + "&filter=mood:good")
        .statusCode(400)
        .body("code", equalTo("UNKNOWN_SEGMENT"));
    ask("survey=" + survey + "&question=q7")
        .statusCode(404)
        .body("code", equalTo("UNKNOWN_QUESTION"))
        .body("detail", containsString("q1 (CSAT)"));
  }

  @Test
  @TestSecurity(user = "stranger", roles = "links:write")
  void another_scope_is_refused() {
    ask("metric=CSAT").statusCode(403).body("code", equalTo("WRONG_SCOPE"));
  }

  @Test
  void a_version_on_another_scale_begins_a_new_series() {
    feed.brings(Told.published(survey, 1), Told.response(survey).rating(5).revision(1));
    feed.brings(
        Told.published(survey, 2, "CSAT", "csat-1-7", 1, 7),
        Told.response(survey).version(2).rating(7).revision(1));

    ask("survey=" + survey + NOVEMBER)
        .body("total.n", equalTo(1))
        .body("total.scaleId", equalTo("csat-1-7"))
        .body("total.warnings", hasItem("SERIES_BREAK"))
        .body("surveys[0].versions", contains(2));
  }

  private ReceivedEvent by(String agent, String channel, int rating) {
    return Told.response(survey)
        .agent(agent, "Name of " + agent)
        .in("channel", channel)
        .rating(rating)
        .revision(1);
  }

  private static ValidatableResponse ask(String query) {
    return Api.get("/v1/scores?" + query);
  }
}
