package io.afterword.survey.responseimport;

import static io.afterword.survey.ImportClient.await;
import static io.afterword.survey.ImportClient.brought;
import static io.afterword.survey.ImportClient.confirm;
import static io.afterword.survey.SurveyClient.api;
import static io.afterword.survey.SurveyClient.linked;
import static io.afterword.survey.SurveyClient.published;
import static io.afterword.survey.SurveyClient.send;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.afterword.dev.test.PostgresResource;
import io.afterword.survey.Database;
import io.afterword.survey.SurveyClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class ImportsOverHttpTest {
  private static final String IMPORTS = "/v1/responses/imports";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final String DELIGHTED =
      """
      id,person,survey_type,score,comment,permalink,created_at
      11,1,nps,10,"Great, really",https://example.com/a,1713418460
      12,2,nps,3,,https://example.com/b,1713504860
      """;

  @Inject Database database;
  @Inject ImportWork work;
  @Inject ImportStore store;
  @Inject ImportProgress progress;
  @Inject Pool pool;

  private static Response responses(UUID survey) {
    return api().get("/v1/responses?survey=" + survey);
  }

  private static void read(String id, Map<String, ?> wish) {
    api().body(wish).post(IMPORTS + "/" + id + "/read").then().statusCode(202);
  }

  @Test
  void a_delighted_export_becomes_a_version_that_is_a_series_of_its_own() {
    UUID survey = published("nps-0-10");
    String id = brought(survey, DELIGHTED, "&name=nps-2024.csv&source=delighted");
    await(id, "READY")
        .body(
            "layout", equalTo("DELIGHTED"),
            "columns.to",
                equalTo(List.of("id", "", "", "answer.q1", "answer.q2", "", "firstAnsweredAt")),
            "samples[0][4]", equalTo("Great, really"),
            "rows", equalTo(2),
            "faulty", equalTo(0),
            "fresh", equalTo(2),
            "earliest", equalTo("2024-04-18T05:34:20Z"));
    responses(survey).then().body("items", hasSize(0));

    confirm(id).body("created", equalTo(2), "version", equalTo(2), "samples", nullValue());

    responses(survey)
        .then()
        .body(
            "items.surface", everyItem(equalTo("IMPORT")),
            "items.version", everyItem(equalTo(2)),
            "items.state", everyItem(equalTo("COUNTED")),
            "items.firstAnsweredAt", hasItem("2024-04-18T05:34:20Z"),
            "items[0].invitationId", nullValue());
    api()
        .get("/v1/surveys/" + survey + "/versions")
        .then()
        .body(
            "items.imported", equalTo(List.of(true, false)),
            "items.seriesBreak", equalTo(List.of(true, false)));
    api().get("/v1/surveys/" + survey).then().body("version", equalTo(1));
    settle();
    assertThat(api().accept("text/csv").get("/v1/responses/export.csv?survey=" + survey).asString())
        .contains(",IMPORT,", "Great, really");
    assertThat(database.eventsOf(survey))
        .last()
        .satisfies(event -> assertThat(event.data()).contains("\"imported\":true"));
  }

  /** As afterword.export.settle of the tests has it. */
  private static void settle() {
    LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
  }

  @Test
  void nobody_is_asked_or_thanked_and_nothing_is_taken_for_a_machines() {
    UUID survey = published("nps-0-10");
    String id = brought(survey, DELIGHTED, "");
    await(id, "READY");
    confirm(id);

    List<String> ids = responses(survey).path("items.id");
    for (String response : ids) {
      assertThat(database.eventsOf(response))
          .singleElement()
          .satisfies(
              event -> {
                assertThat(event.type()).isEqualTo("response.changed");
                assertThat(event.data())
                    .contains("\"surface\":\"IMPORT\"", "\"state\":\"COUNTED\"")
                    .doesNotContain("invitationId");
              });
    }
    assertThat(database.count("select count(*) from link where survey_id = $1", survey)).isZero();
    api().get("/v1/responses/quarantine?survey=" + survey).then().body("items", hasSize(0));
    // New links are of the version that people are asked with, and the next one has a number of its
    // own.
    send(linked(survey, UUID.randomUUID()), Map.of("rating", "9")).then().statusCode(201);
    responses(survey).then().body("items[2].version", equalTo(1));
    Map<String, Object> definition =
        api().get("/v1/surveys/" + survey).then().extract().path("definition");
    definition.put("name", "Another name");
    String tag = api().get("/v1/surveys/" + survey).header("ETag");
    api().header("If-Match", tag).body(definition).put("/v1/surveys/" + survey);
    api().post("/v1/surveys/" + survey + "/publish").then().body("version", equalTo(3));
  }

  @Test
  void the_same_file_brings_nothing_twice_and_two_who_said_the_same_are_two() {
    UUID survey = published("csat-1-5");
    String file =
        """
        answered at,rating,comment
        2025-03-01T10:00:00Z,5,
        2025-03-01T10:00:00Z,5,
        2025-03-01T11:00:00Z,4,fine
        """;
    String first = brought(survey, file, "");
    await(first, "READY").body("fresh", equalTo(3), "repeated", equalTo(0));
    confirm(first).body("created", equalTo(3));

    String again = brought(survey, file + "2025-03-02T11:00:00Z,2,new\n", "");
    await(again, "READY").body("known", equalTo(3), "fresh", equalTo(1));
    confirm(again).body("created", equalTo(1), "version", equalTo(2));
    responses(survey).then().body("items", hasSize(4));
  }

  @Test
  void a_row_with_the_id_of_an_earlier_one_is_counted_and_left_out() {
    UUID survey = published("csat-1-5");
    String id =
        brought(
            survey,
            "id,date,rating\nx,2025-03-01T10:00Z,5\nx,2025-03-01T10:00Z,4\ny,2025-03-01T10:00Z,5\n",
            "");
    await(id, "READY").body("rows", equalTo(3), "repeated", equalTo(1), "fresh", equalTo(2));
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

  @Test
  void what_cannot_be_imported_into_is_refused_before_anything_is_kept() {
    UUID draft = SurveyClient.created(Map.of("template", "csat-1-5"));
    UUID archived = published("csat-1-5");
    api().post("/v1/surveys/" + archived + "/archive").then().statusCode(200);
    UUID anonymous =
        SurveyClient.created(
            Map.of("template", "csat-1-5", "anonymous", Map.of("segments", List.of())));
    api().post("/v1/surveys/" + anonymous + "/publish").then().statusCode(200);

    refused("survey=" + draft, 409, "NOT_PUBLISHED");
    refused("survey=" + archived, 409, "SURVEY_ARCHIVED");
    refused("survey=" + anonymous, 409, "ANONYMOUS_SURVEY");
    refused("survey=" + UUID.randomUUID(), 404, "UNKNOWN_SURVEY");
    refused("name=x", 422, "INVALID");
    UUID survey = published("csat-1-5");
    refused("survey=" + survey + "&zone=Mars/Base", 422, "INVALID");
    refused("survey=" + survey + "&encoding=klingon", 422, "INVALID");
    refused("survey=" + survey + "&separator=x", 422, "INVALID");
    refused("survey=" + survey + "&locale=!!", 422, "LOCALE_MALFORMED");
    api().get(IMPORTS + "?survey=" + survey).then().body("items", hasSize(0));
  }

  private static void refused(String query, int status, String code) {
    api()
        .contentType("text/csv")
        .body("date,rating\n")
        .post(IMPORTS + "?" + query)
        .then()
        .statusCode(status)
        .body("code", equalTo(code));
  }

  @Test
  void a_request_that_is_repeated_with_its_key_makes_one_import() {
    UUID survey = published("nps-0-10");
    String key = UUID.randomUUID().toString();
    String first = once(survey, key, DELIGHTED).then().statusCode(202).extract().path("id");
    assertThat(once(survey, key, DELIGHTED).<String>path("id")).isEqualTo(first);
    once(survey, key, DELIGHTED + "\n").then().statusCode(409);
    await(first, "READY");
    api().get(IMPORTS + "?survey=" + survey).then().body("items", hasSize(1));
    api().post(IMPORTS + "/" + first + "/cancel").then().body("state", equalTo("CANCELLED"));
    api()
        .post(IMPORTS + "/" + first + "/confirm")
        .then()
        .statusCode(409)
        .body("code", equalTo("IMPORT_NOT_READY"));
    assertThat(
            database.count(
                "select count(*) from response_import_row where import_id = $1",
                UUID.fromString(first)))
        .isZero();
  }

  private static Response once(UUID survey, String key, String file) {
    return api()
        .header("Idempotency-Key", key)
        .contentType("text/csv")
        .body(file)
        .post(IMPORTS + "?survey=" + survey);
  }

  @Test
  void a_long_file_comes_in_parts_and_a_killed_import_goes_on_where_it_was() {
    UUID survey = published("csat-1-5");
    StringBuilder rows = new StringBuilder("id,date,rating,comment\n");
    for (int row = 0; row < 1_200; row++) {
      rows.append(row).append(",2025-03-01T10:00:00Z,").append(row % 5 + 1).append(",row ");
      rows.append(row).append('\n');
    }
    int half = rows.length() / 2 + 7;
    String id = brought(survey, rows.substring(0, half), "&more=true");
    api()
        .contentType("text/csv")
        .body(rows.substring(half))
        .put(IMPORTS + "/" + id + "/parts/1")
        .then()
        .statusCode(200)
        .body("state", equalTo("UPLOADING"));
    read(id, Map.of());
    await(id, "READY").body("rows", equalTo(1_200), "fresh", equalTo(1_200));

    killedAfterOneBatch(UUID.fromString(id));
    await(id, "IMPORTING").body("done", equalTo(ImportProgress.BATCH));
    work.work(UUID.fromString(id));
    await(id, "DONE").body("done", equalTo(1_200), "created", equalTo(1_200));
    assertThat(
            database.count(
                "select count(distinct id) from response where survey_id = $1 and surface = 'IMPORT'",
                survey))
        .isEqualTo(1_200);
  }

  /** As a replica does that then dies, and whose lease has run out. */
  private void killedAfterOneBatch(UUID id) {
    pool.withTransaction(
            tx ->
                store
                    .find(tx, id)
                    .chain(
                        file ->
                            store
                                .move(tx, id, ImportState.IMPORTING, 1, Instant.EPOCH)
                                .chain(() -> progress.claim(tx, id))
                                .chain(() -> progress.take(tx, file, 1))))
        .await()
        .atMost(PATIENCE);
    database.rows("update response_import set lease_until = 'epoch' where id = $1", id);
  }

  @Test
  void a_person_walks_it_without_a_script() {
    UUID survey = published("csat-1-5");
    String surveys = "/surveys/" + survey + "/import";
    String shown =
        given()
            .header("Authorization", "Bearer " + SurveyClient.KEY)
            .redirects()
            .follow(false)
            .accept("text/html")
            .multiPart(
                "file",
                "past.csv",
                "date,rating\n01.03.2025 10:00,5\n".getBytes(StandardCharsets.UTF_8),
                "text/csv")
            .formParam("source", "excel")
            .post(surveys)
            .then()
            .statusCode(303)
            .extract()
            .header("Location");
    String page = shown.substring(shown.indexOf("/surveys/"));
    html(page)
        .then()
        .body(containsString("Take this answer"), containsString("Nothing was taken yet."));
    given()
        .header("Authorization", "Bearer " + SurveyClient.KEY)
        .redirects()
        .follow(false)
        .accept("text/html")
        .contentType("application/x-www-form-urlencoded")
        .post(page + "/confirm")
        .then()
        .statusCode(303);
    await(page.substring(page.lastIndexOf('/') + 1), "DONE");
    html(page).then().body(containsString("they are version 2 of the survey"));
    html(surveys).then().body(containsString("past.csv"), containsString("Taken"));
    html("/surveys").then().body(containsString(surveys), notNullValue());
  }

  private static Response html(String path) {
    return given()
        .header("Authorization", "Bearer " + SurveyClient.KEY)
        .accept("text/html")
        .get(path);
  }
}
