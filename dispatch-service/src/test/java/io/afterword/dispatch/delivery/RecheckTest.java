package io.afterword.dispatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.dev.test.PostgresResource;
import io.afterword.dispatch.Asked;
import io.afterword.dispatch.Dispatch;
import io.afterword.dispatch.SurroundingsResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is looked at again when a mail is about to go out. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(SurroundingsResource.class)
class RecheckTest {
  @Inject Dispatch dispatch;
  @Inject Clock clock;

  @BeforeEach
  void afresh() {
    dispatch.startAfresh();
  }

  private void becomesDue(Asked asked) {
    dispatch.run(
        "update delivery_queue set due_at = now() where delivery_id ="
            + " (select id from delivery where invitation_id = $1)",
        asked.invitation());
  }

  private String ledger(Asked asked) {
    return dispatch.text(
        "select outcome || ' ' || reason from decision where invitation_id = $1"
            + " and point = 'SENDING' order by decided_at desc limit 1",
        asked.invitation());
  }

  private Instant due(Asked asked) {
    return Instant.parse(
        dispatch.text(
            "select to_char(due_at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')"
                + " from invitation where id = $1",
            asked.invitation()));
  }

  /** As two intakes leave it that race with one another and know different contacts. */
  @Test
  void a_conversation_that_was_taken_up_again_unnoticed_is_not_asked_about() {
    String policy = dispatch.policy(dispatch.survey("CSAT"), "");
    Asked asked = Asked.by(dispatch, policy, clock.instant().minusSeconds(60));
    dispatch.run(
        "insert into interaction (id, source, external_id, conversation, event, kind, occurred_at,"
            + " received_at, contact_id, content) select $2, source, 'again', conversation,"
            + " 'MERGED', 'SUPPORT', occurred_at + interval '1 second', now(), contact_id, '{}'"
            + " from invitation where id = $1",
        asked.invitation(),
        UUID.randomUUID());
    becomesDue(asked);
    asked.await("CANCELLED");
    assertThat(asked.state()).isEqualTo("CANCELLED");
    assertThat(ledger(asked)).isEqualTo("SKIP REOPENED_SINCE");
    assertThat(asked.mails()).isEmpty();
  }

  @Test
  void a_mail_that_comes_outside_of_its_window_moves_to_the_next_opening() {
    int hour = clock.instant().atZone(ZoneOffset.UTC).getHour();
    String opens = "%02d:00".formatted((hour + 2) % 22);
    String policy =
        dispatch.policy(
            dispatch.survey("CSAT"),
            "\"window\":{\"from\":\"%s\",\"to\":\"%02d:30\"}".formatted(opens, (hour + 2) % 22));
    Asked asked = Asked.by(dispatch, policy, clock.instant());
    Instant before = due(asked);
    becomesDue(asked);
    dispatch.await("it moved", () -> ledger(asked).equals("MOVE OUTSIDE_WINDOW"));
    assertThat(due(asked)).isAfter(clock.instant()).isBeforeOrEqualTo(before);
    assertThat(due(asked).atZone(ZoneOffset.UTC).toLocalTime()).hasToString(opens);
    assertThat(asked.state()).isEqualTo("SCHEDULED");
  }

  @Test
  void what_waits_with_a_lower_priority_gives_way_and_says_when_it_comes() {
    String email = UUID.randomUUID() + "@example.com";
    String low = dispatch.policy(dispatch.survey("NPS"), "\"delay\":\"PT1H\"");
    Asked waits = Asked.by(dispatch, low, clock.instant(), email);
    String high = dispatch.policy(dispatch.survey("CSAT"), "\"delay\":\"PT5H\",\"priority\":10");
    Asked first = Asked.by(dispatch, high, clock.instant(), email);
    assertThat(first.state()).isEqualTo("SCHEDULED");
    becomesDue(waits);
    dispatch.await("it moved", () -> ledger(waits).equals("MOVE OTHER_POLICY"));
    assertThat(due(waits)).isEqualTo(due(first).plus(Duration.ofHours(24)));
    assertThat(
            dispatch.text(
                "select facts ->> 'policyId' from decision where invitation_id = $1"
                    + " and outcome = 'MOVE'",
                waits.invitation()))
        .isEqualTo(high);
  }

  @Test
  void of_two_policies_with_the_same_priority_the_later_says_that_the_other_goes_first() {
    String first = dispatch.policy(dispatch.survey("CSAT"), "");
    String second = dispatch.policy(dispatch.survey("NPS"), "");
    Asked asked = Asked.by(dispatch, first, clock.instant());
    assertThat(
            dispatch.text(
                "select reason || ' ' || (facts ->> 'policyId') from decision where contact_id ="
                    + " (select contact_id from invitation where id = $1) and policy_id = $2",
                asked.invitation(),
                UUID.fromString(second)))
        .isEqualTo("OTHER_POLICY " + first);
  }

  @Test
  void a_daily_cap_holds_over_reports_that_come_at_once() {
    String policy = dispatch.policy(dispatch.survey("CSAT"), "\"dailyCap\":3");
    Instant once = clock.instant();
    IntStream.range(0, 12)
        .mapToObj(
            i ->
                CompletableFuture.runAsync(
                    () ->
                        Dispatch.report(
                                Dispatch.interaction(
                                    UUID.randomUUID().toString(),
                                    UUID.randomUUID() + "@example.com",
                                    once))
                            .statusCode(202)))
        .toList()
        .forEach(CompletableFuture::join);
    assertThat(asked(policy, "outcome = 'ASK'")).isEqualTo(3);
    assertThat(asked(policy, "reason = 'DAILY_CAP' and next_at > decided_at")).isEqualTo(9);
  }

  @Test
  void each_side_of_a_split_gets_its_subject_and_its_name_goes_with_the_response() {
    String policy =
        dispatch.policy(
            dispatch.survey("CSAT"),
            "\"delay\":\"PT0S\",\"split\":[{\"name\":\"A\",\"subject\":\"First words\"},"
                + "{\"name\":\"B\",\"subject\":\"Second words\"}]");
    for (int i = 0; i < 6; i++) {
      Asked asked = Asked.by(dispatch, policy, clock.instant()).await("SENT");
      String side =
          dispatch.text(
              "select context -> 'facts' ->> 'variant' from invitation where id = $1",
              asked.invitation());
      assertThat(asked.mails().get(0).header("Subject"))
          .contains(side.equals("A") ? "First words" : "Second words");
    }
  }

  private long asked(String policy, String and) {
    return dispatch.count(
        "select count(*) from decision where policy_id = $1 and " + and, UUID.fromString(policy));
  }
}
