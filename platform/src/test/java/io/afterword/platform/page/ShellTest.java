package io.afterword.platform.page;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.afterword.dev.test.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The shell around a page of a service, over HTTP. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class ShellTest {
  private static final Pattern LINK =
      Pattern.compile("<a href=\"([^\"]+)\"( aria-current=\"page\")?>");

  @Test
  void a_stranger_gets_the_page_without_navigation_and_sign_out() {
    String html = html("/gallery");
    assertThat(html)
        .startsWith("<!DOCTYPE html>\n<html lang=\"en\" dir=\"ltr\">")
        .contains("<title>Scores &amp; more · Afterword</title>")
        .contains("<a class=\"skip\" href=\"#content\" lang=\"en\">Skip to content</a>")
        .contains("<main id=\"content\" tabindex=\"-1\">")
        .contains("<meta name=\"gallery\" content=\"yes\">")
        .doesNotContain("aria-label=\"Main\"")
        .doesNotContain("/sign-out");
  }

  @Test
  @TestSecurity(
      user = "Ada <Lovelace>",
      roles = {"surveys:read", "policies:read", "deliveries:read", "scores:read"})
  void a_signed_in_person_gets_all_places_with_this_one_marked_and_a_guarded_sign_out() {
    String html = html("/gallery");
    assertThat(navigation(html)).isEqualTo("/surveys /policies /outbox *");
    assertThat(html)
        .contains("<nav class=\"places\" aria-label=\"Main\">")
        .contains("<a href=\"/scores\" aria-current=\"page\">Scores</a>")
        .contains("Ada &lt;Lovelace&gt;")
        .contains("<form method=\"post\" action=\"/sign-out\">")
        .containsPattern("<input type=\"hidden\" name=\"csrf\" value=\"[\\w-]{43}\">");
  }

  @Test
  @TestSecurity(user = "agent", roles = "scores:own")
  void a_place_that_would_be_refused_is_not_offered() {
    assertThat(navigation(html("/gallery"))).isEqualTo("*");
  }

  @Test
  @TestSecurity(
      user = "Ada Lovelace",
      roles = {"surveys:read", "policies:read", "deliveries:read", "scores:read"})
  void nothing_in_a_page_is_inline_and_figures_are_drawn_by_attributes() throws IOException {
    String html = html("/gallery");
    assertThat(html)
        .doesNotContain(" style=")
        .doesNotContain("<style")
        .doesNotContain("<script")
        .contains("viewBox=\"0 0 121 1\"")
        .contains("<rect width=\"66\" height=\"1\"/>")
        .contains("<line class=\"range\" x1=\"-12.5\" x2=\"58.1\"");
    // To look at: target/gallery.html and the stylesheet beside it.
    Path copy = Path.of("target/gallery");
    Files.createDirectories(copy);
    Files.writeString(
        copy.resolve("index.html"),
        html.replaceAll("/platform/assets/(\\w+\\.\\w+)\\?v=\\w+", "$1"));
    Files.writeString(copy.resolve("shell.css"), Assets.read(Assets.STYLESHEET));
    Files.writeString(copy.resolve("icon.svg"), Assets.read(Assets.ICON));
  }

  @Test
  void every_answer_tells_the_browser_what_not_to_do() {
    for (String path : new String[] {"/gallery", "/nowhere", "/platform/v1/status", "/q/openapi"}) {
      given()
          .get(path)
          .then()
          .header("Content-Security-Policy", SecurityHeaders.POLICY)
          .header("X-Content-Type-Options", "nosniff")
          .header("X-Frame-Options", "DENY")
          .header("Referrer-Policy", "same-origin")
          .header("Permissions-Policy", SecurityHeaders.PERMISSIONS);
    }
  }

  @Test
  void a_page_stays_in_no_cache() {
    given().get("/gallery").then().header("Cache-Control", "no-store");
  }

  @Test
  void a_page_that_says_something_of_its_own_keeps_its_word() {
    given()
        .get("/gallery/own-headers")
        .then()
        .header("Content-Security-Policy", GalleryResource.OWN_POLICY)
        .header("X-Frame-Options", nullValue())
        .header("Referrer-Policy", "no-referrer")
        .header("Cache-Control", "public, max-age=60")
        .header("X-Content-Type-Options", "nosniff");
  }

  @Test
  void the_stylesheet_is_kept_for_ever_under_the_address_that_pages_use() {
    Matcher address =
        Pattern.compile("<link rel=\"stylesheet\" href=\"([^\"]+)\">").matcher(html("/gallery"));
    assertThat(address.find()).isTrue();
    assertThat(address.group(1)).matches("/platform/assets/shell\\.css\\?v=[0-9a-f]{12}");
    Response sheet = given().get(address.group(1));
    sheet
        .then()
        .statusCode(200)
        .contentType(containsString("text/css"))
        .header("Cache-Control", "public, max-age=31536000, immutable")
        .body(containsString(":focus-visible"));
    given()
        .header("If-None-Match", sheet.header("ETag"))
        .get("/platform/assets/shell.css")
        .then()
        .statusCode(304)
        .header("Cache-Control", "public, no-cache");
  }

  @Test
  void another_version_of_the_stylesheet_is_not_kept() {
    given()
        .get("/platform/assets/shell.css?v=000000000000")
        .then()
        .statusCode(200)
        .header("Cache-Control", "public, no-cache");
    given().get("/platform/assets/icon.svg").then().contentType(equalTo("image/svg+xml"));
    given().get("/platform/assets/other.css").then().statusCode(404);
    given().get("/survey/assets/shell.css").then().statusCode(404);
  }

  private static String html(String path) {
    return given().accept("text/html").get(path).then().statusCode(200).extract().asString();
  }

  /** The addresses of the navigation, with a star for the current one. */
  private static String navigation(String html) {
    int start = html.indexOf("<nav class=\"places\"");
    String nav = html.substring(start, html.indexOf("</nav>", start));
    return LINK.matcher(nav)
        .results()
        .map(link -> link.group(2) == null ? link.group(1) : "*")
        .reduce((left, right) -> left + " " + right)
        .orElse("");
  }
}
