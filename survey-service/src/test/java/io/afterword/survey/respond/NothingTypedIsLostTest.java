package io.afterword.survey.respond;

import static io.afterword.survey.SurveyClient.linked;
import static io.afterword.survey.SurveyClient.published;
import static io.afterword.survey.SurveyClient.send;
import static io.afterword.survey.SurveyClient.submit;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.afterword.dev.test.PostgresResource;
import io.afterword.survey.Database;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A form that cannot be taken comes back kindly worded, with everything that was in it. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class NothingTypedIsLostTest {
  private static final Pattern HIDDEN =
      Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\">");

  @Inject Database database;

  @ConfigProperty(name = "quarkus.datasource.jdbc.url")
  String url;

  @ConfigProperty(name = "quarkus.datasource.username")
  String username;

  private final UUID invitation = UUID.randomUUID();
  private UUID survey = invitation;
  private String path = "";

  @BeforeEach
  void link() {
    survey = published("csat-1-5");
    path = linked(survey, invitation);
  }

  @Test
  void a_token_of_another_page_is_refused_and_none_is_needed() {
    String foreign = token(page(linked(survey, UUID.randomUUID())));
    for (String wrong : List.of("nonsense", "", foreign)) {
      send(path, Map.of("rating", "4", "csrf", wrong))
          .then()
          .statusCode(403)
          .contentType("application/problem+json")
          .body("code", equalTo("WRONG_CSRF_TOKEN"))
          .body("errors[0].pointer", equalTo("/csrf"));
    }
    assertThat(stored()).isZero();

    send(path, Map.of("rating", "4")).then().statusCode(201);
    send(path, Map.of("rating", "5", "csrf", token(page(path)))).then().statusCode(200);
  }

  @Test
  void a_wrong_token_brings_the_form_back_as_it_was_with_a_token_that_is_right() {
    Response refused =
        submit(
            path,
            Map.of("rating", "2", "comment", "Slow, <b>but</b> kind.", "lang", "de", "csrf", "x"));

    refused
        .then()
        .statusCode(403)
        .contentType("text/html")
        .header("Content-Language", "de")
        .header("Cache-Control", "no-store");
    String html = refused.asString();
    assertThat(html)
        .contains("role=\"alert\"", "Diese Seite war lange geöffnet.")
        .contains("value=\"2\" checked", "Slow, &lt;b&gt;but&lt;/b&gt; kind.</textarea>")
        .doesNotContain("WRONG_CSRF_TOKEN", "csrf token");
    assertThat(stored()).isZero();

    submit(path, Map.of("rating", "2", "comment", "Slow.", "lang", "de", "csrf", token(html)))
        .then()
        .statusCode(303);
    assertThat(stored()).isEqualTo(1);
  }

  @Test
  void without_a_database_the_form_waits_in_the_page_and_is_sent_from_there() throws SQLException {
    Map<String, String> typed =
        Map.of("rating", "2", "comment", "Slow, \"but\" <b>kind</b>.", "lang", "nb");
    Response busy = withoutDatabase(() -> submit(path, typed));

    busy.then().statusCode(503).contentType("text/html").header("Retry-After", "5");
    assertThat(busy.asString())
        .contains("<html lang=\"nb\"", "<form method=\"post\" action=\"" + path + "\"")
        .contains("Svaret ditt står her fortsatt")
        .doesNotContain("Exception", "PgException");
    Map<String, String> kept = hidden(busy.asString());
    assertThat(kept).isEqualTo(typed);

    submit(path, kept).then().statusCode(303);
    assertThat(page(path)).contains("value=\"2\" checked", "Slow, &quot;but&quot; &lt;b&gt;kind");
    assertThat(stored()).isEqualTo(1);
  }

  @Test
  void a_program_without_a_database_is_told_to_come_again() throws SQLException {
    withoutDatabase(() -> send(path, Map.of("rating", "2")))
        .then()
        .statusCode(503)
        .contentType("application/problem+json")
        .header("Retry-After", "5")
        .body("code", equalTo("BUSY"));
    assertThat(stored()).isZero();
  }

  @Test
  void what_cannot_be_stored_just_now_stays_in_the_page() {
    database.rows("alter table outbox rename to outbox_elsewhere");
    Response busy;
    try {
      busy = submit(path, Map.of("rating", "2", "comment", "Slow.", "lang", "en"));
    } finally {
      database.rows("alter table outbox_elsewhere rename to outbox");
    }

    busy.then().statusCode(503).contentType("text/html").header("Retry-After", "5");
    assertThat(busy.asString())
        .contains("role=\"alert\"", "Your answer is not saved yet")
        .contains("value=\"2\" checked", ">Slow.</textarea>");
    submit(path, Map.of("rating", "2", "comment", "Slow.", "csrf", token(busy.asString())))
        .then()
        .statusCode(303);
    assertThat(stored()).isEqualTo(1);
  }

  @Test
  void the_longest_comment_is_kept_whole() {
    String longest = "\ud83d\ude80".repeat(AnswerReader.LONGEST_TEXT);
    send(path, Map.of("rating", "2", "comment", longest)).then().statusCode(201);
    assertThat(page(path)).contains(">" + longest + "</textarea>");
  }

  @Test
  void a_hundred_thousand_characters_of_the_widest_script_come_back() {
    String story = "\ud83d\ude80".repeat(99_999) + "!";
    Map<String, String> typed = Map.of("rating", "2", "comment", story, "lang", "de");

    Response refused = submit(path, typed);
    refused.then().statusCode(422).contentType("text/html").header("Content-Language", "de");
    assertThat(refused.asString())
        .contains("role=\"alert\"", "zu lang", "value=\"2\" checked", ">" + story + "</textarea>");
    send(path, typed)
        .then()
        .statusCode(422)
        .body("code", equalTo("TEXT_TOO_LONG"))
        .body("errors[0].pointer", equalTo("/comment"));
    assertThat(stored()).isZero();
  }

  @Test
  void of_what_is_longer_than_any_story_the_beginning_comes_back() {
    String epic = "Blåbær".repeat(200_000);
    Map<String, String> typed = Map.of("rating", "2", "comment", epic);

    Response refused = submit(path, typed);
    refused.then().statusCode(413).contentType("text/html").header("Content-Language", "en");
    assertThat(refused.asString())
        .contains("Your comment is too long", epic.substring(0, 490_000))
        .doesNotContain("\ufffd");
    send(path, typed).then().statusCode(413).body("code", equalTo("TOO_LARGE"));
    assertThat(stored()).isZero();
  }

  private interface Post {
    Response send();
  }

  /** The database takes no connections and has ended those that it had. */
  private Response withoutDatabase(Post post) throws SQLException {
    Properties user = new Properties();
    user.setProperty("user", username);
    Driver driver = ServiceLoader.load(Driver.class).findFirst().orElseThrow();
    try (Connection outside = driver.connect(url.replace("/afterword", "/postgres"), user);
        Statement statement = outside.createStatement()) {
      statement.execute("alter database afterword allow_connections false");
      try {
        statement.execute(
            "select pg_terminate_backend(pid, 5000) from pg_stat_activity"
                + " where datname = 'afterword'");
        return post.send();
      } finally {
        statement.execute("alter database afterword allow_connections true");
      }
    }
  }

  private long stored() {
    return database.count("select count(*) from response where invitation_id = $1", invitation);
  }

  private static String page(String path) {
    return given().accept("text/html").get(path).then().statusCode(200).extract().asString();
  }

  private static String token(String html) {
    return String.valueOf(hidden(html).get("csrf"));
  }

  private static Map<String, String> hidden(String html) {
    Map<String, String> fields = new HashMap<>();
    Matcher matcher = HIDDEN.matcher(html);
    while (matcher.find()) {
      fields.put(
          matcher.group(1),
          matcher
              .group(2)
              .replace("&quot;", "\"")
              .replace("&lt;", "<")
              .replace("&gt;", ">")
              .replace("&#39;", "'")
              .replace("&amp;", "&"));
    }
    return fields;
  }
}
