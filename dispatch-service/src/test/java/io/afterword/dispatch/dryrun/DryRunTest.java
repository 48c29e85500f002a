package io.afterword.dispatch.dryrun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.afterword.dev.test.PostgresResource;
import io.afterword.dispatch.Dispatch;
import io.afterword.dispatch.SurroundingsResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(SurroundingsResource.class)
class DryRunTest {
  private static final Duration DAY = Duration.ofDays(1);

  @Inject Dispatch dispatch;
  @Inject Clock clock;

  /** Marks the interactions of one test. */
  private String team;

  private Instant start;

  @BeforeEach
  void afresh() {
    dispatch.startAfresh();
    team = "team-" + UUID.randomUUID();
    start = clock.instant().minus(Duration.ofDays(20));
  }

  private void report(String email, String event, int day) {
    Dispatch.report(
            """
            {"source":"past","id":"%s","conversation":"%s","event":"%s","kind":"SUPPORT",
             "occurredAt":"%s","team":"%s","contact":{"email":"%s"}}"""
                .formatted(
                    UUID.randomUUID(),
                    email,
                    event,
                    start.plus(DAY.multipliedBy(day)),
                    team,
                    email))
        .statusCode(202);
  }

  private String policy(String members) {
    return dispatch.policy(
        dispatch.survey("CSAT"),
        "\"delay\":\"PT0S\",\"filter\":{\"field\":\"team\",\"is\":\"%s\"}%s"
            .formatted(team, members));
  }

  private static ValidatableResponse dryRun(String policy, String body) {
    return Dispatch.asKey()
        .contentType("application/json")
        .body(body)
        .post("/v1/policies/" + policy + "/dry-run")
        .then();
  }

  private static String somebody() {
    return UUID.randomUUID() + "@example.com";
  }

  private long rows() {
    return dispatch.count(
        "select (select count(*) from decision) + (select count(*) from invitation)"
            + " + (select count(*) from delivery) + (select count(*) from outbox)"
            + " + (select count(*) from policy_counter) + (select count(*) from audit_entry)");
  }

  private static String skips(String reason) {
    return "skipped.find { it.reason == '" + reason + "' }.count";
  }

  @Test
  void it_tells_how_many_would_have_been_asked_how_many_twice_and_why_others_not() {
    String ada = somebody();
    report(ada, "COMPLETED", 0);
    report(ada, "COMPLETED", 3);
    report(ada, "COMPLETED", 10);
    report(somebody(), "COMPLETED", 5);
    String policy = policy(",\"coolDowns\":{\"perSurvey\":\"P7D\"}");
    long rows = rows();
    dryRun(policy, "{}")
        .statusCode(200)
        .body("asked", equalTo(3))
        .body("people", equalTo(2))
        .body("askedTwice", equalTo(1))
        .body(skips("COOL_DOWN_PER_SURVEY"), equalTo(1))
        .body("days", hasSize(3));
    assertThat(rows()).isEqualTo(rows);
  }

  @Test
  void what_was_taken_up_again_before_its_mail_would_not_have_been_asked_about() {
    String ada = somebody();
    report(ada, "COMPLETED", 0);
    report(ada, "REOPENED", 1);
    report(ada, "COMPLETED", 2);
    dryRun(policy(""), "{}").body("asked", equalTo(2));
    String later =
        dispatch.policy(
            dispatch.survey("CSAT"),
            "\"delay\":\"P2D\",\"filter\":{\"field\":\"team\",\"is\":\"%s\"}".formatted(team));
    dryRun(later, "{}").body("asked", equalTo(1)).body(skips("REOPENED_SINCE"), equalTo(1));
  }

  @Test
  void it_counts_as_every_n_and_its_quiet_time_do() {
    String ada = somebody();
    for (int day = 0; day < 5; day++) {
      report(ada, "COMPLETED", day);
    }
    String policy = policy(",\"trigger\":{\"type\":\"EVERY_N\",\"n\":3,\"orAfterQuiet\":\"P7D\"}");
    dryRun(policy, "{}")
        .body("asked", equalTo(2))
        .body("askedTwice", equalTo(1))
        .body(skips("COUNTING"), equalTo(4));
  }

  @Test
  void a_recurring_policy_is_tried_over_all_contacts_in_its_cycle() {
    String ada = somebody();
    report(ada, "COMPLETED", 0);
    dispatch.run(
        "update contact set attributes = jsonb_build_object('crowd', $1::text) where address = $2",
        team,
        ada);
    String policy =
        dispatch.policy(
            dispatch.survey("NPS"),
            "\"trigger\":{\"type\":\"RECURRING\"},"
                + "\"filter\":{\"field\":\"contact.attributes.crowd\",\"is\":\"%s\"}"
                    .formatted(team));
    long rows = rows();
    dryRun(policy, "{\"from\":\"2026-11-01T00:00:00Z\",\"to\":\"2026-11-22T12:00:00Z\"}")
        .statusCode(200)
        .body("from", equalTo("2026-10-01T00:00:00Z"))
        .body("to", equalTo("2027-01-01T00:00:00Z"))
        .body("asked", equalTo(1))
        .body("people", equalTo(1))
        .body("interactions", equalTo((int) dispatch.count("select count(*) from contact")))
        .body("days", hasSize(1));
    assertThat(rows()).isEqualTo(rows);
  }

  @Test
  void only_the_time_that_was_asked_for_is_looked_at() {
    report(somebody(), "COMPLETED", 0);
    report(somebody(), "COMPLETED", 5);
    String policy = policy("");
    dryRun(
            policy,
            "{\"from\":\"%s\",\"to\":\"%s\"}"
                .formatted(start.plus(DAY.multipliedBy(4)), start.plus(DAY.multipliedBy(6))))
        .body("asked", equalTo(1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"from\":\"2026-03-01T00:00:00Z\",\"to\":\"2026-02-01T00:00:00Z\"}",
        "{\"from\":\"2020-03-01T00:00:00Z\",\"to\":\"2026-02-01T00:00:00Z\"}",
        "{\"from\":\"+999999-01-01T00:00:00Z\",\"to\":\"+999999-02-01T00:00:00Z\"}"
      })
  void a_time_that_is_none_is_refused(String body) {
    dryRun(policy(""), body).statusCode(422).body("code", equalTo("OUT_OF_RANGE"));
  }

  @Test
  void a_policy_that_is_not_there_is_not_found() {
    dryRun(UUID.randomUUID().toString(), "{}").statusCode(404);
  }
}
