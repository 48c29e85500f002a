package io.afterword.scoring.compare;

import static io.afterword.scoring.Api.NOVEMBER;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

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

/** Comparisons over HTTP; the figures are those of the reference vectors. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@TestSecurity(user = "reader", roles = "scores:read")
class ComparisonsApiTest {
  @Inject Feed feed;

  private final UUID survey = Told.newId();

  /** Vector CO-001: 56 of 70 against 48 of 80. */
  @Test
  void two_segments_differ_by_newcombe_and_the_pooled_test() {
    feed.brings(Told.published(survey, 1));
    feed.brings(rated("EMAIL", 5, 56));
    feed.brings(rated("EMAIL", 2, 14));
    feed.brings(rated("CHAT", 4, 48));
    feed.brings(rated("CHAT", 3, 32));

    ask("&filter=channel:EMAIL&against=channel:CHAT")
        .statusCode(200)
        .body("first.result.n", equalTo(70))
        .body("second.result.n", equalTo(80))
        .body("second.filter.channel", equalTo("CHAT"))
        .body("status", equalTo("OK"))
        .body("difference", closeTo(20, 1e-9))
        .body("interval.method", equalTo("NEWCOMBE"))
        .body("interval.lower", closeTo(5.243147240236498, 1e-6))
        .body("interval.upper", closeTo(33.3872654036906, 1e-6))
        .body("pValue", closeTo(0.00804508136819656, 1e-9))
        .body("test", equalTo("SCORE_Z"))
        .body("significant", equalTo(true))
        .body("tier", equalTo("CLEAR"))
        .body("verdict", equalTo("BETTER"))
        .body("sentence", startsWith("Up 20.0 points (95\u00a0%: +5.2 to +33.4, p"))
        .body("sentence", endsWith("clearly more than chance."))
        .body("warnings", hasSize(0));
    ask("&filter=channel:CHAT&against=channel:EMAIL")
        .body("difference", closeTo(-20, 1e-9))
        .body("verdict", equalTo("WORSE"));
  }

  /** Vector CO-021: 60 against 45, a hundred answers each, in two months. */
  @Test
  void two_periods_of_an_nps_differ_by_adjusted_wald() {
    feed.brings(Told.published(survey, 1, "NPS", "nps-0-10", 0, 10));
    feed.brings(nps("2026-11-10T12:00:00Z", 70, 20, 10));
    feed.brings(nps("2026-10-10T12:00:00Z", 60, 25, 15));

    ask("&againstFrom=2026-10-01&againstTo=2026-11-01")
        .body("first.result.score", closeTo(60, 1e-9))
        .body("second.result.score", closeTo(45, 1e-9))
        .body("second.from", equalTo("2026-10-01"))
        .body("difference", closeTo(15, 1e-9))
        .body("testedDifference", closeTo(14.563106796116514, 1e-9))
        .body("interval.lower", closeTo(-4.785364943467591, 1e-9))
        .body("interval.upper", closeTo(33.91157853570062, 1e-9))
        .body("pValue", closeTo(0.1401546237508372, 1e-9))
        .body("significant", equalTo(false))
        .body("verdict", equalTo("COULD_BE_CHANCE"));
    ask("")
        .body("second.from", equalTo("2026-10-02"))
        .body("second.to", equalTo("2026-11-01"))
        .body("difference", closeTo(15, 1e-9));
  }

  @Test
  void without_answers_there_is_no_difference() {
    feed.brings(Told.published(survey, 1), Told.response(survey).revision(1));

    ask("")
        .statusCode(200)
        .body("status", equalTo("NO_DATA"))
        .body("difference", nullValue())
        .body("pValue", nullValue())
        .body("verdict", equalTo("TOO_FEW_ANSWERS"));
  }

  @Test
  void other_scales_are_refused_and_named() {
    UUID other = Told.newId();
    feed.brings(
        Told.published(survey, 1),
        Told.published(other, 1, "CSAT", "csat-1-7", 1, 7),
        Told.response(survey).revision(1),
        Told.response(other).revision(1));

    ask("&againstSurvey=" + other)
        .statusCode(409)
        .body("code", equalTo("DIFFERENT_SCALE"))
        .body("scales", hasSize(2))
        .body("detail", containsString("csat-1-7"));

    feed.brings(
        Told.published(survey, 2, "CSAT", "csat-1-7", 1, 7),
        Told.response(survey).version(2).at("2026-10-10T12:00:00Z").revision(1));
    ask("").statusCode(409).body("code", equalTo("DIFFERENT_SCALE"));
  }

  @Test
  void a_changed_mix_and_few_answers_are_told() {
    feed.brings(Told.published(survey, 1));
    feed.brings(rated("EMAIL", 5, 60));
    List<ReceivedEvent> before = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      before.add(
          Told.response(survey).in("channel", "CHAT").at("2026-10-10T12:00:00Z").revision(1));
    }
    feed.brings(before);

    ask("")
        .body("warnings", hasItem("MIX_CHANGED"))
        .body("warnings", hasItem("LOW_N"))
        .body("verdict", equalTo("TOO_FEW_ANSWERS"));
  }

  @Test
  void self_service_is_held_against_people_whatever_else_was_asked_about() {
    feed.brings(Told.published(survey, 1, "CES", "ces-1-7", 1, 7));
    kind("SELF_SERVICE", 7, 20, 20);
    kind("CHATBOT", 7, 10, 30);
    kind("SUPPORT", 7, 70, 10);
    kind("PURCHASE", 7, 50, 0);

    Api.get("/v1/comparisons/self-service?survey=" + survey + NOVEMBER)
        .statusCode(200)
        .body("first.filter.kind", equalTo("CHATBOT,SELF_SERVICE"))
        .body("first.result.n", equalTo(80))
        .body("first.result.score", equalTo(37.5))
        .body("second.result.n", equalTo(80))
        .body("second.result.score", equalTo(87.5))
        .body("difference", equalTo(-50.0))
        .body("verdict", equalTo("WORSE"));
    Api.get("/v1/comparisons/self-service?survey=" + survey + "&from=2026-01-01&to=2026-02-01")
        .statusCode(200)
        .body("status", equalTo("NO_DATA"));
    Api.get("/v1/comparisons/self-service?against=channel:CHAT")
        .statusCode(400)
        .body("code", equalTo("UNKNOWN_PARAMETER"));
  }

  private void kind(String kind, int rating, int good, int bad) {
    List<ReceivedEvent> events = new ArrayList<>();
    for (int i = 0; i < good + bad; i++) {
      events.add(Told.response(survey).in("kind", kind).rating(i < good ? rating : 1).revision(1));
    }
    feed.brings(events);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          &againstFrom=2026-11-15&againstTo=2026-12-15 | 400 | BAD_PERIOD
          &againstTo=2026-11-01                        | 400 | MISSING_PARAMETER
          &againstFrom=2026-11-01&againstTo=2026-10-01 | 400 | BAD_PERIOD
          &against=CHAT                                | 400 | BAD_FILTER
          &against=mood:good                           | 400 | UNKNOWN_SEGMENT
          &againstSurvey=123                           | 404 | UNKNOWN_SURVEY
          &versus=channel:CHAT                         | 400 | UNKNOWN_PARAMETER
          """)
  void a_comparison_that_cannot_be_made_says_why(String more, int status, String code) {
    feed.brings(Told.published(survey, 1));

    ask(more).statusCode(status).body("code", equalTo(code)).body("detail", containsString(" "));
  }

  @Test
  void a_side_too_small_to_show_hides_the_difference() {
    feed.brings(Told.published(survey, 1));
    List<ReceivedEvent> answers = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      answers.add(
          Told.response(survey)
              .at(i < 37 ? "2024-06-05T12:00:00Z" : "2024-06-12T12:00:00Z")
              .revision(1));
    }
    feed.brings(answers);

    Api.get("/v1/comparisons?audience=EMPLOYEES&from=2024-06-10&to=2024-06-17&survey=" + survey)
        .statusCode(200)
        .body("status", equalTo("SUPPRESSED"))
        .body("difference", nullValue())
        .body("first.result", nullValue())
        .body("second.result", nullValue());
  }

  private List<ReceivedEvent> rated(String channel, int rating, int answers) {
    List<ReceivedEvent> events = new ArrayList<>();
    for (int i = 0; i < answers; i++) {
      events.add(Told.response(survey).in("channel", channel).rating(rating).revision(1));
    }
    return events;
  }

  private List<ReceivedEvent> nps(String at, int promoters, int passives, int detractors) {
    List<ReceivedEvent> events = new ArrayList<>();
    for (int i = 0; i < promoters + passives + detractors; i++) {
      int rating = i < promoters ? 9 : i < promoters + passives ? 7 : 3;
      events.add(Told.response(survey).at(at).rating(rating).revision(1));
    }
    return events;
  }

  private ValidatableResponse ask(String more) {
    return Api.get("/v1/comparisons?survey=" + survey + NOVEMBER + more);
  }
}
