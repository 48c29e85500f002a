package io.afterword.survey.quarantine;

import static io.afterword.survey.SurveyClient.api;
import static io.afterword.survey.SurveyClient.linked;
import static io.afterword.survey.SurveyClient.published;
import static io.afterword.survey.SurveyClient.send;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.afterword.dev.test.PostgresResource;
import io.afterword.platform.secret.Hash;
import io.afterword.survey.Database;
import io.afterword.survey.SurveyClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class QuarantineOverHttpTest {

  @Inject Database database;
  @Inject SightingReview review;
  @Inject ObjectMapper json;

  @Test
  void what_comes_back_at_once_is_kept_and_does_not_count_until_somebody_says_so()
      throws Exception {
    UUID survey = published("csat-1-5");
    UUID invitation = UUID.randomUUID();
    String page = linked(survey, invitation);

    send(page, Map.of("rating", "1", "csrf", tokenOf(page))).then().statusCode(201);

    String response = onlyQuarantined(survey, "TOO_FAST");
    assertThat(states(response)).containsExactly("QUARANTINED");
    assertThat(database.eventsOf(invitation)).isEmpty();

    decide("release", survey, response).body("responses", contains(response));

    assertThat(states(response)).containsExactly("QUARANTINED", "COUNTED");
    assertThat(database.eventsOf(invitation)).hasSize(1);
    quarantined(survey).body("items", hasSize(0));
    decide("release", survey, response).body("responses", hasSize(0));
    assertThat(states(response)).hasSize(2);
    assertThat(
            database.count(
                "select count(*) from audit_entry where action = 'response.released'"
                    + " and subject_id = $1",
                response))
        .isEqualTo(1);
  }

  @Test
  void who_was_released_may_be_as_fast_as_they_like() throws Exception {
    UUID survey = published("csat-1-5");
    String page = linked(survey, UUID.randomUUID());
    send(page, Map.of("rating", "1", "csrf", tokenOf(page)));
    String response = onlyQuarantined(survey, "TOO_FAST");
    decide("release", survey, response);

    send(page, Map.of("rating", "2", "csrf", tokenOf(page))).then().statusCode(200);

    assertThat(states(response)).containsExactly("QUARANTINED", "COUNTED", "COUNTED");
  }

  @Test
  void what_was_rejected_is_withdrawn_and_the_person_may_still_answer() throws Exception {
    UUID survey = published("csat-1-5");
    UUID invitation = UUID.randomUUID();
    String page = linked(survey, invitation);
    send(page, Map.of("rating", "1", "csrf", tokenOf(page)));
    String response = onlyQuarantined(survey, "TOO_FAST");

    decide("reject", survey, response).body("responses", contains(response));
    assertThat(states(response)).containsExactly("QUARANTINED", "WITHDRAWN");

    send(page, Map.of("rating", "5", "comment", "Me")).then().statusCode(200);
    assertThat(states(response)).containsExactly("QUARANTINED", "WITHDRAWN", "COUNTED");
    assertThat(database.eventsOf(invitation)).hasSize(1);
  }

  @Test
  void a_machine_that_writes_over_a_persons_answer_does_not_lose_it() throws Exception {
    UUID survey = published("csat-1-5");
    String page = linked(survey, UUID.randomUUID());
    send(page, Map.of("rating", "5", "comment", "Mine")).then().statusCode(201);

    send(page, Map.of("rating", "1", "touched", "0")).then().statusCode(200);

    String response = onlyQuarantined(survey, "NO_TRUSTED_INPUT");
    quarantined(survey).body("items[0].before[1].text", equalTo("Mine"));
    decide("reject", survey, response);
    assertThat(states(response)).containsExactly("COUNTED", "QUARANTINED", "COUNTED");
    assertThat(last(response).getInt("answers[0].rating")).isEqualTo(5);
    assertThat(last(response).getString("completeness")).isEqualTo("COMPLETE");
  }

  @Test
  void the_persons_own_answer_counts_after_a_machines() throws Exception {
    UUID survey = published("csat-1-5");
    UUID invitation = UUID.randomUUID();
    String page = linked(survey, invitation);
    send(page, Map.of("rating", "4", "touched", "0"));
    String response = onlyQuarantined(survey, "NO_TRUSTED_INPUT");

    send(page, Map.of("rating", "4", "touched", "1")).then().statusCode(200);

    assertThat(states(response)).containsExactly("QUARANTINED", "COUNTED");
    assertThat(database.eventsOf(invitation)).hasSize(1);
    quarantined(survey).body("items", hasSize(0));
  }

  @Test
  void an_answer_among_many_opened_links_is_suspect_before_and_after() throws Exception {
    UUID survey = published("csat-1-5");
    String page = linked(survey, UUID.randomUUID());
    send(page, Map.of("rating", "3")).then().statusCode(201);
    for (int rating = 1; rating <= 5; rating++) {
      given().get(page + "?rating=" + rating).then().statusCode(200);
    }
    awaitSightings(page, 1);
    review.runOnce().await().atMost(Duration.ofSeconds(10));
    String response = onlyQuarantined(survey, "MANY_LINKS");
    assertThat(states(response)).containsExactly("COUNTED", "QUARANTINED");

    send(page, Map.of("rating", "2"));
    onlyQuarantined(survey, "MANY_LINKS");
  }

  @Test
  void opening_links_records_nothing_however_it_is_done() {
    UUID survey = published("csat-1-5");
    String page = linked(survey, UUID.randomUUID());
    for (int rating = 1; rating <= 5; rating++) {
      given().get(page + "?rating=" + rating);
      given().head(page + "?rating=" + rating);
      given().header("Sec-Purpose", "prefetch").get(page + "?rating=" + rating);
    }
    given().get(page + "/also");
    assertThat(database.count("select count(*) from response where survey_id = $1", survey))
        .isZero();
  }

  @Test
  void browsers_that_fetch_ahead_leave_no_trace() {
    UUID survey = published("csat-1-5");
    String page = linked(survey, UUID.randomUUID());
    for (int rating = 1; rating <= 5; rating++) {
      given().header("Sec-Purpose", "prefetch;prerender").get(page + "?rating=" + rating);
    }
    send(page, Map.of("rating", "3"));
    quarantined(survey).body("items", hasSize(0));
  }

  @Test
  void only_a_machine_follows_the_link_that_nobody_sees() throws Exception {
    UUID survey = published("csat-1-5");
    String page = linked(survey, UUID.randomUUID());
    assertThat(given().get(page).asString()).contains("href=\"" + page + "/also\"");
    given().get(page + "/also").then().statusCode(404);

    send(page, Map.of("rating", "3"));

    onlyQuarantined(survey, "HIDDEN_LINK");
  }

  @Test
  void ratings_from_three_views_of_the_page_within_seconds_are_suspect() throws Exception {
    UUID survey = published("csat-1-5");
    String page = linked(survey, UUID.randomUUID());
    for (int rating = 1; rating <= 3; rating++) {
      send(page, Map.of("rating", String.valueOf(rating)));
    }
    onlyQuarantined(survey, "SEVERAL_RATINGS");
  }

  @Test
  void scanners_networks_are_known_behind_the_proxy() throws Exception {
    UUID survey = published("csat-1-5");
    String page = linked(survey, UUID.randomUUID());
    given()
        .header("X-Forwarded-For", "198.51.100.7, 10.0.0.1")
        .accept("application/json")
        .contentType("application/x-www-form-urlencoded; charset=UTF-8")
        .formParams(Map.of("rating", "1"))
        .post(page)
        .then()
        .statusCode(201);
    onlyQuarantined(survey, "SCANNER_NETWORK");
  }

  @Test
  void many_are_decided_at_once_and_only_those_of_the_survey() throws Exception {
    UUID survey = published("csat-1-5");
    UUID other = published("csat-1-5");
    for (UUID each : List.of(survey, survey, survey, other)) {
      send(linked(each, UUID.randomUUID()), Map.of("rating", "1", "touched", "0"));
    }
    List<String> ids = new ArrayList<>(quarantined(survey).extract().path("items.id"));
    ids.addAll(quarantined(other).extract().path("items.id"));
    decide("reject", survey, ids.toArray(String[]::new)).body("responses", hasSize(3));
    quarantined(other).body("items", hasSize(1));
  }

  @Test
  void the_list_goes_on_from_its_cursor() {
    UUID survey = published("csat-1-5");
    for (int i = 0; i < 3; i++) {
      send(linked(survey, UUID.randomUUID()), Map.of("rating", "1", "touched", "0"));
    }
    String cursor =
        api()
            .get("/v1/responses/quarantine?limit=2&survey=" + survey)
            .then()
            .body("items", hasSize(2))
            .extract()
            .path("nextCursor");
    api()
        .get("/v1/responses/quarantine?limit=2&survey=" + survey + "&cursor=" + cursor)
        .then()
        .body("items", hasSize(1))
        .body("nextCursor", equalTo(null));
  }

  @Test
  void the_meter_names_domains_with_enough_mails_only() {
    UUID survey = published("csat-1-5");
    String big = UUID.randomUUID() + ".example";
    for (int i = 0; i < 5; i++) {
      String page = linkedTo(survey, big);
      if (i < 2) {
        send(page, Map.of("rating", "1", "touched", String.valueOf(i)));
      }
    }
    String own = UUID.randomUUID() + ".example";
    linkedTo(survey, own);
    JsonPath meter = api().get("/v1/responses/quarantine/meter").then().extract().jsonPath();
    Map<String, Object> line = meter.getMap("domains.find { it.domain == '" + big + "' }");
    assertThat(line)
        .containsEntry("links", 5)
        .containsEntry("responses", 2)
        .containsEntry("quarantined", 1)
        .containsEntry("signals", Map.of("NO_TRUSTED_INPUT", 1));
    assertThat(meter.getList("domains.domain", String.class)).contains("*").doesNotContain(own);
  }

  private static String linkedTo(UUID survey, String domain) {
    Map<String, Object> invitation =
        new HashMap<>(SurveyClient.invitation(survey, UUID.randomUUID()));
    invitation.put("contact", Map.of("domain", domain));
    String url = SurveyClient.links(List.of(invitation)).then().extract().path("links[0].url");
    return url.substring(url.indexOf("/r/"));
  }

  private static String tokenOf(String page) {
    Matcher token =
        Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"").matcher(given().get(page).asString());
    assertThat(token.find()).isTrue();
    return token.group(1);
  }

  private static io.restassured.response.ValidatableResponse quarantined(UUID survey) {
    return api().get("/v1/responses/quarantine?survey=" + survey).then().statusCode(200);
  }

  private static String onlyQuarantined(UUID survey, String... signals) {
    return quarantined(survey)
        .body("items", hasSize(1))
        .body("items[0].signals", contains(signals))
        .extract()
        .path("items[0].id");
  }

  private static io.restassured.response.ValidatableResponse decide(
      String how, UUID survey, String... responses) {
    return api()
        .body(Map.of("surveyId", survey, "responses", List.of(responses)))
        .post("/v1/responses/quarantine/" + how)
        .then()
        .statusCode(200);
  }

  private List<String> states(String response) throws Exception {
    List<String> states = new ArrayList<>();
    for (Database.Event event : database.eventsOf(response)) {
      states.add(json.readTree(event.data()).path("state").asText());
    }
    return states;
  }

  private JsonPath last(String response) {
    List<Database.Event> events = database.eventsOf(response);
    return JsonPath.from(events.get(events.size() - 1).data());
  }

  private void awaitSightings(String page, int wanted) throws InterruptedException {
    byte[] hash = Hash.sha256(page.substring(3));
    for (int tries = 0; tries < 1_000; tries++) {
      if (database.count("select count(*) from sighting where key_hash = $1", Buffer.buffer(hash))
          >= wanted) {
        return;
      }
      Thread.sleep(20);
    }
    throw new AssertionError("nothing was kept");
  }
}
