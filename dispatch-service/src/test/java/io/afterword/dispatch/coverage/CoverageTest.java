package io.afterword.dispatch.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.afterword.dev.test.PostgresResource;
import io.afterword.dispatch.Dispatch;
import io.afterword.dispatch.SurroundingsResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(SurroundingsResource.class)
class CoverageTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Path SCHEMA = Path.of("api", "events", "coverage.counted.schema.json");
  private static final Path EXAMPLE = Path.of("api", "events", "coverage.counted.example.json");

  @Inject Dispatch dispatch;
  @Inject Clock clock;
  @Inject Coverage coverage;
  @Inject ObjectMapper json;

  private String policy = "";

  @BeforeEach
  void afresh() {
    dispatch.startAfresh();
    policy =
        dispatch.policy(
            dispatch.survey("CSAT"),
            "\"delay\":\"PT1H\",\"filter\":{\"field\":\"kind\",\"is\":\"SUPPORT\"}");
  }

  private void report(String email, String kind) {
    Dispatch.report(
            Dispatch.interaction(UUID.randomUUID().toString(), email, clock.instant())
                .replace("\"SUPPORT\"", "\"" + kind + "\""))
        .statusCode(202);
  }

  private void count() {
    coverage.count(clock.instant()).await().atMost(PATIENCE);
  }

  /** What the last event of each cell says. */
  private List<JsonNode> cells() throws IOException {
    List<JsonNode> cells = new ArrayList<>();
    for (Row row :
        dispatch.rows(
            "select distinct on (subject) data::text as data from outbox"
                + " where type = 'coverage.counted' and data ->> 'policyId' = $1"
                + " order by subject, revision desc",
            policy)) {
      cells.add(json.readTree(row.getString("data")));
    }
    return cells;
  }

  private long told(String standing) throws IOException {
    return cells().stream()
        .filter(cell -> cell.get("standing").asText().equals(standing))
        .mapToLong(cell -> cell.get("count").asLong())
        .sum();
  }

  private static String somebody() {
    return UUID.randomUUID() + "@example.com";
  }

  @Test
  void who_was_asked_and_who_was_not_is_counted_with_the_reason() throws IOException {
    String ada = somebody();
    report(ada, "SUPPORT");
    report(ada, "SUPPORT");
    report(somebody(), "SUPPORT");
    report(somebody(), "SALES");
    count();

    assertThat(told("ASKED")).isEqualTo(2);
    assertThat(told("MISSED")).isEqualTo(1);
    assertThat(told("OUTSIDE")).isEqualTo(1);
    JsonNode missed =
        cells().stream()
            .filter(cell -> cell.get("standing").asText().equals("MISSED"))
            .findFirst()
            .orElseThrow();
    assertThat(missed.get("reason").asText()).isEqualTo("COOL_DOWN_FLOOR");
    assertThat(missed.get("channel").asText()).isEqualTo("EMAIL");
    assertThat(missed.get("team").asText()).isEqualTo("First line");
    assertThat(missed.get("agent").asText()).isEqualTo("kim");
    assertThat(missed.get("locale").asText()).isEqualTo("en");
  }

  @Test
  void counting_again_tells_only_what_has_changed() throws IOException {
    report(somebody(), "SUPPORT");
    count();
    long before = events();
    count();
    assertThat(events()).isEqualTo(before);
    report(somebody(), "SUPPORT");
    count();
    assertThat(events()).isEqualTo(before + 1);
    assertThat(told("ASKED")).isEqualTo(2);
  }

  @Test
  void what_is_counted_elsewhere_now_counts_nothing_here() throws IOException {
    String email = somebody();
    report(email, "SUPPORT");
    count();
    dispatch.run("update contact set locale = 'nb' where address = $1", email);
    count();
    assertThat(told("ASKED")).isEqualTo(1);
    assertThat(cells()).hasSize(2);
  }

  @Test
  void a_question_that_is_not_sent_after_all_was_withdrawn() throws IOException {
    String email = somebody();
    String sentAtOnce = dispatch.policy(dispatch.survey("NPS"), "\"delay\":\"PT0S\"");
    policy = sentAtOnce;
    dispatch.run("update policy set enabled = false where id <> $1", UUID.fromString(policy));
    dispatch.run("update lane set blocked_until = now() + interval '1 hour'");
    report(email, "SUPPORT");
    dispatch.run("update contact set opted_out_at = now() where address = $1", email);
    dispatch.run("update lane set blocked_until = null");
    dispatch.await(
        "it was withdrawn",
        () ->
            dispatch.count(
                    "select count(*) from decision where policy_id = $1 and point = 'SENDING'",
                    UUID.fromString(policy))
                == 1);
    count();
    assertThat(told("ASKED")).isEqualTo(1);
    assertThat(told("WITHDRAWN")).isEqualTo(1);
  }

  @Test
  void what_is_told_is_of_its_schema_and_so_is_the_example() throws IOException {
    report(somebody(), "SUPPORT");
    report(somebody(), "SALES");
    count();
    var schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(Files.readString(SCHEMA));
    assertThat(cells()).isNotEmpty();
    for (JsonNode cell : cells()) {
      assertThat(schema.validate(cell)).as(cell.toString()).isEmpty();
    }
    assertThat(schema.validate(json.readTree(Files.readString(EXAMPLE)))).isEmpty();
  }

  @Test
  void the_days_since_the_last_count_are_counted_however_late() throws IOException {
    Instant now = clock.instant();
    report(somebody(), "SUPPORT");
    dispatch.run(
        "delete from coverage where day > $1",
        now.atOffset(java.time.ZoneOffset.UTC).toLocalDate().minusDays(5));
    coverage.count(now.plus(Duration.ofDays(4))).await().atMost(PATIENCE);
    assertThat(told("ASKED")).isEqualTo(1);
  }

  private long events() {
    return dispatch.count(
        "select count(*) from outbox where type = 'coverage.counted' and data ->> 'policyId' = $1",
        policy);
  }
}
