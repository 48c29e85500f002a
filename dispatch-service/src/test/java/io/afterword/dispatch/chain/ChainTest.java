package io.afterword.dispatch.chain;

import static io.afterword.dispatch.Dispatch.asKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.afterword.dev.test.PostgresResource;
import io.afterword.dispatch.Asked;
import io.afterword.dispatch.Dispatch;
import io.afterword.dispatch.SurroundingsResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** NPS, and sixty days later how easy it was. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(SurroundingsResource.class)
class ChainTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration SIXTY_DAYS = Duration.ofDays(60);

  @Inject Dispatch dispatch;
  @Inject Clock clock;
  @Inject ChainJob job;

  private String first = "";

  @BeforeEach
  void afresh() {
    dispatch.startAfresh();
    first = dispatch.policy(dispatch.survey("NPS"), "\"delay\":\"PT0S\"");
  }

  private static String trigger(String follows, String more) {
    return "\"trigger\":{\"type\":\"CHAIN\",\"follows\":\"%s\",\"after\":\"P60D\"%s}"
        .formatted(follows, more);
  }

  private String follow(String more) {
    return dispatch.policy(dispatch.survey("CES"), trigger(first, more));
  }

  private void run(Instant now) {
    job.run(now).await().atMost(PATIENCE);
  }

  private String decided(String policy, Asked asked) {
    return dispatch.text(
        "select concat_ws(' ', point, outcome, reason) from decision"
            + " where policy_id = $1 and interaction_id = $2",
        UUID.fromString(policy),
        asked.invitation());
  }

  private Asked sent() {
    return Asked.by(dispatch, first, clock.instant()).await("SENT");
  }

  private long rows(String policy) {
    return dispatch.count(
        "select count(*) from decision where policy_id = $1 and point = 'CHAIN'",
        UUID.fromString(policy));
  }

  @Test
  void sixty_days_after_the_first_mail_the_next_question_is_due() {
    String next = follow("");
    Asked ada = sent();
    Instant now = clock.instant();

    run(now.plus(SIXTY_DAYS).minus(Duration.ofHours(1)));
    assertThat(rows(next)).isZero();
    run(now.plus(SIXTY_DAYS).plus(Duration.ofMinutes(1)));
    assertThat(decided(next, ada)).isEqualTo("CHAIN ASK");
    assertThat(
            dispatch.text(
                "select concat_ws(' ', state, trigger) from invitation where policy_id = $1",
                UUID.fromString(next)))
        .isEqualTo("SCHEDULED CHAIN");
    run(now.plus(SIXTY_DAYS).plus(Duration.ofMinutes(2)));
    assertThat(rows(next)).isEqualTo(1);
  }

  @Test
  void it_can_wait_for_the_answer() {
    String next = follow(",\"step\":\"ANSWERED\"");
    Asked silent = sent();
    Asked heard = sent();
    dispatch.run(
        "update invitation set state = 'ANSWERED', answered_at = $2 where id = $1",
        heard.invitation(),
        clock.instant().atOffset(java.time.ZoneOffset.UTC));

    run(clock.instant().plus(SIXTY_DAYS).plus(Duration.ofMinutes(1)));
    assertThat(decided(next, heard)).isEqualTo("CHAIN ASK");
    assertThat(decided(next, silent)).isEmpty();
  }

  @Test
  void the_same_rules_hold_and_the_ledger_says_so() {
    String next = follow(",\"step\":\"SENT\"");
    Asked asked = sent();
    Asked optedOut = sent();
    dispatch.run("update contact set opted_out_at = now() where address = $1", optedOut.email());
    // Asked by somebody else the day before.
    Instant due = clock.instant().plus(SIXTY_DAYS);
    dispatch.run(
        "update invitation set first_sent_at = $2 where id = $1",
        asked.invitation(),
        clock.instant().atOffset(java.time.ZoneOffset.UTC));
    run(due.plus(Duration.ofDays(8)));
    assertThat(decided(next, asked)).isEqualTo("CHAIN SKIP TOO_OLD");
    assertThat(decided(next, optedOut)).isEqualTo("CHAIN SKIP TOO_OLD");

    String later = dispatch.policy(dispatch.survey("CSAT"), trigger(first, ""));
    dispatch.run(
        "update policy set created_at = now() - interval '1 day' where id = $1",
        UUID.fromString(later));
    run(due.plus(Duration.ofMinutes(1)));
    assertThat(decided(later, optedOut)).isEqualTo("CHAIN SKIP OPTED_OUT");
    assertThat(decided(later, asked)).isEqualTo("CHAIN ASK");
  }

  @Test
  void replicas_that_look_at_once_decide_once() {
    String next = follow("");
    List<Asked> crowd = IntStream.range(0, 12).mapToObj(i -> sent()).toList();
    Instant due = clock.instant().plus(SIXTY_DAYS).plus(Duration.ofMinutes(1));
    CompletableFuture.allOf(
            IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.runAsync(() -> run(due)))
                .toArray(CompletableFuture[]::new))
        .join();
    assertThat(rows(next)).isEqualTo(crowd.size());
    assertThat(
            dispatch.count(
                "select count(*) from invitation where policy_id = $1", UUID.fromString(next)))
        .isEqualTo(crowd.size());
  }

  @Test
  void what_was_over_before_the_policy_was_made_is_not_made_up_for() {
    Asked old = sent();
    dispatch.run(
        "update invitation set first_sent_at = $2, expires_at = $2 where id = $1",
        old.invitation(),
        clock.instant().minus(Duration.ofDays(61)).atOffset(java.time.ZoneOffset.UTC));
    String next = follow("");
    run(clock.instant());
    assertThat(rows(next)).isZero();
  }

  @Test
  void a_chain_that_follows_nothing_or_itself_is_refused() {
    UUID survey = dispatch.survey("CES");
    make(survey, trigger(UUID.randomUUID().toString(), ""))
        .statusCode(422)
        .body("code", equalTo("UNKNOWN_POLICY"));
    make(survey, "\"trigger\":{\"type\":\"CHAIN\"}")
        .statusCode(422)
        .body("errors.code", org.hamcrest.Matchers.hasItems("MISSING_FIELD"));
    make(survey, trigger(first, "").replace("P60D", "PT1H"))
        .statusCode(422)
        .body("code", equalTo("OUT_OF_RANGE"));
    make(survey, trigger(first, "") + ",\"filter\":{\"field\":\"channel\",\"is\":\"EMAIL\"}")
        .statusCode(422)
        .body("code", equalTo("INVALID_FILTER"));

    String second = follow("");
    asKey()
        .contentType("application/json")
        .header("If-Match", "\"0\"")
        .body(
            "{\"name\":\"a circle\",\"surveyId\":\"%s\",%s}".formatted(survey, trigger(second, "")))
        .put("/v1/policies/" + first)
        .then()
        .statusCode(422)
        .body("code", equalTo("NEVER_FIRES"));
  }

  @Test
  void it_can_be_tried_first() {
    String next =
        dispatch.policy(dispatch.survey("CES"), trigger(first, "") + ",\"enabled\":false");
    sent();
    Instant due = clock.instant().plus(SIXTY_DAYS);
    asKey()
        .contentType("application/json")
        .body(
            "{\"from\":\"%s\",\"to\":\"%s\"}"
                .formatted(due.minus(Duration.ofDays(1)), due.plus(Duration.ofDays(1))))
        .post("/v1/policies/" + next + "/dry-run")
        .then()
        .statusCode(200)
        .body("interactions", equalTo(1))
        .body("asked", equalTo(1))
        .body("people", equalTo(1));
  }

  @Test
  void it_is_shown_as_it_was_made() {
    String next = follow(",\"step\":\"ANSWERED\"");
    asKey()
        .get("/v1/policies/" + next)
        .then()
        .statusCode(200)
        .body("trigger.follows", equalTo(first))
        .body("trigger.step", equalTo("ANSWERED"))
        .body("trigger.after", equalTo("PT1440H"))
        .body("sentence", containsString("60 days after a person has answered policy " + first));
  }

  private static ValidatableResponse make(UUID survey, String members) {
    return asKey()
        .contentType("application/json")
        .body("{\"name\":\"Effort\",\"surveyId\":\"%s\",%s}".formatted(survey, members))
        .post("/v1/policies")
        .then();
  }
}
