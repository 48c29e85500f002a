package io.afterword.scoring.dashboard;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.not;

import io.afterword.dev.test.PostgresResource;
import io.afterword.scoring.intake.Feed;
import io.afterword.scoring.intake.Told;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** From bars, lines and fields to the conversations, and what can be set from the page. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@TestSecurity(
    user = "analyst",
    roles = {"scores:read", "scores:write"})
class BehindTheFiguresTest {
  private static final String NOVEMBER = "&from=2026-11-01&until=2026-11-30";
  private static final Pattern LINK = Pattern.compile("<a href=\"(/scores/answers\\?[^\"]+)\"");

  @Inject Feed feed;

  private final UUID survey = Told.newId();

  @Test
  void every_link_of_the_page_leads_to_as_many_answers_as_the_figure_counts() {
    told();
    String html = page("/scores?survey=" + survey + NOVEMBER + "&by=channel");
    Matcher links = LINK.matcher(html);
    int found = 0;
    while (links.find()) {
      String address = links.group(1).replace("&amp;", "&");
      assertThat(page(address)).as(address).contains("After support");
      found++;
    }
    // Five ratings, two channels, some days, one field of the map.
    assertThat(found).isGreaterThanOrEqualTo(9);
    assertThat(rows("&by=channel&rating=1")).isEqualTo(2);
    assertThat(rows("&by=channel&rating=5")).isEqualTo(6);
    assertThat(rows("&by=channel&filter=channel%3ACHAT")).isEqualTo(6);
    assertThat(rows("&by=channel&hourOfWeek=34&hourOfWeek=35")).isEqualTo(6);
  }

  @Test
  void a_conversation_is_linked_where_it_can_be_opened() {
    told();
    assertThat(page("/scores/answers?survey=" + survey + NOVEMBER + "&rating=1"))
        .contains("href=\"https://helpdesk.example.com/1\"", ">1</a>", "Never again")
        .doesNotContain("javascript:");
  }

  @Test
  void an_unknown_parameter_or_rating_is_refused() {
    told();
    String answers = "/scores/answers?survey=" + survey + NOVEMBER;
    given().accept("text/html").get(answers + "&rating=11").then().statusCode(400);
    given().accept("text/html").get(answers + "&colour=red").then().statusCode(400);
    given().accept("text/html").get(answers + "&filter=colour:red").then().statusCode(400);
  }

  @Test
  @TestSecurity(user = "nobody", roles = "scores:own")
  void an_agent_without_an_id_sees_no_answers() {
    told();
    given()
        .accept("text/html")
        .get("/scores/answers?survey=" + survey + NOVEMBER)
        .then()
        .statusCode(403)
        .body(not(containsString("Never again")));
  }

  @Test
  void the_map_of_hours_can_be_narrowed_to_a_channel_and_an_agent() {
    told();
    String html =
        page("/scores?survey=" + survey + NOVEMBER + "&hours-channel=CHAT&hours-agent=ada");
    String hours = html.substring(html.indexOf("id=\"hours\""));
    assertThat(hours)
        .contains("<option value=\"CHAT\" selected>", "<option value=\"ada\" selected>", "n = 6")
        .contains("hours.csv?survey=" + survey)
        .contains("hours-channel=CHAT");
    assertThat(page("/scores?survey=" + survey + NOVEMBER)).contains("n = 12");
  }

  @Test
  void a_goal_is_set_on_the_page() {
    told();
    given()
        .redirects()
        .follow(false)
        .formParam("name", "Support at 85")
        .formParam("metric", "CSAT")
        .formParam("target", "85")
        .formParam("by", "2027-06-30")
        .formParam("survey", survey.toString())
        .formParam("query", "survey=" + survey)
        .formParam("csrf", token())
        .post("/scores/goals")
        .then()
        .statusCode(303)
        .header("Location", endsWith("/scores?survey=" + survey + "#goals"));
    assertThat(page("/scores?survey=" + survey + NOVEMBER))
        .contains("Support at 85", "id=\"set-a-goal\"");
  }

  @Test
  void where_nothing_is_the_page_says_when_there_was_something() {
    feed.brings(Told.published(survey, 1));
    assertThat(page("/scores?survey=" + survey + NOVEMBER)).contains("Nobody has answered this");

    feed.brings(Told.response(survey).revision(1));
    feed.folds();
    assertThat(page("/scores?survey=" + survey + "&from=2026-10-01&until=2026-10-31"))
        .contains("The newest answer to this survey is of Nov 10, 2026");
  }

  /** Half on Tuesday morning by chat, half by mail, two of them bad and with their tickets. */
  private void told() {
    feed.brings(Told.published(survey, 1));
    for (int i = 0; i < 12; i++) {
      Told.Response response =
          Told.response(survey)
              .rating(List.of(5, 5, 5, 4, 3, 1).get(i % 6))
              .in("channel", i < 6 ? "CHAT" : "EMAIL")
              .interactionAt(i < 6 ? "2026-11-10T09:30:00Z" : "2026-11-10T08:30:00Z");
      if (i % 6 == 5) {
        response
            .comment("Never again")
            .conversation(
                "helpdesk",
                Integer.toString(i / 6),
                i / 6 == 0 ? "javascript:alert(1)" : "https://helpdesk.example.com/" + i / 6);
      }
      feed.brings(response.revision(1));
    }
    feed.folds();
  }

  private int rows(String narrowed) {
    String html = page("/scores/answers?survey=" + survey + NOVEMBER + narrowed);
    return html.split("<tr><th scope=\"row\">", -1).length - 1;
  }

  private String token() {
    Matcher token =
        Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"")
            .matcher(page("/scores?survey=" + survey));
    assertThat(token.find()).isTrue();
    return token.group(1);
  }

  private static String page(String address) {
    return given()
        .urlEncodingEnabled(false)
        .accept("text/html")
        .header("Accept-Language", "en")
        .get(address)
        .then()
        .statusCode(200)
        .extract()
        .asString();
  }
}
