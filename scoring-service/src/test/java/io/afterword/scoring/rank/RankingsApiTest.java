package io.afterword.scoring.rank;

import static io.afterword.scoring.Api.NOVEMBER;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;
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

/** Rankings over HTTP; the figures are those of reference vector CO-050. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@TestSecurity(user = "reader", roles = "scores:read")
class RankingsApiTest {
  @Inject Feed feed;

  private final UUID survey = Told.newId();

  @Test
  void three_perfect_answers_are_not_the_best_agent() {
    feed.brings(Told.published(survey, 1));
    feed.brings(agent("anna", 3, 3));
    feed.brings(agent("bo", 188, 200));
    feed.brings(agent("chen", 150, 180));
    feed.brings(agent("dag", 41, 60));
    feed.brings(agent("eva", 9, 10));
    feed.brings(agent("finn", 300, 350));
    feed.brings(Told.response(survey).withoutContext().rating(1).revision(1));

    ask("")
        .statusCode(200)
        .body("groupBy", equalTo("agent"))
        .body("rankedBy", equalTo("SATISFIED"))
        .body("n", equalTo(803))
        .body("share", closeTo(86.05230386052304, 1e-9))
        .body("prior.alpha", closeTo(20.114355262659693, 1e-9))
        .body("prior.beta", closeTo(3.2602138775946248, 1e-9))
        .body("prior.correlation", closeTo(0.04102636621988577, 1e-9))
        .body("ranked.value", contains("bo", "eva", "finn", "chen", "dag"))
        .body("ranked.rank", contains(1, 2, 3, 4, 5))
        .body("ranked[0].shrunken", closeTo(93.1683297985399, 1e-9))
        .body("ranked[0].interval.lower", closeTo(89.52050728609873, 1e-6))
        .body("ranked[0].interval.upper", closeTo(96.08665814682858, 1e-6))
        .body("ranked[0].pValue", closeTo(8.737343590181923e-05, 1e-9))
        .body("ranked[0].adjustedPValue", closeTo(0.0005242406154109154, 1e-9))
        .body("ranked[0].alert.lower", closeTo(81, 1e-9))
        .body("ranked[0].alert.upper", closeTo(90.5, 1e-9))
        .body("ranked[0].alarm.upper", closeTo(93, 1e-9))
        .body("ranked[0].outside", equalTo("ALARM"))
        // 188 of 200 against 503 of 603.
        .body("ranked[0].difference", closeTo(100 * (188 / 200.0 - 503 / 603.0), 1e-9))
        .body("ranked[0].standing", equalTo("BETTER"))
        .body("ranked[1].standing", equalTo("AS_THE_OTHERS"))
        .body("tooFewAnswers.value", contains("anna"))
        .body("tooFewAnswers[0].rank", nullValue())
        .body("tooFewAnswers[0].outside", equalTo("NONE"))
        .body("best.value", contains("bo"))
        .body("worst.value", contains("dag"))
        .body("worst[0].adjustedPValue", closeTo(0.000821786901750301, 1e-9))
        .body("correction", equalTo("BENJAMINI_HOCHBERG"))
        .body("warnings", hasItem("MULTIPLE_COMPARISONS"));
    ask("&leastAnswers=20")
        .body("ranked.value", contains("bo", "finn", "chen", "dag"))
        .body("tooFewAnswers.value", contains("eva", "anna"));
  }

  @Test
  void strengths_and_weaknesses_are_found_in_whatever_segment_they_are() {
    feed.brings(Told.published(survey, 1));
    feed.brings(agent("bo", 188, 200));
    feed.brings(agent("finn", 85, 100));
    for (int i = 0; i < 40; i++) {
      feed.brings(
          Told.response(survey)
              .agent("zoe", "Zoe")
              .in("channel", "CHAT")
              .rating(i < 10 ? 5 : 1)
              .revision(1));
    }
    String all = "/v1/rankings/best-and-worst?survey=" + survey + NOVEMBER;

    Api.get(all)
        .statusCode(200)
        .body("best.segment", hasItems("agent", "channel"))
        .body("best.value", hasItems("bo", "EMAIL"))
        .body("best.value", not(hasItem("finn")))
        .body("worst.value", containsInAnyOrder("CHAT", "zoe"))
        .body("worst[0].difference", lessThan(-50.0))
        .body("correction", equalTo("BENJAMINI_HOCHBERG"))
        .body("warnings", hasItem("MULTIPLE_COMPARISONS"));
    Api.get("/v1/rankings/best-and-worst?groupBy=agent&survey=" + survey)
        .statusCode(400)
        .body("code", equalTo("UNKNOWN_PARAMETER"));
    given()
        .accept("text/html")
        .header("Accept-Language", "en")
        .get("/scores?survey=" + survey + "&from=2026-11-01&until=2026-11-30")
        .then()
        .statusCode(200)
        .body(containsString("Strengths and weaknesses"))
        .body(containsString("Satisfied answers, each against all others of its kind"));
  }

  @Test
  void nobody_ranked_is_an_empty_list() {
    feed.brings(Told.published(survey, 1));

    ask("")
        .statusCode(200)
        .body("n", equalTo(0))
        .body("share", nullValue())
        .body("ranked", hasSize(0))
        .body("funnel", hasSize(0));
  }

  @Test
  void an_nps_is_ranked_by_its_promoters() {
    feed.brings(Told.published(survey, 1, "NPS", "nps-0-10", 0, 10));
    for (int i = 0; i < 10; i++) {
      feed.brings(
          Told.response(survey).agent("gus", "Gus").rating(i < 6 ? 9 : 8).revision(1),
          Told.response(survey).agent("hal", "Hal").rating(i < 3 ? 10 : 0).revision(1));
    }

    ask("")
        .body("rankedBy", equalTo("PROMOTERS"))
        .body("ranked.value", contains("gus", "hal"))
        .body("ranked.good", contains(6, 3));
  }

  @Test
  void employees_do_not_see_who_could_be_traced() {
    feed.brings(Told.published(survey, 1));
    List<ReceivedEvent> events = new ArrayList<>();
    for (String agent : List.of("ida", "jon", "kai")) {
      for (int i = 0; i < (agent.equals("kai") ? 2 : agent.equals("jon") ? 9 : 30); i++) {
        events.add(
            Told.response(survey).agent(agent, agent).at("2024-06-05T12:00:00Z").revision(1));
      }
    }
    feed.brings(events);

    Api.get("/v1/rankings?audience=EMPLOYEES&from=2024-06-03&to=2024-06-10&survey=" + survey)
        .statusCode(200)
        .body("ranked.value", contains("ida"))
        .body("tooFewAnswers", hasSize(0))
        .body("n", equalTo(30));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          &groupBy=mood          | 400 | UNKNOWN_SEGMENT
          &leastAnswers=0        | 400 | BAD_NUMBER
          &leastAnswers=many     | 400 | BAD_NUMBER
          &order=worst           | 400 | UNKNOWN_PARAMETER
          &metric=HAPPINESS      | 400 | UNKNOWN_METRIC
          """)
  void a_ranking_that_cannot_be_made_says_why(String more, int status, String code) {
    feed.brings(Told.published(survey, 1));

    ask(more).statusCode(status).body("code", equalTo(code)).body("detail", containsString(" "));
  }

  private List<ReceivedEvent> agent(String agent, int satisfied, int answers) {
    List<ReceivedEvent> events = new ArrayList<>();
    for (int i = 0; i < answers; i++) {
      events.add(
          Told.response(survey).agent(agent, agent).rating(i < satisfied ? 5 : 2).revision(1));
    }
    return events;
  }

  private ValidatableResponse ask(String more) {
    return Api.get("/v1/rankings?survey=" + survey + NOVEMBER + more);
  }
}
