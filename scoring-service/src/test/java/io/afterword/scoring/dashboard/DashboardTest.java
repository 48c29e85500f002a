package io.afterword.scoring.dashboard;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.afterword.dev.test.PostgresResource;
import io.afterword.platform.feed.ReceivedEvent;
import io.afterword.scoring.intake.Feed;
import io.afterword.scoring.intake.Told;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.SecurityAttribute;
import io.quarkus.test.security.TestSecurity;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(PostgresResource.class)
@TestSecurity(user = "ada", roles = "scores:read")
class DashboardTest {
  private static final String NOVEMBER = "&from=2026-11-01&until=2026-11-30";

  @Inject Feed feed;

  private final UUID survey = Told.newId();

  @Test
  void shows_score_range_answers_and_groups_without_a_script() {
    feed.brings(Told.published(survey, 1));
    feed.brings(answers(4, 36));

    String html = page("/scores?survey=" + survey + NOVEMBER, "en");

    assertThat(html)
        .contains("<h1>Scores</h1>", "After support", ">90<span class=\"unit\">%</span>")
        .contains("With 95\u00a0% confidence the true value lies in 77\u00a0–\u00a096")
        .contains("Compared by agent", ">Ada<", "By weekday and hour", "Answers by rating")
        .contains("class=\"interval\"", "class=\"bar good\"", "/scores/trend.csv?survey=")
        .contains("<td class=\"heat-")
        .doesNotContain("Not enough answers");
  }

  @Test
  void says_when_self_service_costs_more_than_it_saves() {
    feed.brings(Told.published(survey, 1, "CES", "ces-1-7", 1, 7));
    List<ReceivedEvent> events = new ArrayList<>();
    for (int i = 0; i < 80; i++) {
      events.add(
          Told.response(survey)
              .in("kind", i < 40 ? "CHATBOT" : "SUPPORT")
              .in("trigger", "OF_" + survey)
              .rating(i < 30 ? 1 : 7)
              .revision(1));
    }
    feed.brings(events);

    assertThat(page("/scores?survey=" + survey + NOVEMBER, "en"))
        .contains("Self-service against people", "articles and bots")
        .contains("Self-service costs these customers more than it saves them.");
    given()
        .get("/scores/self-service.csv?survey=" + survey + NOVEMBER)
        .then()
        .statusCode(200)
        .body(containsString("SELF_SERVICE,40,25.0,"));
  }

  @Test
  void what_is_asked_about_the_relation_and_about_contacts_is_never_one_line() {
    feed.brings(Told.published(survey, 1));
    feed.brings(answers(10, 30));
    List<ReceivedEvent> yearly = new ArrayList<>();
    for (int i = 0; i < 35; i++) {
      yearly.add(Told.response(survey).in("trigger", "RECURRING").rating(5).revision(1));
    }
    feed.brings(yearly);
    String look = "survey=" + survey + NOVEMBER;

    assertThat(page("/scores?" + look, "en"))
        .contains(">75<span class=\"unit\">%</span>", "which do not measure the same")
        .contains("<option value=\"PER_INTERACTION\" selected>after contacts (transactional)")
        .contains("on a schedule (relational): RECURRING")
        .contains("&amp;asked=PER_INTERACTION&amp;rating=5");
    assertThat(page("/scores?" + look + "&asked=RECURRING", "en"))
        .contains(">100<span class=\"unit\">%</span>");
    given()
        .get("/scores/trend.csv?" + look + "&asked=RECURRING")
        .then()
        .body(containsString("2026-11-10,35,100.0,"));
    given()
        .get("/scores/side-by-side.csv?" + look)
        .then()
        .body(containsString("After support,RELATIONAL,RECURRING,35,100.0"))
        .body(containsString("After support,TRANSACTIONAL,PER_INTERACTION,40,75.0"));
  }

  @Test
  void says_what_goes_together_with_the_score() {
    feed.brings(Told.published(survey, 1));
    List<ReceivedEvent> events = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      events.add(
          Told.response(survey)
              .number("transfers", i % 3)
              .number("replies", 2)
              .rating(5 - i % 3)
              .revision(1));
    }
    feed.brings(events);
    String look = "survey=" + survey + NOVEMBER;

