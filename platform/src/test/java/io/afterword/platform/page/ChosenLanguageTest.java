package io.afterword.platform.page;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.afterword.dev.test.PostgresResource;
import io.afterword.platform.problem.CommonProblem;
import io.quarkus.qute.Engine;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The shell, the sign-in page and problem pages in a language that the visitor reads. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class ChosenLanguageTest {
  private static final Pattern TOKEN = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");

  @Inject Engine engine;

  @Test
  void the_browsers_language_is_spoken_until_the_person_chooses_another() {
    Response german = get("/sign-in?next=/scores", "de-AT,de;q=0.9,en;q=0.8", null);
    assertThat(german.asString())
        .contains("<html lang=\"de\"", "<h1>Anmelden</h1>", ">Passwort</label>")
        .contains(
            "<button class=\"button quiet small\" name=\"language\" value=\"en\" lang=\"en\">")
        .contains("name=\"next\" value=\"/sign-in?next=/scores\"")
        .doesNotContain("Deutsch</button>");

    Response chosen = choose(german, "en", "/sign-in?next=/scores");
    chosen.then().statusCode(303).header("Location", equalTo("/sign-in?next=/scores"));
    String cookie = chosen.getCookie("afterword-language");
    assertThat(cookie).isEqualTo("en");
    assertThat(chosen.getDetailedCookie("afterword-language").getMaxAge()).isEqualTo(31_536_000);

    assertThat(get("/sign-in", "de", cookie).asString())
        .contains("<html lang=\"en\"", "<h1>Sign in</h1>", "Deutsch</button>");
  }

  @Test
  void a_refused_sign_in_is_told_in_the_same_language() {
    Response page = get("/sign-in", "de", null);
    String html =
        given()
            .cookies(page.cookies())
            .header("Accept-Language", "de")
            .formParam("subject", "nobody")
            .formParam("password", "nothing")
            .formParam("csrf", token(page))
            .post("/sign-in")
            .then()
            .statusCode(401)
            .extract()
            .asString();
    assertThat(html).contains("Name oder Passwort ist falsch");
  }

  @Test
  void a_language_that_is_none_and_a_way_back_to_elsewhere_change_nothing() {
    Response page = get("/sign-in", "en", null);
    Response answer = choose(page, "xx", "//evil.example/");
    answer.then().statusCode(303).header("Location", equalTo("/"));
    assertThat(answer.getCookie("afterword-language")).isNull();
    given()
        .redirects()
        .follow(false)
        .formParam("language", "de")
        .post("/language")
        .then()
        .statusCode(403);
  }

  @Test
  @TestSecurity(user = "Ada Lovelace", roles = "surveys:read")
  void problem_pages_and_the_navigation_speak_it_too() {
    String html =
        given()
            .accept("text/html")
            .header("Accept-Language", "de")
            .get("/nowhere")
            .then()
            .statusCode(404)
            .extract()
            .asString();
    assertThat(html)
        .contains("<html lang=\"de\"", "<h1>Hier ist nichts</h1>", "Zur Startseite")
        .contains(">Umfragen</a>", "Abmelden</button>")
        .contains("<code>NOT_FOUND</code>");
  }

  @Test
  @TestSecurity(user = "Ada Lovelace", roles = "surveys:read")
  void a_page_whose_own_words_are_english_says_so_inside_a_german_shell() {
    String html = get("/gallery", "de", null).asString();
    assertThat(html)
        .contains("<html lang=\"en\"", "<header class=\"top\" lang=\"de\">", ">Umfragen</a>");
  }

  @ParameterizedTest
  @EnumSource
  void every_common_problem_has_a_title_in_every_language(CommonProblem problem) {
    for (Language language : Language.values()) {
      String title =
          engine
              .parse("{shell:title(code, title)}")
              .data("code", problem.name())
              .data("title", problem.title())
              .setLocale(Locale.forLanguageTag(language.tag()))
              .render();
      assertThat(title.equals(problem.title())).isEqualTo(language == Language.EN);
    }
  }

  private static Response get(
      String path, String accepted, @org.jspecify.annotations.Nullable String cookie) {
    var request =
        given().urlEncodingEnabled(false).header("Accept-Language", accepted).accept("text/html");
    if (cookie != null) {
      request.cookie("afterword-language", cookie);
    }
    return request.get(path);
  }

  private static Response choose(Response page, String language, String next) {
    return given()
        .redirects()
        .follow(false)
        .cookies(page.cookies())
        .formParam("csrf", token(page))
        .formParam("language", language)
        .formParam("next", next)
        .post("/language");
  }

  private static String token(Response page) {
    Matcher matcher = TOKEN.matcher(page.asString());
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }
}
