package io.afterword.platform.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.afterword.dev.test.PostgresResource;
import io.afterword.platform.time.ServiceClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class SignInTest {
  private static final String PASSWORD = "correct horse battery staple";
  private static final Pattern TOKEN = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");

  @Inject ServiceClock clock;
  @Inject TestKeys keys;

  @AfterEach
  void resetClock() {
    clock.setAhead(Duration.ZERO);
  }

  @Test
  void a_browser_without_a_session_is_led_to_the_sign_in_page_and_back() {
    browser()
        .get("/v1/access/keys?limit=5")
        .then()
        .statusCode(303)
        .header("Location", "http://localhost:8080/sign-in?next=%2Fv1%2Faccess%2Fkeys%3Flimit%3D5");
    Response signedIn = signIn("admin", PASSWORD, "/v1/access/keys?limit=5");

    signedIn.then().statusCode(303);
    assertThat(signedIn.header("Location")).isEqualTo("/v1/access/keys?limit=5");
    assertThat(setCookie(signedIn, "afterword"))
        .contains("HTTPOnly", "SameSite=Lax", "Path=/", "Max-Age=43200");
    given().cookies(signedIn.cookies()).get("/v1/access/keys").then().statusCode(200);
  }

  @Test
  void a_session_is_over_after_twelve_hours() {
    Map<String, String> cookies = signIn("admin", PASSWORD, "/").cookies();

    clock.setAhead(Duration.ofHours(11));
    given().cookies(cookies).get("/v1/access/keys").then().statusCode(200);
    clock.setAhead(Duration.ofHours(12));
    given()
        .cookies(cookies)
        .get("/v1/access/keys")
        .then()
        .statusCode(401)
        .body("code", equalTo("NO_CREDENTIALS"));
  }

  @Test
  void an_altered_cookie_is_nobody() {
    String sealed = signIn("admin", PASSWORD, "/").cookie("afterword");
    char last = sealed.charAt(sealed.length() - 1);
    String altered = sealed.substring(0, sealed.length() - 1) + (last == 'A' ? 'E' : 'A');

    given().cookie("afterword", altered).get("/v1/access/keys").then().statusCode(401);
    given().cookie("afterword", "x").get("/sign-in").then().statusCode(200);
  }

  @Test
  void a_wrong_name_and_a_wrong_password_sound_the_same() {
    Response wrongPassword = signIn("admin", "not the password", "/");
    Response wrongName = signIn("nobody@example.com", "not the password", "/");

    assertThat(wrongPassword.statusCode()).isEqualTo(401);
    assertThat(wrongName.statusCode()).isEqualTo(401);
    assertThat(text(wrongPassword).replace("admin", "?"))
        .isEqualTo(text(wrongName).replace("nobody@example.com", "?"));
    assertThat(wrongName.cookies()).doesNotContainKey("afterword");
  }

  @Test
  void the_eleventh_try_is_refused_even_with_the_right_password() {
    String admin = keys.with("access:admin");
    given()
        .header("Authorization", "Bearer " + admin)
        .contentType("application/json")
        .body(
            "{\"subject\": \"tried\", \"name\": \"T\", \"roles\": [\"agent\"], \"password\": \"the right password\"}")
        .post("/v1/access/users")
        .then()
        .statusCode(201);
    for (int i = 0; i < SignInLimit.TRIES; i++) {
      assertThat(signIn("tried", "wrong " + i, "/").statusCode()).isEqualTo(401);
    }

    Response refused = signIn("Tried", "the right password", "/");

    refused.then().statusCode(429).header("Retry-After", "900");
    assertThat(refused.asString()).contains("too many tries");
  }

  @Test
  void a_form_without_its_token_or_with_a_foreign_one_is_refused() {
    Response page = browser().get("/sign-in");
    String token = token(page);
    Map<String, String> form = Map.of("subject", "admin", "password", PASSWORD);

    given()
        .formParams(form)
        .post("/sign-in")
        .then()
        .statusCode(403)
        .body("code", equalTo("WRONG_CSRF_TOKEN"));
    given().formParams(form).formParam("csrf", token).post("/sign-in").then().statusCode(403);
    given()
        .cookies(browser().get("/sign-in").cookies())
        .formParams(form)
        .formParam("csrf", token)
        .post("/sign-in")
        .then()
        .statusCode(403);
    given()
        .cookies(page.cookies())
        .formParams(form)
        .formParam("csrf", token)
        .redirects()
        .follow(false)
        .post("/sign-in")
        .then()
        .statusCode(303);
  }

  @Test
  void a_script_with_a_session_sends_the_pages_token_as_a_header() {
    Map<String, String> cookies = signIn("admin", PASSWORD, "/").cookies();
    String token = token(browser().cookies(cookies).get("/sign-in"));
    String body = "{\"name\": \"from a page\", \"scopes\": [\"scores:read\"]}";

    given()
        .cookies(cookies)
        .contentType("application/json")
        .body(body)
        .post("/v1/access/keys")
        .then()
        .statusCode(403)
        .body("code", equalTo("WRONG_CSRF_TOKEN"));
    given()
        .cookies(cookies)
        .header("X-CSRF-Token", token)
        .contentType("application/json")
        .body(body)
        .post("/v1/access/keys")
        .then()
        .statusCode(201);
  }

  @Test
  void signing_out_takes_the_cookie_away() {
    Map<String, String> cookies = signIn("admin", PASSWORD, "/").cookies();
    String token = token(browser().cookies(cookies).get("/sign-in"));

    Response out =
        given()
            .cookies(cookies)
            .formParam("csrf", token)
            .redirects()
            .follow(false)
            .post("/sign-out");

    out.then().statusCode(303);
    assertThat(setCookie(out, "afterword")).contains("Max-Age=0");
  }

  @Test
  void a_new_password_ends_every_session() {
    String admin = keys.with("access:admin");
    String path =
        given()
            .header("Authorization", "Bearer " + admin)
            .contentType("application/json")
            .body(
                "{\"subject\": \"changing\", \"name\": \"C\", \"roles\": [\"admin\"], \"password\": \"the first password\"}")
            .post("/v1/access/users")
            .header("Location");
    Map<String, String> cookies = signIn("changing", "the first password", "/").cookies();
    given().cookies(cookies).get("/v1/access/keys").then().statusCode(200);

    clock.setAhead(Duration.ofSeconds(10));
    given()
        .header("Authorization", "Bearer " + admin)
        .header("If-Match", "\"1\"")
        .contentType("application/json")
        .body("{\"password\": \"the second password\"}")
        .patch(path)
        .then()
        .statusCode(200);

    int status = 200;
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (status == 200 && System.nanoTime() < deadline) {
      status = given().cookies(cookies).get("/v1/access/keys").statusCode();
    }
    assertThat(status).isEqualTo(401);
  }

  @Test
  void next_never_leads_to_another_site() {
    browser()
        .queryParam("next", "//evil.example/")
        .get("/sign-in")
        .then()
        .body(containsString("name=\"next\" value=\"/\">"));
    assertThat(signIn("admin", PASSWORD, "https://evil.example/").header("Location"))
        .isEqualTo("/");
  }

  @Test
  void the_page_stands_in_the_shell_with_its_safe_headers() {
    browser()
        .get("/sign-in")
        .then()
        .statusCode(200)
        .contentType("text/html")
        .header("Content-Security-Policy", containsString("default-src 'self'"))
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "same-origin")
        .header("Cache-Control", "no-store")
        .body(containsString("class=\"skip\""))
        .body(not(containsString("<script")));
  }

  private static RequestSpecification browser() {
    return given().redirects().follow(false).header("Accept", "text/html,*/*;q=0.8");
  }

  private static Response signIn(String subject, String password, String next) {
    Response page = browser().get("/sign-in");
    return browser()
        .cookies(page.cookies())
        .formParam("csrf", token(page))
        .formParam("subject", subject)
        .formParam("password", password)
        .formParam("next", next)
        .post("/sign-in");
  }

  private static String token(Response page) {
    Matcher matcher = TOKEN.matcher(page.asString());
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  private static String setCookie(Response response, String name) {
    return response.headers().getValues("Set-Cookie").stream()
        .filter(value -> value.startsWith(name + "="))
        .findFirst()
        .orElse("");
  }

  /** The page without its tokens, which differ each time. */
  private static String text(Response page) {
    return TOKEN.matcher(page.asString()).replaceAll("");
  }
}
