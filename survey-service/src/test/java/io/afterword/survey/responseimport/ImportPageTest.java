package io.afterword.survey.responseimport;

import static io.afterword.survey.ImportClient.await;
import static io.afterword.survey.SurveyClient.published;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.notNullValue;

import io.afterword.dev.test.PostgresResource;
import io.afterword.survey.SurveyClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Imports for people. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class ImportPageTest {
  @Test
  void a_person_walks_it_without_a_script() {
    UUID survey = published("csat-1-5");
    String surveys = "/surveys/" + survey + "/import";
    String shown =
        given()
            .header("Authorization", "Bearer " + SurveyClient.KEY)
            .redirects()
            .follow(false)
            .accept("text/html")
            .multiPart(
                "file",
                "past.csv",
                "date,rating\n01.03.2025 10:00,5\n".getBytes(StandardCharsets.UTF_8),
                "text/csv")
            .formParam("source", "excel")
            .post(surveys)
            .then()
            .statusCode(303)
            .extract()
            .header("Location");
    String page = shown.substring(shown.indexOf("/surveys/"));
    await(page.substring(page.lastIndexOf('/') + 1), "READY");
    html(page)
        .then()
        .body(containsString("Take this answer"), containsString("Nothing was taken yet."));
    given()
        .header("Authorization", "Bearer " + SurveyClient.KEY)
        .redirects()
        .follow(false)
        .accept("text/html")
        .contentType("application/x-www-form-urlencoded")
        .post(page + "/confirm")
        .then()
        .statusCode(303);
    await(page.substring(page.lastIndexOf('/') + 1), "DONE");
    html(page).then().body(containsString("they are version 2 of the survey"));
    html(surveys).then().body(containsString("past.csv"), containsString("Taken"));
    html("/surveys").then().body(containsString(surveys), notNullValue());
  }

  private static Response html(String path) {
    return given()
        .header("Authorization", "Bearer " + SurveyClient.KEY)
        .accept("text/html")
        .get(path);
  }
}
