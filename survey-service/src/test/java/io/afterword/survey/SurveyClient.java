package io.afterword.survey;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Speaks to the running service as its users do, for the arrangement of a test. */
public final class SurveyClient {

  public static final String KEY = "key-of-the-tests-for-everything-in-here";
  public static final Map<String, Object> CONTEXT =
      Map.of(
          "interaction",
          Map.of(
              "source",
              "helpdesk",
              "id",
              "4711-closed",
              "conversation",
              "4711",
              "occurredAt",
              "2026-11-21T09:28:00Z"),
          "kind",
          "SUPPORT",
          "channel",
          "EMAIL",
          "facts",
          Map.of("firstResponseSeconds", 900));

  private SurveyClient() {}

  public static RequestSpecification api() {
    return given()
        .header("Authorization", "Bearer " + KEY)
        .contentType(ContentType.JSON)
        .accept(ContentType.JSON);
  }

  /** A published survey of a template. */
  public static UUID published(String template) {
    UUID id = created(Map.of("template", template));
    api().post("/v1/surveys/" + id + "/publish").then().statusCode(200);
    return id;
  }

  public static UUID created(Map<String, ?> request) {
    return UUID.fromString(
        api().body(request).post("/v1/surveys").then().statusCode(201).extract().path("id"));
  }

  public static Map<String, Object> invitation(UUID survey, UUID invitation) {
    return Map.of(
        "invitationId",
        invitation,
        "surveyId",
        survey,
        "contact",
        Map.of("name", "Mia Berg", "locale", "en"),
        "context",
        CONTEXT,
        "expiresAt",
        Instant.now(Clock.systemUTC()).plus(Duration.ofDays(14)).toString());
  }

  public static Response links(List<Map<String, Object>> invitations) {
    return api().body(Map.of("invitations", invitations)).post("/v1/links");
  }

  /** The path of the page of a new invitation. */
  public static String linked(UUID survey, UUID invitation) {
    String url =
        links(List.of(invitation(survey, invitation)))
            .then()
            .statusCode(200)
            .extract()
            .path("links[0].url");
    return url.substring(url.indexOf("/r/"));
  }

  public static Response send(String page, Map<String, String> fields) {
    return given()
        .redirects()
        .follow(false)
        .accept("application/json")
        .contentType("application/x-www-form-urlencoded; charset=UTF-8")
        .formParams(fields)
        .post(page);
  }

  /** As a browser sends it. */
  public static Response submit(String page, Map<String, String> fields) {
    return given()
        .redirects()
        .follow(false)
        .accept("text/html,application/xhtml+xml,*/*;q=0.8")
        .contentType("application/x-www-form-urlencoded; charset=UTF-8")
        .formParams(fields)
        .post(page);
  }

  /** A form that a program sends and that is answered with that code. */
  public static void refused(String page, Map<String, String> fields, int status, String code) {
    send(page, fields)
        .then()
        .statusCode(status)
        .contentType("application/problem+json")
        .body("code", equalTo(code));
  }
}
