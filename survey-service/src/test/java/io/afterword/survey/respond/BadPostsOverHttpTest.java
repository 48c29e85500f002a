package io.afterword.survey.respond;

import static io.afterword.survey.SurveyClient.linked;
import static io.afterword.survey.SurveyClient.published;
import static io.afterword.survey.SurveyClient.refused;
import static io.afterword.survey.SurveyClient.send;
import static io.afterword.survey.SurveyClient.submit;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.afterword.dev.test.PostgresResource;
import io.afterword.survey.Database;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class BadPostsOverHttpTest {

  @Inject Database database;

  @Test
  void a_fault_is_said_kindly_on_the_page_and_nothing_that_was_typed_is_lost() {
    UUID invitation = UUID.randomUUID();
    String path = linked(published("csat-1-5"), invitation);
    Response missing = submit(path, Map.of("comment", "I <b>wrote</b> a lot", "lang", "de"));
    missing.then().statusCode(422).contentType("text/html");
    assertThat(missing.asString())
        .contains("role=\"alert\"", "Bitte wählen Sie eine der Antworten")
        .contains("I &lt;b&gt;wrote&lt;/b&gt; a lot</textarea>");
    assertThat(submit(path, Map.of("rating", "9")).asString())
        .contains("Please choose one from 1 to 5.");
    assertThat(responsesOf(invitation)).isZero();
  }

  @Test
  void each_bad_post_has_its_own_code_and_stores_nothing() {
    UUID invitation = UUID.randomUUID();
    String path = linked(published("csat-1-5"), invitation);
    refused(path, Map.of(), 422, "RATING_MISSING");
    refused(path, Map.of("rating", "7"), 422, "RATING_OUT_OF_SCALE");
    refused(path, Map.of("rating", "4", "comment", "x".repeat(5_001)), 422, "TEXT_TOO_LONG");
    refused(path, Map.of("rating", "4", "comment", "a\u0000b"), 422, "UNSTORABLE_TEXT");
    refused(path, Map.of("rating", "4", "q7", "x"), 422, "UNKNOWN_ANSWER");
    given()
        .accept("application/json")
        .contentType("application/x-www-form-urlencoded")
        .body("rating=4&comment=%ED%A0%80")
        .post(path)
        .then()
        .statusCode(422)
        .body("code", equalTo("UNSTORABLE_TEXT"));
    given()
        .accept("application/json")
        .contentType("application/json")
        .body("{\"rating\": 4}")
        .post(path)
        .then()
        .statusCode(415)
        .body("code", equalTo("UNSUPPORTED_MEDIA_TYPE"))
        .body("detail", containsString("application/x-www-form-urlencoded"));
    assertThat(responsesOf(invitation)).isZero();
  }

  /** A form that a program has broken comes back as far as it goes. */
  @Test
  void what_was_typed_comes_back_from_a_form_that_cannot_be_taken() {
    UUID invitation = UUID.randomUUID();
    String path = linked(published("csat-1-5"), invitation);
    String broken =
        given()
            .accept("text/html")
            .contentType("application/x-www-form-urlencoded")
            .body("rating=2&comment=My+long+story+%ED%A0%80+goes+on")
            .post(path)
            .then()
            .statusCode(422)
            .contentType("text/html")
            .extract()
            .asString();
    assertThat(broken).contains("My long story", "goes on</textarea>", "role=\"alert\"");
    assertThat(responsesOf(invitation)).isZero();
  }

  /** A reload of what was sent, or a program that sends it again, changes nothing. */
  @Test
  void a_replayed_form_is_the_same_response() {
    UUID invitation = UUID.randomUUID();
    String path = linked(published("csat-1-5"), invitation);
    Map<String, String> form = Map.of("rating", "4", "comment", "Once.");
    submit(path, form).then().statusCode(303);
    submit(path, form).then().statusCode(303);
    send(path, form).then().statusCode(200).body("outcome", equalTo("UNCHANGED"));
    assertThat(responsesOf(invitation)).isOne();
    assertThat(
            database.count(
                "select revision::bigint from response where invitation_id = $1", invitation))
        .isOne();
  }

  private long responsesOf(UUID invitation) {
    return database.count("select count(*) from response where invitation_id = $1", invitation);
  }
}
