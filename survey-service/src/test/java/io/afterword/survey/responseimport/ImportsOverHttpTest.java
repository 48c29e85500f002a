package io.afterword.survey.responseimport;

import static io.afterword.survey.ImportClient.await;
import static io.afterword.survey.ImportClient.brought;
import static io.afterword.survey.ImportClient.confirm;
import static io.afterword.survey.SurveyClient.api;
import static io.afterword.survey.SurveyClient.linked;
import static io.afterword.survey.SurveyClient.published;
import static io.afterword.survey.SurveyClient.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.afterword.dev.test.PostgresResource;
import io.afterword.survey.Database;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** What becomes of the answers in a file. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class ImportsOverHttpTest {
  private static final String DELIGHTED =
      """
      id,person,survey_type,score,comment,permalink,created_at
      11,1,nps,10,"Great, really",https://example.com/a,1713418460
      12,2,nps,3,,https://example.com/b,1713504860
      """;

  @Inject Database database;

  private static Response responses(UUID survey) {
    return api().get("/v1/responses?survey=" + survey);
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
}
