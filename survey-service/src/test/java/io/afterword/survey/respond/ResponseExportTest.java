package io.afterword.survey.respond;

import static io.afterword.survey.SurveyClient.api;
import static io.afterword.survey.SurveyClient.linked;
import static io.afterword.survey.SurveyClient.published;
import static io.afterword.survey.SurveyClient.send;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.afterword.dev.test.PostgresResource;
import io.afterword.platform.secret.Hash;
import io.afterword.survey.Database;
import io.afterword.survey.SurveyClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class ResponseExportTest {

  /** 200,000 with the packaged service: dev/system-tests/long export. */
  private static final int ROWS = 5_000;

  /** Twice what the heap of a service that exports nothing moves by itself. */
  private static final long MOST_HEAP_GROWTH = 64L * 1024 * 1024;

  @TestHTTPResource("/")
  URI service;

  /** afterword.search.stretch of the tests. */
  private static final int STRETCH = 20;

  @Inject Database database;
  @Inject ObjectMapper json;

  @Test
  void everything_arrives_while_more_comes_in_and_nothing_is_held_in_memory() throws Exception {
    UUID survey = published("csat-1-5");
    fill(survey, ROWS);
    AtomicBoolean over = new AtomicBoolean();
    AtomicInteger posted = new AtomicInteger();
    CompletableFuture<Void> traffic =
        CompletableFuture.runAsync(
            () -> {
              while (!over.get()) {
                send(linked(survey, UUID.randomUUID()), Map.of("rating", "4"));
                posted.incrementAndGet();
              }
            });
    Set<String> ids = new HashSet<>();
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    String last = "";
    long before = usedHeap();
    long most = 0;
    try (BufferedReader lines = open("/v1/responses/export.ndjson?survey=" + survey)) {
      String line;
      while ((line = lines.readLine()) != null) {
        if (!last.isEmpty()) {
          digest.update((last + "\n").getBytes(StandardCharsets.UTF_8));
          assertThat(ids.add(json.readTree(last).path("id").asText())).isTrue();
          if (ids.size() % Math.max(1, ROWS / 4) == 0) {
            most = Math.max(most, usedHeap() - before);
          }
        }
        last = line;
      }
    } finally {
      over.set(true);
    }
    traffic.join();

    JsonNode end = json.readTree(last);
    assertThat(end.path("end").asBoolean()).isTrue();
    assertThat(end.path("rows").asLong()).isEqualTo(ids.size()).isGreaterThanOrEqualTo(ROWS);
    assertThat(end.path("sha256").asText()).isEqualTo(HexFormat.of().formatHex(digest.digest()));
    assertThat(most)
        .as("heap growth of the export, its test's set of ids included")
        .isLessThan(MOST_HEAP_GROWTH + ROWS * 200L);

    settle();
    String rest =
        text(
            "/v1/responses/export.ndjson?survey="
                + survey
                + "&after="
                + end.path("cursor").asText());
    List<String> more = rest.lines().toList();
    for (String line : more.subList(0, more.size() - 1)) {
      assertThat(ids.add(json.readTree(line).path("id").asText())).isTrue();
    }
    assertThat(ids).hasSize(ROWS + posted.get());
  }

  @Test
  void a_csv_has_a_manifest_with_its_hash_and_its_cursor() throws Exception {
    UUID survey = published("csat-1-5");
    send(linked(survey, UUID.randomUUID()), Map.of("rating", "2", "comment", "=HYPERLINK(\"x\")"));
    send(linked(survey, UUID.randomUUID()), Map.of("rating", "5", "comment", "a, \"b\"\nc"));
    settle();

    Response answer = api().accept("text/csv").get("/v1/responses/export.csv?survey=" + survey);

    String csv = answer.then().statusCode(200).contentType("text/csv").extract().asString();
    assertThat(csv.split("\r\n"))
        .hasSize(3)
        .satisfies(lines -> assertThat(lines[0]).startsWith("id,surveyId,").contains("answer.q1"))
        .satisfies(lines -> assertThat(lines[1]).contains("\"'=HYPERLINK(\"\"x\"\")\""))
        .satisfies(lines -> assertThat(lines[2]).contains("\"a, \"\"b\"\"\nc\""));
    String export = answer.header("Afterword-Export");
    String cursor =
        api()
            .get("/v1/responses/exports/" + export + "/manifest")
            .then()
            .statusCode(200)
            .body("rows", equalTo(2))
            .body("sha256", equalTo(HexFormat.of().formatHex(Hash.sha256(csv))))
            .extract()
            .path("cursor");
    assertThat(text("/v1/responses/export.csv?survey=" + survey + "&after=" + cursor).lines())
        .hasSize(1);
  }

  @Test
  void an_export_that_breaks_is_cut_and_has_no_manifest() throws Exception {
    UUID survey = published("csat-1-5");
    fill(survey, 600);
    // The second page has a row that cannot be read back.
    database.count(
        "with broken as (update response set answers = '{\"no\": \"list\"}' where survey_id = $1"
            + " and id = (select max(id::text)::uuid from response where survey_id = $1)"
            + " returning 1) select count(*) from broken",
        survey);
    settle();
    HttpResponse<java.io.InputStream> answer =
        HttpClient.newHttpClient()
            .send(
                request("/v1/responses/export.csv?survey=" + survey),
                HttpResponse.BodyHandlers.ofInputStream());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThatThrownBy(() -> answer.body().readAllBytes()).isInstanceOf(IOException.class);
    String export = answer.headers().firstValue("Afterword-Export").orElseThrow();
    api().get("/v1/responses/exports/" + export + "/manifest").then().statusCode(404);
  }

  @Test
  void filters_narrow_the_list_and_the_export() {
    UUID survey = published("csat-1-5");
    Instant start = Instant.now(java.time.Clock.systemUTC());
    send(linked(survey, UUID.randomUUID()), Map.of("rating", "1", "comment", "Far too SLOW"));
    send(linked(survey, UUID.randomUUID()), Map.of("rating", "3"));
    send(linked(survey, UUID.randomUUID()), Map.of("rating", "5", "comment", "slowly better"));

    found(survey, "").body("items", hasSize(3));
    found(survey, "&text=slow").body("items.answers.flatten().rating.findAll{it}", contains(1, 5));
    found(survey, "&minRating=2").body("items", hasSize(2));
    found(survey, "&maxRating=2&text=slow").body("items", hasSize(1));
    found(survey, "&version=1").body("items", hasSize(3));
    found(survey, "&version=2").body("items", hasSize(0));
    found(survey, "&from=" + start).body("items", hasSize(3));
    found(survey, "&to=" + start).body("items", hasSize(0));
    found(survey, "&contact=nobody").body("items", hasSize(0));
    found(survey, "&state=QUARANTINED").body("items", hasSize(0));
    String cursor = found(survey, "&text=slow&limit=1").extract().path("nextCursor");
    found(survey, "&text=slow&limit=1&cursor=" + cursor)
        .body("items", hasSize(1))
        .body("nextCursor", equalTo(null));
  }

  @Test
  void a_page_of_texts_reads_so_far_and_the_next_goes_on_there() {
    UUID survey = published("csat-1-5");
    int stretches = 10 * STRETCH;
    fill(survey, stretches + STRETCH);
    send(linked(survey, UUID.randomUUID()), Map.of("rating", "1", "comment", "The last"));

    // What a respondent sent just now has the last ids: the first of all is behind the others, too.
    String cursor =
        found(survey, "&text=last").body("items", hasSize(0)).extract().path("nextCursor");
    found(survey, "&text=last&cursor=" + cursor)
        .body("items", hasSize(1))
        .body("nextCursor", equalTo(null));
    found(survey, "&text=the&limit=2").body("items", hasSize(2));
    String period = "&from=2020-01-01T00:00:00Z&text=last";
    found(survey, period).body("items", hasSize(1)).body("nextCursor", equalTo(null));
  }

  @Test
  void a_filter_that_is_none_is_refused() {
    UUID survey = published("csat-1-5");
    api().get("/v1/responses?survey=" + survey + "&minRating=11").then().statusCode(422);
    api().get("/v1/responses?survey=" + survey + "&text=" + "x".repeat(201)).then().statusCode(422);
    api().get("/v1/responses?survey=" + UUID.randomUUID()).then().statusCode(404);
    api().get("/v1/responses").then().statusCode(422);
    api()
        .accept("*/*")
        .get("/v1/responses/export.csv?survey=" + survey + "&after=x")
        .then()
        .statusCode(400);
    given().accept("*/*").get("/v1/responses/export.csv?survey=" + survey).then().statusCode(401);
  }

  private static io.restassured.response.ValidatableResponse found(UUID survey, String filter) {
    return api().get("/v1/responses?survey=" + survey + filter).then().statusCode(200);
  }

  /** Responses of a minute ago, as they are stored. */
  private void fill(UUID survey, int rows) {
    send(linked(survey, UUID.randomUUID()), Map.of("rating", "4", "comment", "the first"));
    database.count(
        """
        with made as (
          insert into response (slot, id, intake_key, survey_id, survey_version, invitation_id,
            surface, locale, state, told_revision, completeness, answers, context,
            first_answered_at, answered_at, closes_at)
          select slot, (lpad(to_hex((extract(epoch from now()) * 1000)::bigint - 60000), 12, '0')
              || '7000' || '8000' || lpad(to_hex(n), 12, '0'))::uuid, gen_random_uuid(), survey_id,
            survey_version, gen_random_uuid(), surface, locale, state, 1, completeness, answers,
            context, first_answered_at, answered_at, closes_at
          from response, generate_series(1, $2 - 1) n where survey_id = $1
          returning 1)
        select count(*) from made
        """,
        survey,
        rows);
  }

  private static void settle() {
    try {
      Thread.sleep(300); // afterword.export.settle of the tests
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(service.resolve(path))
        .header("Authorization", "Bearer " + SurveyClient.KEY)
        .build();
  }

  private BufferedReader open(String path) throws Exception {
    return new BufferedReader(
        new InputStreamReader(
            HttpClient.newHttpClient()
                .send(request(path), HttpResponse.BodyHandlers.ofInputStream())
                .body(),
            StandardCharsets.UTF_8));
  }

  private String text(String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(request(path), HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private static long usedHeap() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
