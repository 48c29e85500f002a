package io.afterword.platform.audit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterword.dev.test.PostgresResource;
import io.afterword.platform.time.ServiceClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.restassured.path.json.JsonPath;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The log of changes: written with the change, only added to, read newest first. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class AuditTest {
  private static final Duration DEADLINE = Duration.ofSeconds(20);
  private static final String READER = "audit:read";

  @Inject Audit audit;
  @Inject AuditPartitions partitions;
  @Inject Pool pool;
  @Inject ServiceClock clock;

  @BeforeEach
  void clear() {
    await(pool.query("truncate audit_entry").execute());
  }

  @AfterEach
  void resetClock() {
    clock.setAhead(Duration.ZERO);
  }

  @Test
  @TestSecurity(user = "key-1", roles = READER)
  void an_entry_says_who_did_what_to_what_and_when() {
    Instant before = clock.instant();
    record("survey.published", "survey", "s-1");
    JsonPath entry = page("limit=50");
    assertThat(entry.getList("items")).hasSize(1);
    assertThat(entry.getString("items[0].action")).isEqualTo("survey.published");
    assertThat(entry.getString("items[0].subjectType")).isEqualTo("survey");
    assertThat(entry.getString("items[0].subjectId")).isEqualTo("s-1");
    assertThat(entry.getString("items[0].actor")).isEqualTo("key-1");
    assertThat(Instant.parse(entry.getString("items[0].at")))
        .isBetween(before.truncatedTo(ChronoUnit.MILLIS), clock.instant().plusMillis(1));
    assertThat(entry.getMap("items[0]"))
        .containsOnlyKeys("id", "at", "actor", "action", "subjectType", "subjectId");
    assertThat(entry.getString("nextCursor")).isNull();
  }

  @Test
  @TestSecurity(user = "key-1", roles = READER)
  void a_change_over_http_is_that_of_the_key_that_asked_for_it() {
    given().post("/change").then().statusCode(204);
    assertThat(page("limit=50").getList("items.actor", String.class)).containsExactly("key-1");
  }

  @Test
  @TestSecurity(user = "key-1", roles = READER)
  void pages_go_from_new_to_old_without_a_gap_while_new_entries_arrive() {
    for (int i = 1; i <= 5; i++) {
      record("survey.changed", "survey", "s-" + i);
    }
    List<String> seen = new ArrayList<>();
    String cursor = "";
    do {
      JsonPath page = page("limit=2" + cursor);
      seen.addAll(page.getList("items.subjectId", String.class));
      String next = page.getString("nextCursor");
      cursor = next == null ? "" : "&cursor=" + next;
      record("survey.changed", "survey", "later");
    } while (!cursor.isEmpty());
    assertThat(seen).containsExactly("s-5", "s-4", "s-3", "s-2", "s-1");
  }

  @Test
  @TestSecurity(user = "key-1", roles = READER)
  void the_entries_of_one_subject_or_actor_can_be_asked_for() {
    record("survey.published", "survey", "1");
    record("policy.changed", "policy", "1");
    record("survey.archived", "survey", "2");
    String actor = page("limit=50").getString("items[0].actor");
    assertThat(actions("subjectType=survey"))
        .containsExactly("survey.archived", "survey.published");
    assertThat(actions("subjectType=survey&subjectId=1")).containsExactly("survey.published");
    assertThat(actions("actor=" + actor)).hasSize(3);
    assertThat(actions("actor=nobody")).isEmpty();
  }

  @Test
  @TestSecurity(user = "key-1", roles = READER)
  void a_cursor_or_limit_that_is_not_ours_is_refused() {
    assertThat(problem("cursor=abc", 400)).isEqualTo("INVALID_CURSOR");
    assertThat(problem("limit=0", 422)).isEqualTo("INVALID");
    assertThat(problem("limit=201", 422)).isEqualTo("INVALID");
  }

  @Test
  void a_stranger_is_refused() {
    given().get("/platform/v1/audit").then().statusCode(401);
  }

  @Test
  @TestSecurity(user = "key-2", roles = "status:read")
  void another_scope_is_refused() {
    given().get("/platform/v1/audit").then().statusCode(403);
  }

  @Test
  void an_entry_goes_with_the_change_it_tells_of() {
    Uni<Void> undone =
        pool.withTransaction(
            tx ->
                audit
                    .record(tx, "survey.published", "survey", "s-1")
                    .onItem()
                    .failWith(() -> new IllegalStateException("the change failed")));
    assertThatThrownBy(() -> await(undone)).hasMessage("the change failed");
    assertThat(count("audit_entry")).isZero();
  }

  @Test
  void what_a_job_does_is_the_system_s_own() {
    await(pool.withTransaction(tx -> audit.record(tx, "feed.resumed", "subscription", "scoring")));
    RowSet<Row> rows = await(pool.query("select actor from audit_entry").execute());
    assertThat(rows).extracting(row -> row.getString("actor")).containsExactly("system");
  }

  @Test
  void nothing_in_the_log_can_be_changed_or_taken_out() {
    record("survey.published", "survey", "s-1");
    assertThatThrownBy(() -> await(pool.query("update audit_entry set actor = 'x'").execute()))
        .hasMessageContaining("only added to");
    assertThatThrownBy(() -> await(pool.query("delete from audit_entry").execute()))
        .hasMessageContaining("only added to");
    assertThat(count("audit_entry")).isEqualTo(1);
  }

  @Test
  void the_months_ahead_get_their_partitions_once_and_entries_go_there() {
    Instant later = clock.instant().plus(Duration.ofDays(800));
    assertThat(await(partitions.run(later))).isEqualTo("4 months made");
    assertThat(await(partitions.run(later))).isEqualTo("0 months made");
    clock.setAhead(Duration.ofDays(800));
    record("survey.published", "survey", "s-1");
    assertThat(count("audit_entry_default")).isZero();
    assertThat(count("audit_entry")).isEqualTo(1);
  }

  @Test
  void a_month_nobody_prepared_is_taken_all_the_same_and_stays_where_it_is() {
    clock.setAhead(Duration.ofDays(3000));
    record("survey.published", "survey", "s-1");
    assertThat(count("audit_entry_default")).isEqualTo(1);
    assertThat(await(partitions.run(clock.instant()))).isEqualTo("3 months made");
  }

  @Test
  void months_are_those_of_utc() {
    assertThat(AuditPartitions.months(Instant.parse("2026-11-30T23:59:59Z")))
        .containsExactly(
            LocalDate.of(2026, 11, 1),
            LocalDate.of(2026, 12, 1),
            LocalDate.of(2027, 1, 1),
            LocalDate.of(2027, 2, 1));
  }

  private void record(String action, String subjectType, String subjectId) {
    await(audit.record(pool, action, subjectType, subjectId));
  }

  private long count(String table) {
    RowSet<Row> rows = await(pool.query("select count(*) from " + table).execute());
    return StreamSupport.stream(rows.spliterator(), false).findFirst().orElseThrow().getLong(0);
  }

  private static List<String> actions(String query) {
    return page(query).getList("items.action", String.class);
  }

  private static JsonPath page(String query) {
    return given().get("/platform/v1/audit?" + query).then().statusCode(200).extract().jsonPath();
  }

  private static String problem(String query, int status) {
    return given()
        .get("/platform/v1/audit?" + query)
        .then()
        .statusCode(status)
        .extract()
        .jsonPath()
        .getString("code");
  }

  private static <T> T await(Uni<T> work) {
    return work.await().atMost(DEADLINE);
  }
}
