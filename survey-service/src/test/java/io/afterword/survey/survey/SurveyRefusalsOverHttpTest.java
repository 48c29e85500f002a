package io.afterword.survey.survey;

import static io.afterword.survey.SurveyClient.api;
import static io.afterword.survey.SurveyClient.created;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;

import io.afterword.dev.test.PostgresResource;
import io.afterword.survey.Database;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class SurveyRefusalsOverHttpTest {

  @Inject Database database;

  @Test
  void what_is_wrong_with_a_request_is_said_with_its_own_code_and_nothing_is_written() {
    long before = database.count("select count(*) from survey");
    refused("{\"template\": ", 400, "MALFORMED_JSON");
    refused("{\"templat\": \"csat-1-5\"}", 400, "UNKNOWN_FIELD");
    refused("{\"template\": {\"id\": 1}}", 400, "WRONG_TYPE");
    refused("{\"template\": \"csat-1-6\"}", 422, "UNKNOWN_TEMPLATE");
    refused("{\"template\": \"csat-1-5\", \"metric\": \"NPS\"}", 422, "TEMPLATE_AND_DEFINITION");
    refused("{\"template\": \"csat-1-5\", \"locale\": \"sv\"}", 422, "LOCALE_NOT_BUILT_IN");
    refused("{\"template\": \"csat-1-5\", \"scale\": \"nps-0-10\"}", 422, "SCALE_NOT_OFFERED");
    refused("{\"name\": \"Nothing else\"}", 422, "INVALID_DEFINITION");
    refused("{\"template\": \"csat-1-5\", \"name\": \"a\\u0000b\"}", 422, "INVALID_DEFINITION");
    refused(
        "{\"template\": \"csat-1-5\", \"subject\": {\"en\": \"a\\nBcc: b\"}}",
        422,
        "INVALID_DEFINITION");
    assertThat(database.count("select count(*) from survey")).isEqualTo(before);
  }

  @Test
  void every_fault_of_a_definition_is_listed_with_its_place() {
    api()
        .body(
            """
            {"name": "S", "metric": "CSAT", "defaultLocale": "en", "questions": [
              {"id": "q1", "form": "RATING", "scored": true, "text": {"de": "Wie war es?"},
               "scale": {"id": "csat", "min": 1, "max": 12, "polarity": "HIGHER_IS_BETTER",
                         "satisfied": [4], "dissatisfied": [1]}}]}
            """)
        .post("/v1/surveys")
        .then()
        .statusCode(422)
        .body("code", equalTo("INVALID_DEFINITION"))
        .body("errors.pointer", contains("/questions/0/scale", "/questions/0/text"))
        .body("errors.code", contains("SCALE_TOO_LONG", "DEFAULT_LOCALE_MISSING"));
  }

  /** Everything that can contradict itself at once: one answer says it all, each with its place. */
  @Test
  void all_contradictions_of_a_definition_are_said_at_once() {
    api()
        .body(
            """
            {"name": "S", "metric": "CSAT", "defaultLocale": "en", "questions": [
              {"id": "q1", "form": "RATING", "scored": true,
               "text": {"en": "How was <script>alert(1)</script>?", "xx": "Hva?"},
               "scale": {"id": "csat", "min": 1, "max": 5, "polarity": "HIGHER_IS_BETTER",
                         "satisfied": [5, 6], "dissatisfied": [1]}},
              {"id": "q2", "form": "TEXT", "text": {"en": "Hello {brand, why?"},
               "showIf": {"question": "q3", "ratings": [1]}},
              {"id": "q3", "form": "TEXT", "text": {"en": "And then?"},
               "showIf": {"question": "q3", "ratings": [1]}}]}
            """)
        .post("/v1/surveys")
        .then()
        .statusCode(422)
        .contentType("application/problem+json")
        .body("code", equalTo("INVALID_DEFINITION"))
        .body(
            "errors.collect { it.pointer + ' ' + it.code }",
            hasItems(
                "/questions/0/text/en MARKUP",
                "/questions/0/text/xx NOT_A_LOCALE",
                "/questions/0/scale/satisfied RATING_OUT_OF_SCALE",
                "/questions/1/text/en UNCLOSED_PLACEHOLDER",
                "/questions/1/showIf/question CONDITION_ON_LATER_QUESTION",
                "/questions/2/showIf/question CONDITION_LOOP"));
  }

  @Test
  void surveys_and_versions_that_do_not_exist_have_codes_of_their_own() {
    UUID id = created(Map.of("template", "csat-1-5"));
    for (String unknown : List.of(UUID.randomUUID().toString(), "no-uuid")) {
      api()
          .get("/v1/surveys/" + unknown)
          .then()
          .statusCode(404)
          .body("code", equalTo("UNKNOWN_SURVEY"));
      publish(unknown).then().statusCode(404).body("code", equalTo("UNKNOWN_SURVEY"));
    }
    for (String unknown : List.of("1", "0", "-1", "x", "99999999999")) {
      api()
          .get("/v1/surveys/" + id + "/versions/" + unknown)
          .then()
          .statusCode(404)
          .body("code", equalTo("UNKNOWN_VERSION"));
    }
    api()
        .queryParam("cursor", "nonsense")
        .get("/v1/surveys")
        .then()
        .statusCode(400)
        .body("code", equalTo("INVALID_CURSOR"));
  }

  @Test
  void without_a_key_or_with_another_scope_nothing_is_done() {
    given()
        .contentType("application/json")
        .body(Map.of("template", "csat-1-5"))
        .post("/v1/surveys")
        .then()
        .statusCode(401)
        .body("code", equalTo("NO_CREDENTIALS"));
    given()
        .header("Authorization", "Bearer another")
        .get("/v1/surveys")
        .then()
        .statusCode(hasItemOf(401, 403));
  }

  private static org.hamcrest.Matcher<Integer> hasItemOf(int one, int other) {
    return org.hamcrest.Matchers.anyOf(equalTo(one), equalTo(other));
  }

  private static void refused(String body, int status, String code) {
    api()
        .body(body)
        .post("/v1/surveys")
        .then()
        .statusCode(status)
        .body("code", equalTo(code))
        .body("detail", notNullValue())
        .contentType("application/problem+json");
  }

  private static Response publish(Object id) {
    return api().post("/v1/surveys/" + id + "/publish");
  }
}
