package io.afterword.survey.responseimport;

import static io.afterword.survey.ImportClient.await;
import static io.afterword.survey.ImportClient.brought;
import static io.afterword.survey.ImportClient.confirm;
import static io.afterword.survey.ImportClient.read;
import static io.afterword.survey.SurveyClient.api;
import static io.afterword.survey.SurveyClient.published;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.not;

import io.afterword.dev.test.PostgresResource;
import io.afterword.survey.SurveyClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is read out of a file, and what is said about the rest. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class ImportReadingOverHttpTest {
  private static final String IMPORTS = "/v1/responses/imports";

  private static Response responses(UUID survey) {
    return api().get("/v1/responses?survey=" + survey);
  }

  @Test
  void a_form_is_read_once_somebody_has_said_what_its_columns_and_times_are() {
    UUID survey = published("csat-1-5");
    String id =
        brought(
            survey,
            "Tidsmerke,Hvor fornøyd er du med oss?,Noe mer?\n03/04/2025 10:00:00,4,Bra\n05/04/2025 23:30:00,1,\n",
            "");
    await(id, "REFUSED")
        .body(
            "layout", equalTo("GOOGLE_FORMS"),
            "refused.code", equalTo("NO_RATING_COLUMN"),
            "refused.detail", containsString("Noe mer?"),
            "columns[0].to", equalTo("firstAnsweredAt"));
    Map<String, Object> wish =
        new HashMap<>(
            Map.of(
                "columns",
                List.of(
                    Map.of("column", "Tidsmerke", "to", "firstAnsweredAt"),
                    Map.of("column", "Hvor fornøyd er du med oss?", "to", "answer.q1"),
                    Map.of("column", "Noe mer?", "to", "answer.q2"))));
    read(id, wish);
    await(id, "REFUSED").body("refused.code", equalTo("DATE_ORDER_MISSING"));
    wish.put("dates", "DAY_FIRST");
    read(id, wish);
    await(id, "REFUSED").body("refused.code", equalTo("ZONE_MISSING"));
    wish.put("zone", "Europe/Oslo");
    wish.put("locale", "nb");
    read(id, wish);
    await(id, "READY")
        .body(
            "earliest", equalTo("2025-04-03T08:00:00Z"), "latest", equalTo("2025-04-05T21:30:00Z"));
    confirm(id);
    responses(survey).then().body("items.locale", everyItem(equalTo("nb")));
  }

  @Test
  void what_is_wrong_is_said_row_by_row_and_the_others_are_taken() {
    UUID survey = published("csat-1-5");
    String id =
        brought(
            survey,
            "date,rating,comment,locale\n"
                + "2025-03-01T10:00:00Z,4.0,\"<script>alert(1)</script>\",pt_BR\n"
                + "2025-03-01T10:00:00Z,7,,\n"
                + "2025-03-01T10:00:00Z,,no rating,\n"
                + "soon,5,,\n"
                + "2099-01-01T10:00:00Z,5,,\n"
                + "2025-03-01T10:00:00Z,5,"
                + "x".repeat(100_000)
                + ",\n"
                + "2025-03-01T10:00:00Z,5,be\u0007ll,\n"
                + "2025-03-01T10:00:00Z,5,,!!\n"
                + "2025-03-01T10:00:00Z,5,a,en,b\n",
            "");
    await(id, "READY").body("rows", equalTo(9), "faulty", equalTo(8), "fresh", equalTo(1));
    api()
        .get(IMPORTS + "/" + id + "/faults")
        .then()
        .body(
            "items.line", equalTo(List.of(3, 4, 5, 6, 7, 8, 9, 10)),
            "items.code",
                equalTo(
                    List.of(
                        "RATING_OUT_OF_SCALE",
                        "RATING_MISSING",
                        "DATE_MALFORMED",
                        "DATE_IN_FUTURE",
                        "TEXT_TOO_LONG",
                        "UNSTORABLE_TEXT",
                        "LOCALE_MALFORMED",
                        "TOO_MANY_CELLS")),
            "items[0].detail", equalTo("rating must be 1 to 5, was 7."));
    given()
        .header("Authorization", "Bearer " + SurveyClient.KEY)
        .accept("text/html")
        .get("/surveys/" + survey + "/import/" + id)
        .then()
        .statusCode(200)
        .body(
            containsString("rating must be 1 to 5, was 7."),
            containsString("&lt;script&gt;"),
            not(containsString("<script>alert")),
            containsString("Take this answer"));
    confirm(id);
    responses(survey)
        .then()
        .body("items[0].answers[0].rating", equalTo(4), "items[0].locale", equalTo("pt-BR"));
  }

  @Test
  void words_and_options_are_read_in_every_language_of_the_survey() {
    UUID survey = published("support-email");
    JsonPath reasons =
        api()
            .get("/v1/surveys/" + survey)
            .jsonPath()
            .setRootPath("definition.questions.find { it.choice != null }");
    String first = reasons.getString("choice.options[0].id");
    String second = reasons.getString("choice.options[1].id");
    String inGerman = reasons.getString("choice.options[0].text.de");
    String id =
        brought(
            survey,
            "date,rating,answer.%s\n2025-03-01T10:00:00Z,1,\"%s; %s\"\n2025-03-01T10:00:00Z,2,%s %s\n2025-03-01T10:00:00Z,2,nonsense\n"
                .formatted(reasons.getString("id"), inGerman, second, first, second),
            "");
    await(id, "READY").body("faulty", equalTo(1), "fresh", equalTo(2));
    confirm(id);
    responses(survey)
        .then()
        .body("items.answers.collect{it[1].choices}", everyItem(equalTo(List.of(first, second))));
  }

  @Test
  void a_file_of_another_separator_or_encoding_is_refused_with_what_to_do() {
    UUID survey = published("csat-1-5");
    byte[] file =
        "date;rating;comment\n2025-03-01T10:00:00Z;5;Blåbær\n"
            .getBytes(Charset.forName("windows-1252"));
    String id = brought(survey, file, "");
    await(id, "REFUSED")
        .body(
            "refused.code", equalTo("WRONG_ENCODING"),
            "refused.detail", containsString("windows-1252"),
            "refused.line", equalTo(2));
    read(id, Map.of("encoding", "windows-1252", "separator", "comma"));
    await(id, "REFUSED").body("refused.code", equalTo("NO_RATING_COLUMN"));
    read(id, Map.of("encoding", "windows-1252"));
    await(id, "READY").body("separator", equalTo(";"), "fresh", equalTo(1));
    confirm(id);
    assertThat(api().get("/v1/responses?survey=" + survey).asString()).contains("Blåbær");
    String workbook = brought(survey, new byte[] {'P', 'K', 3, 4, 0}, "");
    await(workbook, "REFUSED").body("refused.code", equalTo("BAD_CSV"));
  }
}
