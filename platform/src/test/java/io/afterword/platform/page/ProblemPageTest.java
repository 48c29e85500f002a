package io.afterword.platform.page;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.afterword.dev.test.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person sees where a program gets a problem. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class ProblemPageTest {
  private static final String BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8";

  @ParameterizedTest
  @ValueSource(strings = {"/nowhere", "/platform/assets/nothing.css", "/gallery/nothing"})
  @TestSecurity(user = "Ada Lovelace", roles = "surveys:read")
  void a_person_gets_a_page_with_the_way_back(String path) {
    String html =
        given()
            .accept(BROWSER)
            .get(path)
            .then()
            .statusCode(404)
            .contentType(containsString("text/html"))
            .header("Cache-Control", "no-store")
            .extract()
            .asString();
    assertThat(html)
        .contains("<link rel=\"stylesheet\" href=\"/platform/assets/shell.css")
        .contains("<code>NOT_FOUND</code>")
        .contains("<a class=\"button\" href=\"/\">Back to the start page</a>")
        .contains("<a href=\"/surveys\">Surveys</a>");
  }

  @Test
  void what_somebody_typed_stays_text() {
    String html =
        given()
            .accept(BROWSER)
            .urlEncodingEnabled(false)
            .get("/%3Cscript%3Ealert(1)%3C/script%3E")
            .then()
            .statusCode(404)
            .extract()
            .asString();
    assertThat(html).startsWith("<!DOCTYPE html>").doesNotContain("<script");
  }

  @Test
  void a_program_gets_the_problem_itself() {
    given()
        .accept("application/json")
        .get("/nowhere")
        .then()
        .statusCode(404)
        .contentType(containsString("application/problem+json"))
        .body("code", equalTo("NOT_FOUND"));
  }
}
