package io.afterword.survey.respond;

import static io.afterword.survey.SurveyClient.api;
import static io.afterword.survey.SurveyClient.linked;
import static io.afterword.survey.SurveyClient.published;
import static io.afterword.survey.SurveyClient.send;
import static io.afterword.survey.SurveyClient.submit;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.afterword.dev.test.PostgresResource;
import io.afterword.survey.SurveyClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A question that only some are asked, as a browser without scripts meets it. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class FollowUpOverHttpTest {

  @Test
  void the_page_after_send_asks_why_and_shows_what_was_sent() {
    UUID survey = published("agent");
    String page = linked(survey, UUID.randomUUID());
    assertThat(open(page)).doesNotContain("reasons.");

    submit(page, Map.of("rating", "2", "comment", "Slow.")).then().statusCode(303);
    assertThat(open(page))
        .contains("Thank you!", "one more question")
        .contains("<input type=\"hidden\" name=\"asked.reasons\" value=\"1\">")
        .contains("<input type=\"checkbox\" name=\"reasons.too-slow\" value=\"on\">")
        .contains("value=\"2\" checked", ">Slow.</textarea>");

    submit(
            page,
            Map.of(
                "rating", "2", "comment", "Slow.", "asked.reasons", "1", "reasons.too-slow", "on"))
        .then()
        .statusCode(303);
    assertThat(open(page))
        .contains("name=\"reasons.too-slow\" value=\"on\" checked", "Send my change");
    assertThat(answers(survey))
        .isEqualTo(
            List.of(
                Map.of("question", "q1", "rating", 2),
                Map.of("question", "reasons", "choices", List.of("too-slow")),
                Map.of("question", "q2", "text", "Slow.")));
  }

  @Test
  void the_first_page_sent_again_from_an_old_tab_takes_nothing_away() {
    UUID survey = published("agent");
    String page = linked(survey, UUID.randomUUID());
    send(page, Map.of("rating", "2", "reasons.unclear", "on")).then().statusCode(201);
    send(page, Map.of("rating", "2")).then().body("outcome", equalTo("UNCHANGED"));
    assertThat(answers(survey)).hasSize(2);
  }

  @Test
  void an_answer_to_a_question_that_was_not_asked_is_refused_and_what_was_typed_stays() {
    UUID survey = published("agent");
    String page = linked(survey, UUID.randomUUID());
    Map<String, String> fields =
        Map.of("rating", "5", "comment", "Long story", "reasons.unclear", "on");
    send(page, fields).then().statusCode(422).body("code", equalTo("QUESTION_NOT_ASKED"));
    Response again = submit(page, fields);
    assertThat(again.statusCode()).isEqualTo(422);
    assertThat(again.asString())
        .contains("Long story", "value=\"5\" checked")
        .doesNotContain("Exception");
    assertThat(answers(survey)).isEmpty();
  }

  @Test
  void a_number_and_a_choice_are_typed_chosen_and_put_right() {
    UUID survey =
        SurveyClient.created(
            Map.of(
                "name",
                "Forms",
                "metric",
                "CSAT",
                "defaultLocale",
                "en",
                "questions",
                List.of(
                    Map.of(
                        "id",
                        "q1",
                        "form",
                        "RATING",
                        "scored",
                        true,
                        "text",
                        Map.of("en", "How was it?"),
                        "scale",
                        Map.of(
                            "id",
                            "csat-1-5",
                            "min",
                            1,
                            "max",
                            5,
                            "polarity",
                            "HIGHER_IS_BETTER",
                            "satisfied",
                            List.of(4, 5),
                            "dissatisfied",
                            List.of(1, 2))),
                    Map.of(
                        "id",
                        "days",
                        "form",
                        "NUMBER",
                        "text",
                        Map.of("en", "How many days?"),
                        "range",
                        Map.of("min", 0, "max", 30)),
                    Map.of(
                        "id",
                        "which",
                        "form",
                        "SINGLE_CHOICE",
                        "text",
                        Map.of("en", "Which shop?"),
                        "choice",
                        Map.of(
                            "options",
                            List.of(
                                Map.of("id", "oslo", "text", Map.of("en", "Oslo")),
                                Map.of("id", "bergen", "text", Map.of("en", "Bergen"))))))));
    api().post("/v1/surveys/" + survey + "/publish").then().statusCode(200);
    String page = linked(survey, UUID.randomUUID());
    assertThat(open(page))
        .contains(
            "inputmode=\"decimal\"", "0 to 30", "type=\"radio\" name=\"which\" value=\"oslo\"");
    assertThat(submit(page, Map.of("rating", "4", "days", "31", "which", "oslo")).asString())
        .contains("Please write a number from 0 to 30")
        .contains("value=\"31\"", "value=\"oslo\" checked");
    submit(page, Map.of("rating", "4", "days", "3", "which", "oslo")).then().statusCode(303);
    assertThat(open(page)).contains("dir=\"ltr\" value=\"3\"", "value=\"oslo\" checked");
  }

  private static String open(String page) {
    return given().accept("text/html").get(page).then().statusCode(200).extract().asString();
  }

  private static List<Map<String, Object>> answers(UUID survey) {
    List<Map<String, Object>> answers =
        api().queryParam("survey", survey).get("/v1/responses").path("items[0].answers");
    return answers == null ? List.of() : answers;
  }
}
