package io.afterword.survey.respond;

import static io.afterword.survey.SurveyClient.api;
import static io.afterword.survey.SurveyClient.linked;
import static io.afterword.survey.SurveyClient.published;
import static io.afterword.survey.SurveyClient.refused;
import static io.afterword.survey.SurveyClient.send;
import static io.afterword.survey.SurveyClient.submit;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.afterword.dev.test.PostgresResource;
import io.afterword.platform.time.ServiceClock;
import io.afterword.survey.Database;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class RespondOverHttpTest {

  @TestHTTPResource("/")
  URI server;

  @Inject Database database;
  @Inject ServiceClock clock;

  @AfterEach
  void setTheClockRight() {
    clock.setAhead(Duration.ZERO);
  }

  @Test
  void the_page_asks_with_labelled_radios_and_needs_no_script() {
    String html = page(linked(published("csat-1-5"), UUID.randomUUID()));
    assertThat(html)
        .contains("<html lang=\"en\" dir=\"ltr\">")
        .contains("<legend><h1>How satisfied were you with your recent experience with us?</h1>")
        .contains("<form method=\"post\" action=\"/r/")
        .contains("<span class=\"word\">Neither satisfied nor dissatisfied</span>")
        .contains("<label for=\"comment\">Would you like to tell us why?")
        .doesNotContain(" checked")
        .doesNotContain("<script>", "onclick", "style=\"");
    assertThat(html.split("type=\"radio\"", -1)).hasSize(6);
    assertThat(html.getBytes(StandardCharsets.UTF_8).length).isLessThan(20_000);
  }

  @Test
  void a_page_with_its_script_weighs_less_than_30_kb_in_every_language() {
    String path = linked(published("nps-0-10"), UUID.randomUUID());
    int script =
        given().get("/r/assets/respond.js").then().statusCode(200).extract().asByteArray().length;
    for (String lang : io.afterword.survey.wording.Wording.LOCALES) {
      String html = page(path + "?lang=" + lang);
      assertThat(html).contains("<html lang=\"" + lang + "\"");
      assertThat(html.getBytes(StandardCharsets.UTF_8).length + script).isLessThan(30_000);
    }
  }

  @Test
  void the_rating_of_the_mails_link_is_only_chosen() {
    UUID invitation = UUID.randomUUID();
    String path = linked(published("csat-1-5"), invitation);
    assertThat(page(path + "?rating=4")).containsOnlyOnce("value=\"4\" checked");
    assertThat(page(path + "?rating=7")).doesNotContain(" checked");
    given().head(path + "?rating=4").then().statusCode(200);
    for (int rating = 1; rating <= 5; rating++) {
      page(path + "?rating=" + rating);
    }
    assertThat(responsesOf(invitation)).isZero();
    assertThat(database.eventsOf(invitation)).isEmpty();
  }

  @Test
  void the_page_keeps_its_secret_and_runs_nothing_inline() {
    Response response = given().get(linked(published("csat-1-5"), UUID.randomUUID()));
    response
        .then()
        .header("Cache-Control", "no-store")
        .header("Referrer-Policy", "no-referrer")
        .header("X-Robots-Tag", "noindex, nofollow")
        .header("X-Content-Type-Options", "nosniff");
    assertThat(response.header("Content-Security-Policy"))
        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    String nonce =
        response.header("Content-Security-Policy").replaceAll(".*'nonce-([^']+)'.*", "$1");
    assertThat(response.asString()).contains("<style nonce=\"" + nonce + "\">");
  }

  @Test
  void send_records_and_a_second_send_changes() {
    UUID survey = published("csat-1-5");
    UUID invitation = UUID.randomUUID();
    String path = linked(survey, invitation);
    submit(path, Map.of("rating", "2", "comment", "Slow.", "lang", "en"))
        .then()
        .statusCode(303)
        .header("Location", org.hamcrest.Matchers.endsWith(path + "?lang=en"));
    assertThat(page(path))
        .contains("Thank you!", "value=\"2\" checked", ">Slow.</textarea>", "Send my change")
        .doesNotContain("data-keep");
    submit(path, Map.of("rating", "4", "comment", "Slow, but kind.")).then().statusCode(303);

    Map<String, Object> stored = only(survey);
    assertThat(stored)
        .containsEntry("revision", 2)
        .containsEntry("completeness", "COMPLETE")
        .containsEntry("surface", "MAIL")
        .containsEntry(
            "answers",
            List.of(
                Map.of("question", "q1", "rating", 4),
                Map.of("question", "q2", "text", "Slow, but kind.")));
    assertThat(database.eventsOf(String.valueOf(stored.get("id"))))
        .extracting(Database.Event::revision)
        .containsExactly(1, 2);
    assertThat(database.eventsOf(invitation)).hasSize(1);
  }

  @Test
  void a_program_is_told_what_became_of_its_post() {
    String path = linked(published("csat-1-5"), UUID.randomUUID());
    Map<String, String> four = Map.of("rating", "4");
    send(path, four).then().statusCode(201).body("outcome", equalTo("RECORDED"));
    send(path, four).then().statusCode(200).body("outcome", equalTo("UNCHANGED"));
    send(path, Map.of("rating", "5")).then().statusCode(200).body("outcome", equalTo("CHANGED"));
  }

  @Test
  void a_partial_is_kept_without_its_comment_and_send_completes_it() {
    UUID survey = published("csat-1-5");
    UUID invitation = UUID.randomUUID();
    String path = linked(survey, invitation);
    Map<String, String> touched =
        Map.of("rating", "4", "comment", "half a", "completeness", "PARTIAL");
    send(path, touched).then().statusCode(201).body("completeness", equalTo("PARTIAL"));
    assertThat(only(survey))
        .containsEntry("completeness", "PARTIAL")
        .containsEntry("answers", List.of(Map.of("question", "q1", "rating", 4)));
    assertThat(page(path)).doesNotContain("Thank you!").contains("respond.js");
    assertThat(database.eventsOf(invitation)).hasSize(1);

    submit(path, Map.of("rating", "4", "comment", "half a sentence")).then().statusCode(303);
    assertThat(only(survey)).containsEntry("completeness", "COMPLETE").containsEntry("revision", 2);
    assertThat(database.eventsOf(invitation)).as("answered once").hasSize(1);
  }

  @Test
  void a_partial_that_comes_late_does_not_take_the_place_of_what_was_sent() {
    UUID survey = published("csat-1-5");
    String path = linked(survey, UUID.randomUUID());
    send(path, Map.of("rating", "2", "comment", "Slow."));
    send(path, Map.of("rating", "5", "completeness", "PARTIAL"))
        .then()
        .statusCode(200)
        .body("outcome", equalTo("UNCHANGED"));
    assertThat(only(survey)).containsEntry("completeness", "COMPLETE").containsEntry("revision", 1);
  }

  @Test
  void an_edit_keeps_the_time_of_the_first_answer() {
    UUID survey = published("csat-1-5");
    String path = linked(survey, UUID.randomUUID());
    send(path, Map.of("rating", "2"));
    Object first = only(survey).get("firstAnsweredAt");
    clock.setAhead(Duration.ofDays(3));
    send(path, Map.of("rating", "5"));
    assertThat(only(survey)).containsEntry("firstAnsweredAt", first);
    assertThat(only(survey).get("answeredAt")).isNotEqualTo(first);
  }

  @Test
  void a_guesser_learns_nothing() {
    UUID survey = published("csat-1-5");
    String expired = linked(survey, UUID.randomUUID());
    String live = linked(survey, UUID.randomUUID());
    String altered = live.substring(0, 5) + (live.charAt(5) == 'A' ? 'B' : 'A') + live.substring(6);
    clock.setAhead(Duration.ofDays(15));
    String first = gone("/r/AAAAAAAAAAAAAAAAAAAAAA");
    for (String path : List.of(expired, altered, "/r/x", "/r/" + "A".repeat(500))) {
      assertThat(gone(path)).isEqualTo(first);
    }
    assertThat(first).contains("This survey is not open");
    assertThat(submit(expired, Map.of("rating", "4")).then().statusCode(404).extract().asString())
        .contains("This survey is not open");
    assertThat(responsesOfSurvey(survey)).isZero();
  }

  @Test
  void a_program_is_told_whether_its_key_is_unknown_or_too_late() {
    String path = linked(published("csat-1-5"), UUID.randomUUID());
    refused("/r/AAAAAAAAAAAAAAAAAAAAAA", Map.of("rating", "4"), 404, "UNKNOWN_KEY");
    refused("/r/short", Map.of("rating", "4"), 404, "UNKNOWN_KEY");
    clock.setAhead(Duration.ofDays(14).plusSeconds(1));
    refused(path, Map.of("rating", "4"), 410, "LINK_CLOSED");
  }

  @Test
  void what_was_answered_may_be_changed_until_the_link_expires_and_not_after() {
    UUID survey = published("csat-1-5");
    String path = linked(survey, UUID.randomUUID());
    send(path, Map.of("rating", "2"));
    clock.setAhead(Duration.ofDays(13));
    send(path, Map.of("rating", "4")).then().statusCode(200);
    clock.setAhead(Duration.ofDays(15));
    refused(path, Map.of("rating", "5"), 410, "LINK_CLOSED");
    assertThat(only(survey)).containsEntry("revision", 2);
  }

  @Test
  void the_closed_page_speaks_the_readers_language() {
    String html =
        given()
            .header("Accept-Language", "ar-EG, en;q=0.5")
            .get("/r/AAAAAAAAAAAAAAAAAAAAAA")
            .then()
            .statusCode(404)
            .header("Content-Language", "ar")
            .extract()
            .asString();
    assertThat(html).contains("<html lang=\"ar\" dir=\"rtl\">", "هذا الاستبيان غير مفتوح");
  }

  @Test
  void lists_responses_in_pages_for_a_recount() {
    UUID survey = published("csat-1-5");
    for (int rating = 1; rating <= 5; rating++) {
      send(linked(survey, UUID.randomUUID()), Map.of("rating", String.valueOf(rating)));
    }
    Response first = api().queryParam("survey", survey).queryParam("limit", 3).get("/v1/responses");
    Response second =
        api()
            .queryParam("survey", survey)
            .queryParam("limit", 3)
            .queryParam("cursor", first.<String>path("nextCursor"))
            .get("/v1/responses");
    assertThat(ratings(first)).containsExactly(1, 2, 3);
    assertThat(ratings(second)).containsExactly(4, 5);
    assertThat(second.<String>path("nextCursor")).isNull();
    api().get("/v1/responses").then().statusCode(422).body("code", equalTo("INVALID"));
    api()
        .queryParam("survey", UUID.randomUUID())
        .get("/v1/responses")
        .then()
        .statusCode(404)
        .body("code", equalTo("UNKNOWN_SURVEY"));
  }

  private static List<Integer> ratings(Response page) {
    return page.<List<List<Map<String, Integer>>>>path("items.answers").stream()
        .map(answers -> answers.get(0).get("rating"))
        .toList();
  }

  private static String gone(String path) {
    String html =
        given().get(path).then().statusCode(404).contentType("text/html").extract().asString();
    return html.replaceAll("nonce=\"[^\"]+\"", "nonce");
  }

  private static String page(String path) {
    return given()
        .accept("text/html")
        .get(path)
        .then()
        .statusCode(200)
        .contentType("text/html")
        .extract()
        .asString();
  }

  private static Map<String, Object> only(UUID survey) {
    List<Map<String, Object>> items =
        api()
            .queryParam("survey", survey)
            .get("/v1/responses")
            .then()
            .statusCode(200)
            .extract()
            .path("items");
    assertThat(items).hasSize(1);
    return items.get(0);
  }

  private long responsesOf(UUID invitation) {
    return database.count("select count(*) from response where invitation_id = $1", invitation);
  }

  private long responsesOfSurvey(UUID survey) {
    return database.count("select count(*) from response where survey_id = $1", survey);
  }

  /** The page has a route of its own, so what the framework does for others is looked at here. */
  @Test
  void odd_requests_for_the_page_are_told_what_they_are() throws IOException {
    String path = linked(published("csat-1-5"), UUID.randomUUID());

    given().put(path).then().statusCode(405).body("code", equalTo("METHOD_NOT_ALLOWED"));
    given().get(path + "?rating=4&rating=2").then().statusCode(200);
    assertThat(statusOf("/r/%zz")).isBetween(400, 499);
    assertThat(statusOf(path + "?lang=%zz")).isBetween(200, 499);
    Response head = given().head(path);
    assertThat(head.asString()).isEmpty();
    assertThat(head.header("Content-Security-Policy")).contains("nonce-");
    assertThat(given().get(path).headers().getList("Content-Security-Policy")).hasSize(1);
  }

  /** No client sends an address with a broken escape. */
  private int statusOf(String target) throws IOException {
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      socket.setSoTimeout(20_000);
      socket
          .getOutputStream()
          .write(
              ("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      byte[] start = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
      return Integer.parseInt(new String(start, StandardCharsets.US_ASCII).substring(9));
    }
  }
}
