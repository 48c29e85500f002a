package io.afterword.scoring.beside;

import static io.afterword.scoring.Api.NOVEMBER;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
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
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** CSAT, NPS and CES beside each other, of everybody and of the same people. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@TestSecurity(user = "analyst", roles = "scores:read")
class SideBySideApiTest {
  @Inject Feed feed;

  private final UUID support = Told.newId();
  private final UUID sales = Told.newId();
  private final UUID loyalty = Told.newId();
  private final UUID effort = Told.newId();

  /** Ada rates everything, Bob two metrics, Eve one; nobody is known by the link. */
  @BeforeEach
  void tell() {
    feed.brings(
        Told.published(support, 1),
        Told.published(sales, 1),
        Told.published(loyalty, 1, "NPS", "nps-0-10", 0, 10),
        Told.published(effort, 1, "CES", "ces-1-7", 1, 7));
    List<ReceivedEvent> events = new ArrayList<>();
    events.add(by("ada", support, "PER_INTERACTION", 5));
    events.add(by("bob", support, "PER_INTERACTION", 1));
    events.add(by("eve", support, "RECURRING", 5));
    events.add(by("eve", support, "CHAIN", 2));
    events.add(by("eve", sales, "PER_INTERACTION", 4));
    events.add(by("ada", loyalty, "RECURRING", 10));
    events.add(by("bob", loyalty, "RECURRING", 0));
    events.add(by("ada", effort, "PER_INTERACTION", 7));
    events.add(Told.response(support).withoutContext().rating(3).revision(1));
    events.add(
        Told.response(support).in("contactId", "ada").onSurface("SIGNATURE").rating(1).revision(1));
    feed.brings(events);
  }

  @Test
  void every_measure_has_a_line_of_its_own_and_none_is_made_of_two() {
    ask("")
        .body("people", equalTo("ALL"))
        .body("contacts", nullValue())
        .body("lines.metric.unique()", contains("CSAT", "NPS", "CES"))
        .body(
            line("CSAT", "PER_INTERACTION", 1) + ".asking",
            contains("TRANSACTIONAL", "TRANSACTIONAL"))
        .body(line("CSAT", "RECURRING", 1) + ".asking", contains("RELATIONAL"))
        .body("lines.findAll { it.asking == 'UNINVITED' }.result.n", contains(1))
        .body("lines.findAll { it.asking == 'SIGNATURE' }.result.n", contains(1))
        .body(line("NPS", "RECURRING", 1) + ".result.score", contains(0.0))
        .body(line("NPS", "RECURRING", 1) + ".result.interval.level", contains(0.95))
        .body(line("CES", "PER_INTERACTION", 1) + ".result.n", contains(1));
  }

  @Test
  void what_follows_another_question_after_a_time_is_relational_like_what_comes_each_quarter() {
    ask("").body(line("CSAT", "CHAIN", 1) + ".asking", contains("RELATIONAL"));
  }

  @Test
  void surveys_that_agree_make_one_more_line_together_counted_and_not_averaged() {
    ask("")
        .body(line("CSAT", "PER_INTERACTION", 2), hasSize(1))
        .body(line("CSAT", "PER_INTERACTION", 2) + "[0].result.n", equalTo(3))
        .body(line("CSAT", "PER_INTERACTION", 2) + "[0].result.numerators.satisfied", equalTo(2))
        .body(
            line("CSAT", "PER_INTERACTION", 2) + "[0].surveys.id",
            containsInAnyOrder(support.toString(), sales.toString()))
        .body("lines.findAll { it.surveys.size() > 1 }", hasSize(1));
  }

  @Test
  void the_same_people_are_those_who_rated_every_metric() {
    ask("&people=SAME")
        .body("contacts", equalTo(1))
        .body("lines.metric", contains("CSAT", "NPS", "CES"))
        .body("lines.result.n", contains(1, 1, 1))
        .body("lines.find { it.metric == 'CSAT' }.result.score", equalTo(100.0))
        .body("lines.find { it.metric == 'NPS' }.result.score", equalTo(100.0));
    // Without the survey of effort Bob has rated everything too.
    Api.get(
            "/v1/scores/side-by-side?people=SAME&surveys=%s&surveys=%s%s"
                .formatted(support, loyalty, NOVEMBER))
        .statusCode(200)
        .body("contacts", equalTo(2))
        .body("lines.find { it.metric == 'CSAT' }.result.n", equalTo(2))
        .body("lines.find { it.metric == 'CSAT' }.result.score", equalTo(50.0))
        .body("lines.find { it.metric == 'NPS' }.result.score", equalTo(0.0));
    ask("&people=SAME&filter=channel:PIGEON").body("lines", hasSize(0));
    Api.get("/v1/scores/side-by-side?people=SAME&survey=" + support + NOVEMBER)
        .statusCode(200)
        .body("contacts", equalTo(0))
        .body("lines", hasSize(0));
  }

  @Test
  void employees_see_no_lines_of_single_people() {
    Api.get(
            "/v1/scores/side-by-side?audience=EMPLOYEES&people=SAME&from=2024-06-03&to=2024-06-17&surveys=%s&surveys=%s"
                .formatted(support, loyalty))
        .statusCode(200)
        .body("lines", hasSize(0))
        .body("leftOut.code", contains("ANONYMITY", "ANONYMITY"));
  }

  @Test
  void what_cannot_be_put_side_by_side_says_why() {
    Api.get("/v1/scores/side-by-side?people=SOME")
        .statusCode(400)
        .body("code", equalTo("UNKNOWN_PEOPLE"));
    Api.get("/v1/scores/side-by-side?surveys=123")
        .statusCode(404)
        .body("code", equalTo("UNKNOWN_SURVEY"));
    Api.get("/v1/scores/side-by-side?people=ALL&people=SAME")
        .statusCode(400)
        .body("code", equalTo("REPEATED_PARAMETER"));
  }

  @Test
  void the_page_can_be_narrowed_to_the_same_people() {
    String address = "/scores?survey=" + support + "&from=2026-11-01&until=2026-11-30";
    assertThat(page(address))
        .contains("asked on a schedule (relational)", "who rated all of these metrics")
        .contains("<select id=\"side-by-side-people\" name=\"people\">");
    assertThat(page(address + "&people=SAME")).contains("<option value=\"SAME\" selected>");
    given()
        .get("/scores?people=SOME&survey=" + support)
        .then()
        .statusCode(400)
        .body("code", equalTo("UNKNOWN_PEOPLE"));
  }

  /** Those lines of the answer. */
  private static String line(String metric, String trigger, int surveys) {
    String several = surveys > 1 ? "> 1" : "== 1";
    return "lines.findAll { it.metric == '%s' && it.trigger == '%s' && it.surveys.size() %s }"
        .formatted(metric, trigger, several);
  }

  private ValidatableResponse ask(String more) {
    return Api.get(
            "/v1/scores/side-by-side?surveys=%s&surveys=%s&surveys=%s&surveys=%s%s%s"
                .formatted(support, sales, loyalty, effort, NOVEMBER, more))
        .statusCode(200);
  }

  private static ReceivedEvent by(String contact, UUID survey, String trigger, int rating) {
    return Told.response(survey)
        .in("contactId", contact)
        .in("trigger", trigger)
        .rating(rating)
        .revision(1);
  }

  private static String page(String address) {
    return given()
        .urlEncodingEnabled(false)
        .accept("text/html")
        .header("Accept-Language", "en")
        .get(address)
        .then()
        .statusCode(200)
        .extract()
        .asString();
  }
}
