package io.afterword.dispatch.reminder;

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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(SurroundingsResource.class)
class ReminderTest {
  @Inject Dispatch dispatch;
  @Inject Clock clock;
  @Inject Reminders reminders;

  @BeforeEach
  void afresh() {
    dispatch.startAfresh();
    dispatch.run("update invitation set remind_at = null");
  }

  private Asked asked(String members) {
    String policy = dispatch.policy(dispatch.survey("CSAT"), "\"delay\":\"PT0S\"" + members);
    Asked asked = Asked.by(dispatch, policy, clock.instant());
    dispatch.await("asked", () -> asked.state().equals("OPEN"));
    return asked;
  }

  private Asked asked() {
    return asked(",\"reminders\":[\"P3D\",\"P7D\"]");
  }

  /** As if the first mail had gone out that long ago. */
  private void pass(Asked asked, int days) {
    dispatch.run(
        "update invitation set first_sent_at = first_sent_at - $2 * interval '1 day',"
            + " expires_at = expires_at - $2 * interval '1 day',"
            + " remind_at = remind_at - $2 * interval '1 day' where id = $1",
        asked.invitation(),
        days);
  }

  private int step() {
    return reminders.step(clock.instant(), 100).await().atMost(Duration.ofSeconds(30));
  }

  private String kinds(Asked asked) {
    return dispatch.text(
        "select string_agg(kind || ' ' || state, ', ' order by id) from delivery"
            + " where invitation_id = $1",
        asked.invitation());
  }

  private void await(Asked asked, String kinds) {
    dispatch.await(kinds, () -> kinds(asked).equals(kinds));
  }

  @Test
  void who_has_not_answered_is_reminded_twice_with_the_same_link_and_then_left_alone() {
    Asked asked = asked();
    assertThat(step()).isZero();
    pass(asked, 3);
    assertThat(step()).isOne();
    assertThat(step()).isZero();
    await(asked, "FIRST SENT, REMINDER SENT");
    pass(asked, 4);
    assertThat(step()).isOne();
    await(asked, "FIRST SENT, REMINDER SENT, SECOND_REMINDER SENT");
    pass(asked, 5);
    assertThat(step()).isZero();
    assertThat(asked.mails()).hasSize(3);
    assertThat(asked.links().stream().distinct()).hasSize(1);
    assertThat(asked.messageIds()).doesNotHaveDuplicates();
    assertThat(asked.mails().get(0).source()).doesNotContain("A reminder:");
    assertThat(asked.mails().get(1).source()).contains("A reminder:");
  }

  @Test
  void a_reminder_goes_out_only_if_survey_service_still_takes_an_answer() {
    Asked asked = asked();
    SurroundingsResource.answered();
    pass(asked, 3);
    step();
    await(asked, "FIRST SENT, REMINDER CANCELLED");
    assertThat(asked.mails()).hasSize(1);
    assertThat(reason(asked)).isEqualTo("ANSWERED");
  }

  private String reason(Asked asked) {
    return dispatch.text(
        "select reason from decision where invitation_id = $1 and point = 'SENDING'"
            + " order by decided_at desc limit 1",
        asked.invitation());
  }

  @Test
  void a_paused_policy_reminds_nobody() {
    Asked asked = asked();
    dispatch.run("update policy set enabled = false");
    pass(asked, 3);
    step();
    await(asked, "FIRST SENT, REMINDER CANCELLED");
    assertThat(reason(asked)).isEqualTo("POLICY_DISABLED");
    assertThat(asked.state()).isEqualTo("OPEN");
  }

  @Test
  void who_was_late_keeps_the_distance_between_the_two() {
    Asked asked = asked();
    pass(asked, 6);
    assertThat(step()).isOne();
    pass(asked, 3);
    assertThat(step()).isZero();
    pass(asked, 1);
    assertThat(step()).isOne();
  }

  @Test
  void a_reminder_waits_for_the_window_and_needs_no_gap() {
    Asked asked =
        asked(
            ",\"reminders\":[\"P3D\"],\"coolDowns\":{\"acrossAll\":\"P30D\"},"
                + "\"window\":{\"from\":\"%s\",\"to\":\"%s\"}"
                    .formatted(hour(0), hour(0).equals("23:00") ? "24:00" : hour(1)));
    pass(asked, 3);
    Instant outside = clock.instant().plus(Duration.ofHours(2));
    assertThat(reminders.step(outside, 100).await().atMost(Duration.ofSeconds(30))).isOne();
    assertThat(
            dispatch.text(
                "select to_char(due_at at time zone 'UTC', 'HH24:MI') from delivery"
                    + " where invitation_id = $1 and kind = 'REMINDER'",
                asked.invitation()))
        .isEqualTo(hour(0));
  }

  /** The hour that it is now, or the one after that. */
  private String hour(int more) {
    return "%02d:00".formatted((clock.instant().atZone(ZoneOffset.UTC).getHour() + more) % 24);
  }

  @Test
  void an_invitation_without_reminders_is_sent_once() {
    Asked asked = asked("");
    pass(asked, 13);
    step();
    assertThat(kinds(asked)).isEqualTo("FIRST SENT");
  }
}
