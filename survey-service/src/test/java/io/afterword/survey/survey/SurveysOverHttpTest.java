package io.afterword.survey.survey;

import static io.afterword.survey.SurveyClient.api;
import static io.afterword.survey.SurveyClient.created;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.afterword.dev.test.PostgresResource;
import io.afterword.survey.Database;
import io.afterword.survey.SurveyClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class SurveysOverHttpTest {

  @Inject Database database;

  @Test
  void a_survey_of_a_template_is_a_draft_in_all_languages() {
    api()
        .body(Map.of("template", "csat-1-5", "name", "Support", "locale", "nb-NO"))
        .post("/v1/surveys")
        .then()
        .statusCode(201)
        .header("ETag", "\"0\"")
        .header("Location", containsString("/v1/surveys/"))
        .body("state", equalTo("DRAFT"))
        .body("name", equalTo("Support"))
        .body("metric", equalTo("CSAT"))
        .body("version", nullValue())
        .body("locales", hasSize(10))
        .body("locales[0]", equalTo("nb"))
        .body("definition.questions[0].scale.satisfied", contains(4, 5));
  }

  @Test
  void a_full_definition_comes_back_as_it_was_sent() {
    UUID id = created(ownDefinition());
    api()
        .get("/v1/surveys/" + id)
        .then()
        .statusCode(200)
        .body("definition.questions[0].scale.polarity", equalTo("LOWER_IS_BETTER"))
        .body("definition.questions[0].labels.en.1", equalTo("Very little"))
        .body("definition.brand.colour", equalTo("#0b57d0"))
        .body("locales", contains("en"));
  }

  @Test
  void creating_with_the_same_idempotency_key_creates_once() {
    String key = UUID.randomUUID().toString();
    Map<String, String> request = Map.of("template", "nps-0-10", "name", key);
    String first = create(key, request).then().statusCode(201).extract().path("id");
    create(key, request).then().statusCode(201).body("id", equalTo(first));
    create(key, Map.of("template", "ces-1-7"))
        .then()
        .statusCode(409)
        .body("code", equalTo("IDEMPOTENCY_KEY_REUSED"));
    assertThat(
            database.count("select count(*) from survey where definition like $1", "%" + key + "%"))
        .isEqualTo(1);
  }

  @Test
  void languages_say_what_stands_in_for_what_is_missing_to_programs_and_people() {
    UUID id =
        created(
            Map.of(
                "template", "csat-1-5", "subject", Map.of("en", "How was it?", "nb", "Hvordan?")));
    api()
        .get("/v1/surveys/" + id + "/languages")
        .then()
        .body("languages.find { it.locale == 'de' }.askedIn", equalTo("de"))
        .body("languages.find { it.locale == 'de' }.missing", contains("/subject"))
        .body("languages.find { it.locale == 'de' }.standIns[0].standIn", equalTo("en"));
    given()
        .header("Authorization", "Bearer " + SurveyClient.KEY)
        .accept("text/html")
        .get("/surveys/" + id + "/languages")
        .then()
        .statusCode(200)
        .body(containsString("Missing in German"), containsString("subject of the mail"));
  }

  @Test
  void people_see_what_the_check_finds() {
    UUID id =
        created(Map.of("template", "csat-1-5", "subject", Map.of("en", "How was it, [agent]?")));
    String page =
        given()
            .header("Authorization", "Bearer " + SurveyClient.KEY)
            .accept("text/html")
            .get("/surveys/" + id + "/check")
            .then()
            .statusCode(200)
            .extract()
            .asString();
    api()
        .post("/v1/surveys/" + id + "/check")
        .then()
        .body("findings.pointer", hasItems("/subject/en"));
    assertThat(page).contains("<code>/subject/en</code>");
  }

  @Test
  void publishing_freezes_a_version_and_tells_once() {
    UUID id = created(Map.of("template", "csat-1-5"));
    publish(id)
        .then()
        .statusCode(200)
        .body("state", equalTo("PUBLISHED"))
        .body("version", equalTo(1));
    publish(id).then().statusCode(200).body("version", equalTo(1));

    assertThat(database.eventsOf(id))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.type()).isEqualTo("survey.published");
              assertThat(event.revision()).isEqualTo(1);
              assertThat(event.data()).contains("\"seriesBreak\":false").doesNotContain("text");
            });
    api()
        .get("/v1/surveys/" + id + "/versions/1")
        .then()
        .statusCode(200)
        .body("definition.metric", equalTo("CSAT"))
        .body("publishedAt", notNullValue());
  }

  @Test
  void a_changed_draft_is_published_as_the_next_version_and_the_first_stays() {
    UUID id = created(Map.of("template", "csat-1-5", "name", "Before"));
    publish(id);
    Response read = api().get("/v1/surveys/" + id);
    Map<String, Object> definition = read.path("definition");
    definition.put("name", "After");
    api()
        .header("If-Match", read.header("ETag"))
        .body(definition)
        .put("/v1/surveys/" + id)
        .then()
        .statusCode(200)
        .body("name", equalTo("After"))
        .body("version", equalTo(1));
    publish(id).then().body("version", equalTo(2));

    api()
        .get("/v1/surveys/" + id + "/versions/1")
        .then()
        .body("definition.name", equalTo("Before"));
    api().get("/v1/surveys/" + id + "/versions/2").then().body("definition.name", equalTo("After"));
    assertThat(database.eventsOf(id)).extracting(Database.Event::revision).containsExactly(1, 2);
  }

  @Test
  void two_who_publish_at_once_make_one_version() throws Exception {
    UUID id = created(Map.of("template", "csat-1-5"));
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Thread thread = new Thread(() -> publish(id).then().statusCode(200));
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(database.count("select count(*) from survey_version where survey_id = $1", id))
        .isEqualTo(1);
    assertThat(database.eventsOf(id)).hasSize(1);
  }

  @Test
  void a_change_names_the_version_it_was_made_on() {
    UUID id = created(ownDefinition());
    api()
        .body(ownDefinition())
        .put("/v1/surveys/" + id)
        .then()
        .statusCode(428)
        .body("code", equalTo("VERSION_REQUIRED"));
    Map<String, Object> renamed = ownDefinition("Renamed");
    api().header("If-Match", "\"0\"").body(renamed).put("/v1/surveys/" + id).then().statusCode(200);
    api()
        .header("If-Match", "\"0\"")
        .body(ownDefinition("Renamed again"))
        .put("/v1/surveys/" + id)
        .then()
        .statusCode(412)
        .body("code", equalTo("STALE_VERSION"));
    api().get("/v1/surveys/" + id).then().body("name", equalTo("Renamed"));
  }

  @Test
  void an_archived_survey_is_told_of_and_changes_no_more() {
    UUID id = created(Map.of("template", "ces-1-7"));
    publish(id);
    archive(id).then().statusCode(200).body("state", equalTo("ARCHIVED"));
    archive(id).then().statusCode(200);
    publish(id).then().statusCode(409).body("code", equalTo("SURVEY_ARCHIVED"));
    assertThat(database.eventsOf(id))
        .extracting(Database.Event::type, Database.Event::revision)
        .containsExactly(
            org.assertj.core.api.Assertions.tuple("survey.published", 1),
            org.assertj.core.api.Assertions.tuple("survey.archived", 2));
  }

  @Test
  void a_draft_that_is_archived_was_never_heard_of() {
    UUID id = created(Map.of("template", "ces-1-7"));
    archive(id).then().statusCode(200);
    assertThat(database.eventsOf(id)).isEmpty();
  }

  @Test
  void lists_newest_first_in_pages() {
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      made.add(0, created(Map.of("template", "csat-1-5")).toString());
    }
    Response first = api().queryParam("limit", 2).get("/v1/surveys");
    assertThat(first.<List<String>>path("items.id")).containsExactly(made.get(0), made.get(1));
    api()
        .queryParam("limit", 2)
        .queryParam("cursor", first.<String>path("nextCursor"))
        .get("/v1/surveys")
        .then()
        .body("items[0].id", equalTo(made.get(2)));
    api()
        .get("/v1/templates")
        .then()
        .body("items.id", hasItems("csat-1-5", "nps-0-10", "ces-1-7", "support-email"))
        .body("items.find { it.id == 'nps-0-10' }.triggers", contains("RECURRING"))
        .body("items.find { it.id == 'agent' }.followUps", contains("MULTIPLE_CHOICE", "TEXT"));
  }

  private static Response create(String key, Map<String, String> request) {
    return api().header("Idempotency-Key", key).body(request).post("/v1/surveys");
  }

  private static Response publish(Object id) {
    return api().post("/v1/surveys/" + id + "/publish");
  }

  private static Response archive(Object id) {
    return api().post("/v1/surveys/" + id + "/archive");
  }

  private static Map<String, Object> ownDefinition() {
    return ownDefinition("Effort");
  }

  private static Map<String, Object> ownDefinition(String name) {
    return Map.of(
        "name",
        name,
        "metric",
        "CES",
        "defaultLocale",
        "en",
        "brand",
        Map.of("name", "Fjord", "colour", "#0b57d0"),
        "questions",
        List.of(
            Map.of(
                "id",
                "effort",
                "form",
                "RATING",
                "scored",
                true,
                "scale",
                Map.of(
                    "id",
                    "ces-1-5",
                    "min",
                    1,
                    "max",
                    5,
                    "polarity",
                    "LOWER_IS_BETTER",
                    "satisfied",
                    List.of(1, 2),
                    "dissatisfied",
                    List.of(4, 5)),
                "text",
                Map.of("en", "How much effort was it?"),
                "labels",
                Map.of("en", Map.of("1", "Very little", "5", "Very much")))));
  }
}
