package io.afterword.survey.respond;

import static io.afterword.survey.SurveyClient.linked;
import static io.afterword.survey.SurveyClient.published;
import static io.afterword.survey.SurveyClient.submit;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.dev.test.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A page that nobody answered yet is drawn once for all links that show the same. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class KeptPageOverHttpTest {

  @Test
  void two_links_show_the_same_but_for_what_is_their_own() {
    UUID survey = published("csat-1-5");
    String one = linked(survey, UUID.randomUUID());
    String other = linked(survey, UUID.randomUUID());

    Response first = given().get(one);
    Response again = given().get(one);
    Response second = given().get(other);

    assertThat(second.asString()).contains("action=\"" + other + "\"").doesNotContain(one);
    assertThat(nonce(first)).isNotEqualTo(nonce(again)).isNotEqualTo(nonce(second));
    assertThat(first.asString()).contains("<style nonce=\"" + nonce(first) + "\">");
    assertThat(without(first, one))
        .isEqualTo(without(again, one))
        .isEqualTo(without(second, other));
  }

  @Test
  void the_token_of_a_kept_page_is_of_its_link() {
    UUID survey = published("csat-1-5");
    String one = linked(survey, UUID.randomUUID());
    String other = linked(survey, UUID.randomUUID());
    String tokenOfOne = token(given().get(one));

    submit(other, Map.of("rating", "4", "csrf", tokenOfOne)).then().statusCode(403);
    submit(other, Map.of("rating", "4", "csrf", token(given().get(other)))).then().statusCode(303);
  }

  @Test
  void rating_and_language_have_pages_of_their_own_and_an_answer_is_shown_at_once() {
    UUID survey = published("csat-1-5");
    String path = linked(survey, UUID.randomUUID());
    String unchanged = linked(survey, UUID.randomUUID());
    given().get(path);

    assertThat(given().get(path + "?rating=3").asString()).contains("value=\"3\" checked");
    assertThat(given().get(path + "?rating=77").asString()).doesNotContain(" checked");
    assertThat(given().get(path + "?lang=ar").asString())
        .contains("<html lang=\"ar\" dir=\"rtl\">");
    submit(path, Map.of("rating", "2"));
    assertThat(given().get(path).asString()).contains("value=\"2\" checked");
    assertThat(given().get(unchanged).asString()).doesNotContain(" checked");
  }

  private static String without(Response page, String path) {
    return page.asString()
        .replace(path, "PATH")
        .replace(nonce(page), "NONCE")
        .replace(token(page), "TOKEN");
  }

  private static String nonce(Response page) {
    return page.header("Content-Security-Policy").replaceAll(".*'nonce-([^']+)'.*", "$1");
  }

  private static String token(Response page) {
    return page.asString().replaceAll("(?s).*name=\"csrf\" value=\"([^\"]+)\".*", "$1");
  }
}
