package io.afterword.platform.problem;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.afterword.dev.test.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class ProblemTest {
  @TestHTTPResource URI address;

  @Test
  void a_problem_carries_code_detail_faults_members_and_headers() {
    given()
        .get("/parcels/0190d1f2-7c1e-7a3b-9f04-2d6c0a1b5e77")
        .then()
        .statusCode(410)
        .contentType("application/problem+json")
        .header("Retry-After", "60")
        .body("status", equalTo(410))
        .body("title", equalTo("The parcel is lost"))
        .body("code", equalTo("LOST"))
        .body("detail", equalTo("Nobody knows where it is; send another."))
        .body("instance", equalTo("/parcels/0190d1f2-7c1e-7a3b-9f04-2d6c0a1b5e77"))
        .body("since", equalTo("yesterday"))
        .body("errors[0].pointer", equalTo("/items/0"))
        .body("errors[0].code", equalTo("LOST"))
        .body("errors[0].detail", equalTo("this one"));
  }

  @Test
  void malformed_json_says_where_reading_stopped() {
    sent("{\"items\": [}", 400, "MALFORMED_JSON").body("detail", containsString("line 1, column"));
  }

  @Test
  void an_empty_body_and_something_after_the_end_are_malformed() {
    sent("{\"items\": []} x", 400, "MALFORMED_JSON");
    sent("{\"items\": []} {}", 400, "MALFORMED_JSON");
    given()
        .contentType("application/json")
        .post("/parcels")
        .then()
        .statusCode(422)
        .body("code", equalTo("INVALID"))
        .body("errors[0].pointer", equalTo(""))
        .body("detail", equalTo("the body must not be null."));
  }

  @Test
  void a_field_given_twice_and_a_body_nested_too_deeply_are_malformed() {
    sent("{\"items\": [], \"items\": []}", 400, "MALFORMED_JSON")
        .body("detail", containsString("twice"));
    sent(
            "{\"items\": [], \"facts\":" + "[".repeat(100) + "]".repeat(100) + "}",
            400,
            "MALFORMED_JSON")
        .body("detail", containsString("nested too deeply"));
  }

  @Test
  void an_unknown_field_names_its_place_and_the_nearest_known_name() {
    sent("{\"items\": [{\"name\": \"a\", \"rating\": 3, \"contcat\": {}}]}", 400, "UNKNOWN_FIELD")
        .body("detail", equalTo("\"contcat\" is not a field here. Did you mean \"contact\"?"))
        .body("errors[0].pointer", equalTo("/items/0/contcat"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'items': [{'name': 'a', 'rating': 'four'}]} | /items/0/rating |"
            + " rating must be a whole number, was \"four\".",
        "{'items': [{'name': 'a', 'rating': '4'}]} | /items/0/rating |"
            + " rating must be a whole number, was \"4\".",
        "{'items': [{'name': 'a', 'rating': 4.5}]} | /items/0/rating |"
            + " rating must be a whole number, was 4.5.",
        "{'items': [{'name': 7, 'rating': 4}]} | /items/0/name | name must be text, was 7.",
        "{'items': {}} | /items | items must be a list",
        "{'items': [], 'dueAt': 'tomorrow'} | /dueAt |"
            + " dueAt must be a time such as 2026-03-01T12:00:00Z, was \"tomorrow\".",
        "{'items': [], 'speed': 'WARP'} | /speed | speed must be one of SLOW, FAST, was \"WARP\".",
        "{'items': ['a']} | /items/0 | items[0] must be an object.",
      })
  void a_wrong_type_names_its_place_and_what_belongs_there(
      String body, String pointer, String detail) {
    sent(body.replace('\'', '"'), 400, "WRONG_TYPE")
        .body("errors[0].pointer", equalTo(pointer))
        .body("detail", startsWith(detail))
        .body("detail", not(containsString("java")));
  }

  @Test
  void a_number_that_is_missing_or_null_is_not_taken_for_zero() {
    sent("{\"items\": [{\"name\": \"a\"}]}", 422, "INVALID")
        .body("errors[0].code", equalTo("REQUIRED"))
        .body("detail", equalTo("rating is missing; it must be a whole number."));
    sent("{\"items\": [{\"name\": \"a\", \"rating\": null}]}", 422, "INVALID")
        .body("errors[0].pointer", equalTo("/items/0/rating"));
  }

  @Test
  void every_broken_rule_is_told_with_its_place() {
    sent(
            "{\"items\": [{\"name\": \"a\", \"rating\": 7}, {\"name\": \" \", \"rating\": 1,"
                + " \"contact\": {\"email\": \"ada\"}}]}",
            422,
            "INVALID")
        .body("detail", equalTo("3 values break a rule; see errors for each."))
        .body("errors.pointer", hasItems("/items/0/rating", "/items/1/name"))
        .body("errors.pointer", hasItem("/items/1/contact/email"))
        .body("errors.detail", hasItem("rating must be less than or equal to 5, was 7."))
        .body("errors.code", hasItems("RANGE", "REQUIRED", "FORMAT"));
  }

  @Test
  void the_sentence_of_a_record_that_guards_itself_is_the_answer() {
    sent("{\"items\": [], \"weight\": {\"grams\": 0}}", 422, "INVALID")
        .body("detail", equalTo("grams must be at least 1, was 0"))
        .body("errors[0].pointer", equalTo("/weight"));
  }

  @Test
  void wrong_parameters_of_the_address_are_named() {
    given()
        .get("/parcels?limit=many&offset=1")
        .then()
        .statusCode(400)
        .body("code", equalTo("WRONG_TYPE"))
        .body("detail", equalTo("limit must be a whole number."))
        .body("parameter", equalTo("limit"));
    given()
        .get("/parcels?offset=0")
        .then()
        .statusCode(422)
        .body("code", equalTo("INVALID"))
        .body("errors[0].pointer", nullValue())
        .body("detail", equalTo("offset must be greater than or equal to 1, was 0."));
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /nowhere, application/json, 404, NOT_FOUND",
    "GET, /parcels/nothing/there, */*, 404, NOT_FOUND",
    "GET, /parcels/no-uuid, application/json, 404, NOT_FOUND",
    "DELETE, /parcels, application/json, 405, METHOD_NOT_ALLOWED",
    "GET, /parcels/0190d1f2-7c1e-7a3b-9f04-2d6c0a1b5e77, image/png, 406, NOT_ACCEPTABLE",
  })
  void the_framework_refuses_with_problems_too(
      String method, String path, String accept, int status, String code) {
    given()
        .header("Accept", accept)
        .request(method, path)
        .then()
        .statusCode(status)
        .contentType("application/problem+json")
        .body("code", equalTo(code))
        .body("detail", notNullValue());
  }

  @Test
  void a_body_of_another_media_type_is_refused() {
    given()
        .contentType("text/csv")
        .body("a,b")
        .post("/parcels")
        .then()
        .statusCode(415)
        .body("code", equalTo("UNSUPPORTED_MEDIA_TYPE"));
  }

  @Test
  void a_body_of_ten_megabytes_is_refused_with_the_limit() {
    sent("x".repeat(10_000_000), 413, "TOO_LARGE").body("detail", containsString("204,800"));
  }

  @Test
  void a_body_in_chunks_is_refused_like_any_other_when_it_grows_too_large() throws Exception {
    // 320 KB, and 10 MB that nobody wants to read.
    for (int chunks : List.of(40, 1_250)) {
      assertThat(inChunks("application/json", chunks))
          .startsWith("HTTP/1.1 413")
          .containsIgnoringCase("content-type: application/problem+json")
          .containsIgnoringCase("connection: close")
          .contains("\"code\":\"TOO_LARGE\"")
          .contains("The body has more than 204,800 bytes; at most 204,800 are taken.")
          .contains("\"instance\":\"/parcels\"");
    }
  }

  @Test
  void a_browser_gets_a_page_for_a_body_in_chunks_that_is_too_large() throws Exception {
    assertThat(inChunks("text/html,*/*;q=0.8", 40))
        .startsWith("HTTP/1.1 413")
        .containsIgnoringCase("content-type: text/html")
        .contains("TOO_LARGE", "The body is too large");
  }

  @Test
  void a_body_in_chunks_within_the_limit_is_read() throws Exception {
    // 192 KB of spaces, which are an empty body.
    assertThat(inChunks("application/json", 24))
        .startsWith("HTTP/1.1 422")
        .contains("the body must not be null.");
  }

  @Test
  void a_fault_of_ours_tells_a_log_id_and_nothing_else() {
    String body =
        given()
            .get("/parcels/broken")
            .then()
            .statusCode(500)
            .body("code", equalTo("INTERNAL"))
            .body("logId", notNullValue())
            .extract()
            .asString();
    assertThat(body).doesNotContain("secret", "Exception", "afterword.platform");
  }

  @Test
  void a_browser_that_asks_for_html_alone_gets_a_page() {
    given().accept("text/html").get("/nowhere").then().statusCode(404).contentType("text/html");
  }

  @Test
  void a_browser_gets_a_page() {
    given()
        .header("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
        .get("/nowhere")
        .then()
        .statusCode(404)
        .contentType("text/html")
        .body(allOf(containsString("There is nothing here"), containsString("NOT_FOUND")))
        .body(not(containsString("Exception")));
  }

  /** What the server answers to that many chunks of 8 KB, sent in full before anything is read. */
  private String inChunks(String accept, int chunks) throws IOException {
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      socket.setSoTimeout(10_000);
      OutputStream out = socket.getOutputStream();
      out.write(
          """
          POST /parcels HTTP/1.1
          Host: localhost
          Content-Type: application/json
          Accept: %s
          Connection: close
          Transfer-Encoding: chunked

          """
              .formatted(accept)
              .replace("\n", "\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      byte[] chunk = ("2000\r\n" + " ".repeat(0x2000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
      for (int sent = 0; sent < chunks; sent++) {
        out.write(chunk);
      }
      out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static ValidatableResponse sent(String body, int status, String code) {
    return given()
        .contentType("application/json")
        .body(body)
        .post("/parcels")
        .then()
        .statusCode(status)
        .contentType("application/problem+json")
        .body("code", equalTo(code))
        .body("instance", equalTo("/parcels"));
  }
}
