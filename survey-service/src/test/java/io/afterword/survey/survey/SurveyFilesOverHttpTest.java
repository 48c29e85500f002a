package io.afterword.survey.survey;

import static io.afterword.survey.SurveyClient.api;
import static io.afterword.survey.SurveyClient.created;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.afterword.dev.test.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Copies, files, versions and the check, as somebody with a key uses them. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class SurveyFilesOverHttpTest {

  @Test
  void a_template_is_created_on_the_scale_that_is_asked_for() {
    api()
        .body(Map.of("template", "support-email", "scale", "csat-thumbs"))
        .post("/v1/surveys")
        .then()
        .statusCode(201)
        .body("definition.questions[0].scale.id", equalTo("csat-thumbs"))
        .body("definition.questions[0].scale.look", equalTo("THUMBS"))
        .body("definition.questions.id", contains("q1", "reasons", "q2"))
        .body("definition.questions[1].showIf.ratings", contains(0));
  }

  @Test
  void a_duplicate_is_a_draft_of_its_own() {
    UUID id = created(Map.of("template", "agent", "name", "First"));
    Response copy = api().body(Map.of("name", "Second")).post("/v1/surveys/" + id + "/duplicate");
    copy.then().statusCode(201).body("name", equalTo("Second")).body("state", equalTo("DRAFT"));
    assertThat(copy.<String>path("id")).isNotEqualTo(id.toString());
    assertThat(copy.<Object>path("definition.questions"))
        .isEqualTo(api().get("/v1/surveys/" + id).path("definition.questions"));
    api()
        .post("/v1/surveys/" + id + "/duplicate")
        .then()
        .statusCode(201)
        .body("name", equalTo("First"));
    api()
        .post("/v1/surveys/" + UUID.randomUUID() + "/duplicate")
        .then()
        .statusCode(404)
        .body("code", equalTo("UNKNOWN_SURVEY"));
  }

  @Test
  void an_exported_survey_is_imported_as_it_was() {
    UUID id = created(Map.of("template", "difficulty", "locale", "ar"));
    Response file = api().get("/v1/surveys/" + id + "/export");
    file.then()
        .statusCode(200)
        .header("Content-Disposition", containsString("survey-" + id + ".json"))
        .body("format", equalTo("afterword-survey-1"));
    Response imported = api().body(file.asString()).post("/v1/surveys/import");
    imported.then().statusCode(201).body("state", equalTo("DRAFT"));
    assertThat(imported.<Object>path("definition"))
        .isEqualTo(api().get("/v1/surveys/" + id).path("definition"));
  }

  @Test
  void a_file_of_another_kind_or_with_faults_is_refused_with_their_places() {
    Response file = api().get("/v1/surveys/" + created(Map.of("template", "agent")) + "/export");
    api()
        .body(file.asString().replace("afterword-survey-1", "afterword-survey-9"))
        .post("/v1/surveys/import")
        .then()
        .statusCode(422)
        .body("code", equalTo("UNKNOWN_FORMAT"));
    api()
        .body(file.asString().replace("\"too-slow\"", "\"Too slow\"").replace("\"en\"", "\"xx\""))
        .post("/v1/surveys/import")
        .then()
        .statusCode(422)
        .body("code", equalTo("INVALID_DEFINITION"))
        .body("errors.pointer", hasItem("/definition/questions/1/choice/options/0/id"))
        .body("errors.pointer", hasItem("/definition/defaultLocale"));
  }

  @Test
  void two_versions_are_compared() {
    UUID id = created(Map.of("template", "csat-1-5"));
    publish(id);
    Response read = api().get("/v1/surveys/" + id);
    Map<String, Object> definition = read.path("definition");
    List<Map<String, Object>> questions = read.path("definition.questions");
    questions.get(0).put("text", Map.of("en", "How did we do?"));
    definition.put("questions", questions);
    api()
        .header("If-Match", read.header("ETag"))
        .body(definition)
        .put("/v1/surveys/" + id)
        .then()
        .statusCode(200);
    publish(id);

    api()
        .get("/v1/surveys/" + id + "/versions")
        .then()
        .statusCode(200)
        .body("items.version", contains(2, 1))
        .body("items.seriesBreak", contains(true, false));
    api()
        .queryParam("limit", 1)
        .get("/v1/surveys/" + id + "/versions")
        .then()
        .body("items.version", contains(2));
    api()
        .get("/v1/surveys/" + id + "/versions/2/changes")
        .then()
        .statusCode(200)
        .body("breaks", contains("WORDING"))
        .body("changes.path", hasItem("/questions/q1/text/en"))
        .body(
            "changes.find { it.path == '/questions/q1/text/en' }.after", equalTo("How did we do?"));
    api()
        .queryParam("from", 2)
        .get("/v1/surveys/" + id + "/versions/2/changes")
        .then()
        .body("changes", empty());
    api()
        .get("/v1/surveys/" + id + "/versions/1/changes")
        .then()
        .statusCode(404)
        .body("code", equalTo("UNKNOWN_VERSION"));
  }

  @Test
  void the_check_advises_and_insists_only_where_scores_would_be_wrong() {
    UUID id = created(own("Did our great team help you?", "Very dissatisfied", "Very satisfied"));
    api()
        .post("/v1/surveys/" + id + "/check")
        .then()
        .statusCode(200)
        .body("blocks", equalTo(false))
        .body(
            "findings.rule", contains("NO_ROOM_FOR_A_COMMENT", "LEADING_WORDING", "YES_NO_WORDING"))
        .body("findings.proposal", not(hasItem("")));
    publish(id);

    UUID reversed = created(own("How satisfied are you?", "Very satisfied", "Very dissatisfied"));
    api()
        .post("/v1/surveys/" + reversed + "/check")
        .then()
        .body("blocks", equalTo(true))
        .body("findings.find { it.blocks }.rule", equalTo("REVERSED_SCALE"));
    api()
        .post("/v1/surveys/" + reversed + "/publish")
        .then()
        .statusCode(422)
        .body("code", equalTo("SCORES_WOULD_BE_WRONG"))
        .body("errors.pointer", contains("/questions/0/labels/en"));
    UUID nps = created(Map.of("template", "nps-0-10"));
    api()
        .queryParam("trigger", "PER_INTERACTION")
        .post("/v1/surveys/" + nps + "/check")
        .then()
        .body("findings.rule", contains("GENERAL_QUESTION"));
  }

  private static void publish(UUID id) {
    api().post("/v1/surveys/" + id + "/publish").then().statusCode(200);
  }

  private static Map<String, Object> own(String text, String low, String high) {
    return Map.of(
        "name",
        "Own",
        "metric",
        "CSAT",
        "defaultLocale",
        "en",
        "questions",
        List.of(
            Map.of(
                "id",
                "q1",
                "form",
                "RATING",
                "scored",
                true,
                "text",
                Map.of("en", text),
                "scale",
                Map.of(
                    "id",
                    "csat-1-5",
                    "min",
                    1,
                    "max",
                    5,
                    "polarity",
                    "HIGHER_IS_BETTER",
                    "satisfied",
                    List.of(4, 5),
                    "dissatisfied",
                    List.of(1, 2)),
                "labels",
                Map.of("en", Map.of("1", low, "5", high)))));
  }
}