    assertThat(page("/scores?" + look, "en"))
        .contains("What goes together with the score")
        .contains("account for 100\u00a0% of the differences between the ratings of 60 answers")
        .contains(">transfers to somebody else<", ">−1.00<", "Left out, always the same: replies");
    given()
        .get("/scores/drivers.csv?" + look)
        .then()
        .statusCode(200)
        .body(containsString("transfers to somebody else,transfers,100.0,-1.0"));
  }

  @Test
  void says_honestly_that_few_answers_prove_nothing() {
    feed.brings(Told.published(survey, 1));
    feed.brings(answers(1, 3));

    assertThat(page("/scores?survey=" + survey + NOVEMBER, "en"))
        .contains("Not enough answers to judge: 4 so far", "not enough answers");
  }

  @Test
  void without_answers_it_says_so_and_shows_no_number() {
    feed.brings(Told.published(survey, 1));

    String html = page("/scores?survey=" + survey + NOVEMBER, "en");
    String score =
        html.substring(html.indexOf("id=\"score\""), html.indexOf("id=\"side-by-side\""));
    assertThat(score).contains("No answers in these days").doesNotContain("stat-value");
  }

  @Test
  void numbers_are_written_in_the_readers_language() {
    feed.brings(Told.published(survey, 1, "CES", "ces-1-5", 1, 5));
    feed.brings(answers(1, 1_300));

    assertThat(page("/scores?survey=" + survey + NOVEMBER, "de")).contains("1.301", "5,00");
    assertThat(page("/scores?survey=" + survey + NOVEMBER, "en")).contains("1,301", "5.00");
  }

  @Test
  void the_live_part_changes_its_tag_with_the_answers_only() {
    feed.brings(Told.published(survey, 1));
    feed.brings(answers(1, 3));
    String live = "/scores/live?survey=" + survey + NOVEMBER;
    Response first = given().get(live);
    assertThat(first.statusCode()).isEqualTo(200);
    String tag = first.header("ETag");

    given().header("If-None-Match", tag).get(live).then().statusCode(304);
    feed.folds();
    given().header("If-None-Match", tag).get(live).then().statusCode(304);
    feed.brings(answers(1, 0));

    given()
        .header("If-None-Match", tag)
        .get(live)
        .then()
        .statusCode(200)
        .header("ETag", not(equalTo(tag)))
        .body(containsString(">60<span class=\"unit\">%"));
  }

  @Test
  void answers_of_nobody_stand_beside_those_of_agents() {
    feed.brings(Told.published(survey, 1), Told.response(survey).withoutContext().revision(1));
    feed.brings(answers(1, 3));

    assertThat(page("/scores?survey=" + survey + NOVEMBER, "en")).contains("not given", ">Ada<");
  }

  @Test
  void who_was_never_asked_stands_there_with_the_reason() {
    feed.brings(Told.published(survey, 1));
    feed.brings(answers(4, 36));
    feed.brings(
        Told.coverage(survey, Told.newId(), 1, "ASKED", null, "EMAIL", 45),
        Told.coverage(survey, Told.newId(), 1, "MISSED", "COOL_DOWN_FLOOR", "EMAIL", 5),
        Told.coverage(survey, Told.newId(), 1, "MISSED", "NO_ADDRESS", "PHONE", 10));
    String look = "survey=" + survey + NOVEMBER + "&by=channel";

    assertThat(page("/scores?" + look, "en"))
        .contains("id=\"coverage\"", "75\u00a0% were asked: 45 of 60 occasions")
        .contains("Not asked, no address is known: 10")
        .contains("Not asked, too close to another question: 5");
    assertThat(page("/scores?" + look, "de"))
        .contains("wurden gefragt: 45 von 60", "Nicht gefragt, keine Adresse bekannt: 10");
    assertThat(given().get("/scores/coverage.csv?" + look).asString())
        .contains("name,value,occasions,asked,neverAsked,coverage,mainReason")
        .contains("PHONE,PHONE,10,0,10,0")
        .contains(",NO_ADDRESS");
  }

  @Test
  void it_speaks_german_to_who_wishes_it() {
    feed.brings(Told.published(survey, 1));
    feed.brings(answers(4, 36));

    assertThat(page("/scores?survey=" + survey + NOVEMBER, "de"))
        .contains(
            "<html lang=\"de\"",
            "<h1>Ergebnisse</h1>",
            "Mit 95\u00a0% Sicherheit",
            "Nach Wochentag")
        .doesNotContain("With 95");
  }

  @Test
  @TestSecurity(user = "nobody", roles = "scores:own")
  void an_agent_without_an_id_is_told_so_and_sees_nothing() {
    feed.brings(Told.published(survey, 1));
    given()
        .get("/scores?survey=" + survey + NOVEMBER)
        .then()
        .statusCode(403)
        .body("code", equalTo("NO_AGENT_ID"));
  }

  @Test
  @TestSecurity(
      user = "ben",
      roles = "scores:own",
      attributes = @SecurityAttribute(key = "afterword.agent", value = "ben"))
  void an_agent_sees_only_what_is_known_to_be_theirs() {
    feed.brings(
        Told.published(survey, 1),
        Told.response(survey).agent("ben", "Ben").rating(5).revision(1),
        Told.response(survey).agent("eve", "Eve").rating(1).revision(1));

    String html = page("/scores?survey=" + survey + NOVEMBER, "en");

    assertThat(html)
        .contains("Your scores")
        .doesNotContain("Eve", "id=\"response-rate\"", "id=\"goals\"", "id=\"benchmarks\"");
    given()
        .get("/scores/score.csv?survey=" + survey + NOVEMBER)
        .then()
        .body(containsString("After support,1,100.0,"));
    given().get("/scores/goals.csv?survey=" + survey).then().statusCode(404);
    given().get("/v1/scores?survey=" + survey).then().statusCode(403);
  }

  @ParameterizedTest
  @CsvSource({
    "by=planet, 400, UNKNOWN_SEGMENT",
    "until=yesterday, 400, BAD_PERIOD",
    "from=2026-12-01&until=2026-11-01, 400, BAD_PERIOD",
    "colour=red, 400, UNKNOWN_PARAMETER",
    "survey=00000000-0000-7000-8000-000000000000, 404, UNKNOWN_SURVEY",
  })
  void what_cannot_be_looked_at_is_refused(String query, int status, String code) {
    feed.brings(Told.published(survey, 1));
    for (String path : List.of("/scores", "/scores/live", "/scores/trend.csv")) {
      given().get(path + "?" + query).then().statusCode(status).body("code", equalTo(code));
    }
  }

  @Test
  void files_have_the_figures_and_no_formula() {
    feed.brings(
        Told.published(survey, 1),
        Told.response(survey).agent("x", "=cmd|' /C calc'!A0").revision(1));
    String query = "?survey=" + survey + NOVEMBER;

    given()
        .get("/scores/segments.csv" + query)
        .then()
        .statusCode(200)
        .contentType("text/csv")
        .header("Content-Disposition", containsString("segments.csv"))
        .body(
            containsString(
                "name,value,n,score,lower,upper,standing\r\n'=cmd|' /C calc'!A0,x,1,100.0,"));
    given().get("/scores/weather.csv" + query).then().statusCode(404);
    given().get("/scores/trend.csv" + query).then().body(containsString("2026-11-10,1,100.0,"));
  }

  @Test
  @TestSecurity(user = "stranger", roles = "links:write")
  void a_stranger_sees_nothing() {
    for (String path : List.of("/scores", "/scores/live", "/scores/events", "/scores/score.csv")) {
      given().get(path).then().statusCode(403).body("code", equalTo("WRONG_SCOPE"));
    }
  }

  @Test
  void names_cannot_become_markup() {
    feed.brings(
        Told.published(survey, 1),
        Told.response(survey).agent("markup", "<script>alert(1)</script>").revision(1));

    assertThat(page("/scores?survey=" + survey + NOVEMBER, "en"))
        .contains("&lt;script&gt;alert(1)")
        .doesNotContain("<script>alert");
  }

  @Test
  void the_scripts_are_files_of_our_own() {
    given()
        .get("/scoring/assets/dashboard.js")
        .then()
        .statusCode(200)
        .contentType("text/javascript")
        .body(containsString("EventSource"));
    given()
        .get("/scoring/assets/echarts.common.min.js")
        .then()
        .statusCode(200)
        .header("Content-Encoding", equalTo("gzip"))
        .body(containsString("Licensed to the Apache Software Foundation"));
  }

  private List<ReceivedEvent> answers(int unhappy, int happy) {
    List<ReceivedEvent> events = new ArrayList<>();
    for (int i = 0; i < unhappy + happy; i++) {
      events.add(Told.response(survey).rating(i < unhappy ? 1 : 5).revision(1));
    }
    return events;
  }

  private static String page(String path, String language) {
    return given()
        .header("Accept-Language", language)
        .accept("text/html")
        .get(path)
        .then()
        .statusCode(200)
        .extract()
        .asString();
  }
}
