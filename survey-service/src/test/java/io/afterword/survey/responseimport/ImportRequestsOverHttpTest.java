package io.afterword.survey.responseimport;

import static io.afterword.survey.ImportClient.await;
import static io.afterword.survey.ImportClient.brought;
import static io.afterword.survey.ImportClient.read;
import static io.afterword.survey.SurveyClient.api;
import static io.afterword.survey.SurveyClient.published;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.afterword.dev.test.PostgresResource;
import io.afterword.platform.fileimport.Held;
import io.afterword.platform.fileimport.ImportRunner;
import io.afterword.platform.fileimport.ImportState;
import io.afterword.survey.Database;
import io.afterword.survey.SurveyClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is asked of an import, and what of it outlives a replica. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class ImportRequestsOverHttpTest {
  private static final String IMPORTS = "/v1/responses/imports";
  private static final String FILE = "id,date,rating\n1,2025-03-01T10:00Z,5\n";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Inject Database database;
  @Inject ImportRunner runner;
  @Inject ImportWork work;
  @Inject ImportStore store;
  @Inject ImportProgress progress;
  @Inject Pool pool;

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
    String first = once(survey, key, FILE).then().statusCode(202).extract().path("id");
    assertThat(once(survey, key, FILE).<String>path("id")).isEqualTo(first);
    once(survey, key, FILE + "\n").then().statusCode(409);
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
    await(id, "IMPORTING").body("done", equalTo(Held.BATCH));
    runner.work(work, UUID.fromString(id));
    await(id, "DONE").body("done", equalTo(1_200), "created", equalTo(1_200));
    assertThat(
            database.count(
                "select count(distinct id) from response where survey_id = $1 and surface = 'IMPORT'",
                survey))
        .isEqualTo(1_200);
  }

  /** As a replica leaves it that has taken a batch and died, and whose lease has run out. */
  private void killedAfterOneBatch(UUID id) {
    pool.withTransaction(
            tx ->
                store
                    .belongsTo(tx, id, 1)
                    .chain(
                        () -> ImportStore.FILES.move(tx, id, ImportState.IMPORTING, Instant.EPOCH))
                    .chain(() -> store.find(tx, id))
                    .chain(file -> progress.take(tx, file, 1)))
        .await()
        .atMost(PATIENCE);
    database.rows(
        "update response_import set fence = fence + 1, lease_until = 'epoch' where id = $1", id);
  }
}
