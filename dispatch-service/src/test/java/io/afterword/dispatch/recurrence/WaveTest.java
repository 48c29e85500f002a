package io.afterword.dispatch.recurrence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterword.dev.test.PostgresResource;
import io.afterword.dispatch.DatabaseFaults;
import io.afterword.dispatch.Dispatch;
import io.afterword.dispatch.SurroundingsResource;
import io.afterword.dispatch.failure.Fault;
import io.afterword.dispatch.failure.Shows;
import io.afterword.dispatch.recurrence.Waves.Wave;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(SurroundingsResource.class)
class WaveTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Inject Dispatch dispatch;
  @Inject Clock clock;
  @Inject Waves waves;
  @Inject WaveJob job;

  /** Marks the contacts of one test. */
  private String crowd;

  /** A Monday in a year that no other test comes to. */
  private LocalDate monday;

  @BeforeEach
  void afresh() {
    dispatch.startAfresh();
    crowd = UUID.randomUUID().toString();
    monday =
        LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)
            .plusYears(5 + new Random().nextInt(40))
            .with(TemporalAdjusters.next(DayOfWeek.MONDAY));
  }

  @AfterEach
  void nobodyIsLeft() {
    dispatch.startAfresh();
  }

  private void people(int count) {
    dispatch.run(
        "insert into contact (id, email, address, name, time_zone, attributes, details_at, created_at)"
            + " select gen_random_uuid(), a, a, 'Ada', 'Europe/Oslo',"
            + " jsonb_build_object('crowd', $1::text), now(), now()"
            + " from (select n || '-' || $1 || '@example.com' as a from generate_series(1, $2) n) x",
        crowd,
        count);
  }

  /** Of this test's people, weekly, from Monday on. */
  private UUID policy(String more) {
    return UUID.fromString(
        dispatch.policy(
            dispatch.survey("NPS"),
            ("\"trigger\":{\"type\":\"RECURRING\",\"every\":\"P4W\",\"start\":\"%s\"%s},"
                    + "\"filter\":{\"field\":\"contact.attributes.crowd\",\"is\":\"%s\"}")
                .formatted(monday, more, crowd)));
  }

  private Instant at(LocalDate day, int hour) {
    return day.atTime(hour, 0).toInstant(ZoneOffset.UTC);
  }

  private static <T> T now(Uni<T> work) {
    return work.await().atMost(PATIENCE);
  }

  private void walk(Instant at, int batch) {
    for (Wave wave : now(waves.due(at))) {
      boolean moved = true;
      while (moved) {
        moved = now(waves.step(wave, at, batch));
      }
    }
  }

  private long decisions(UUID policy, String and) {
    return dispatch.count(
        "select count(*) from decision d join contact c on c.id = d.contact_id"
            + " where d.policy_id = $1 and c.attributes ->> 'crowd' = $2 and "
            + and,
        policy,
        crowd);
  }

  private long asked(UUID policy) {
    return dispatch.count("select count(*) from invitation where policy_id = $1", policy);
  }

  @Test
  void everybody_is_asked_once_per_cycle_at_their_turn_and_the_next_cycle_asks_again() {
    people(120);
    UUID policy = policy(",\"spread\":\"P5D\"");
    walk(at(monday, 0), 50);
    long early = asked(policy);
    assertThat(early).isBetween(20L, 76L);
    for (int day = 0; day < 27; day++) {
      walk(at(monday.plusDays(day), 6), 50);
      walk(at(monday.plusDays(day), 18), 50);
    }
    assertThat(asked(policy)).isEqualTo(120);
    assertThat(decisions(policy, "point = 'WAVE' and outcome = 'ASK'")).isEqualTo(120);
    assertThat(decisions(policy, "facts ->> 'cycle' = '" + monday + "'")).isEqualTo(120);
    assertThat(
            dispatch.count(
                "select count(*) from invitation where policy_id = $1"
                    + " and (due_at at time zone 'Europe/Oslo')::time between '09:00' and '17:00'"
                    + " and extract(isodow from due_at at time zone 'Europe/Oslo') < 6",
                policy))
        .isEqualTo(120);
    for (int day = 27; day < 35; day++) {
      walk(at(monday.plusDays(day), 6), 50);
    }
    assertThat(asked(policy)).isEqualTo(240);
    assertThat(
            dispatch.count(
                "select count(*) from (select 1 from decision where policy_id = $1"
                    + " group by policy_version, interaction_id having count(*) > 1) twice",
                policy))
        .isZero();
  }

  @Test
  void the_queue_holds_no_more_than_today_and_tomorrow() {
    people(100);
    UUID policy = policy("");
    walk(at(monday, 6), 50);
    assertThat(asked(policy)).isBetween(1L, 30L);
    assertThat(
            dispatch.count(
                "select count(*) from invitation where policy_id = $1 and due_at > $2",
                policy,
                at(monday.plusDays(2), 0).atOffset(ZoneOffset.UTC)))
        .isZero();
  }

  @Test
  void who_joins_in_mid_cycle_is_asked_in_it_if_their_turn_is_still_to_come() {
    people(40);
    UUID policy = policy("");
    walk(at(monday, 6), 50);
    long before = asked(policy);
    crowdJoins(60);
    for (int day = 14; day < 28; day++) {
      walk(at(monday.plusDays(day), 6), 50);
    }
    assertThat(asked(policy)).isGreaterThan(before + 40).isLessThan(100);
    long cycle = asked(policy);
    for (int day = 28; day < 56; day++) {
      walk(at(monday.plusDays(day), 6), 50);
    }
    assertThat(asked(policy)).isEqualTo(cycle + 100);
  }

  private void crowdJoins(int count) {
    dispatch.run(
        "insert into contact (id, email, address, attributes, details_at, created_at)"
            + " select gen_random_uuid(), a, a, jsonb_build_object('crowd', $1::text), now(), now()"
            + " from (select 'j' || n || '-' || $1 || '@example.com' as a"
            + " from generate_series(1, $2) n) x",
        crowd,
        count);
  }

  @Test
  void who_was_asked_lately_is_skipped_and_the_ledger_names_the_next_turn() {
    people(30);
    UUID survey = dispatch.survey("CSAT");
    dispatch.run(
        "insert into invitation (id, revision, state, policy_id, trigger, survey_id, contact_id,"
            + " interaction_id, source, conversation, occurred_at, due_at, expires_after_seconds,"
            + " first_sent_at, expires_at, context, created_at)"
            + " select gen_random_uuid(), 2, 'OPEN', (select id from policy limit 1),"
            + " 'PER_INTERACTION', $1, id, gen_random_uuid(), 's', 'c', $2, $2, 1, $2,"
            + " $2::timestamptz + interval '1 s', '{}', $2 from contact"
            + " where attributes ->> 'crowd' = $3",
        survey,
        at(monday.minusDays(3), 12).atOffset(ZoneOffset.UTC),
        crowd);
    UUID policy = policyWith("\"coolDowns\":{\"acrossAll\":\"P30D\"}");
    for (int day = 0; day < 7; day++) {
      walk(at(monday.plusDays(day), 6), 50);
    }
    assertThat(decisions(policy, "outcome = 'ASK'")).isZero();
    assertThat(
            decisions(
                policy,
                "reason = 'COOL_DOWN_ACROSS_ALL' and next_at between '%s' and '%s'"
                    .formatted(monday.plusDays(28), monday.plusDays(34))))
        .isEqualTo(30);
  }

  private UUID policyWith(String more) {
    return UUID.fromString(
        dispatch.policy(
            dispatch.survey("NPS"),
            ("\"trigger\":{\"type\":\"RECURRING\",\"every\":\"P4W\",\"start\":\"%s\","
                    + "\"spread\":\"P5D\"},"
                    + "\"filter\":{\"field\":\"contact.attributes.crowd\",\"is\":\"%s\"},%s")
                .formatted(monday, crowd, more)));
  }

  @Test
  void a_paused_policy_stops_at_once() {
    people(60);
    UUID policy = policy("");
    Wave wave = now(waves.due(at(monday, 6))).get(0);
    dispatch.run("update policy set enabled = false where id = $1", policy);
    assertThat(now(waves.step(wave, at(monday, 6), 50))).isFalse();
    assertThat(asked(policy)).isZero();
  }

  @Test
  void a_policy_that_is_made_in_mid_cycle_does_not_make_up_for_turns_that_are_over() {
    people(100);
    UUID policy = policy("");
    walk(at(monday.plusDays(14), 6), 50);
    assertThat(decisions(policy, "true")).isLessThan(30);
    assertThat(decisions(policy, "reason = 'TOO_OLD'")).isZero();
  }

  @Test
  @Shows(Fault.WAVE_STEP)
  void a_step_that_fails_before_its_commit_leaves_the_old_cursor_and_is_done_again() {
    people(60);
    UUID policy = policy(",\"spread\":\"P1D\"");
    Wave wave = now(waves.due(at(monday, 6))).get(0);
    while (decisions(policy, "true") < 10) {
      assertThat(now(waves.step(wave, at(monday, 6), 15))).isTrue();
    }
    String cursor = cursor(policy);
    long asked = asked(policy);
    DatabaseFaults.fail(dispatch, "wave", "update", "40001");
    try {
      assertThatThrownBy(() -> now(waves.step(wave, at(monday, 6), 15)))
          .hasMessageContaining("made to fail");
    } finally {
      DatabaseFaults.heal(dispatch, "wave");
    }
    assertThat(cursor(policy)).isEqualTo(cursor);
    assertThat(asked(policy)).isEqualTo(asked);
    walk(at(monday, 6), 15);
    assertThat(decisions(policy, "outcome = 'ASK'")).isEqualTo(60);
    assertThat(asked(policy)).isEqualTo(60);
  }

  private String cursor(UUID policy) {
    return dispatch.text(
        "select place || '/' || contact_id from wave where policy_id = $1", policy);
  }

  @Test
  @Shows(Fault.WAVE_STEP)
  void a_wave_that_was_killed_after_its_commit_goes_on_and_asks_nobody_twice() {
    people(60);
    UUID policy = policy(",\"spread\":\"P1D\"");
    Wave wave = now(waves.due(at(monday, 6))).get(0);
    now(waves.step(wave, at(monday, 6), 15));
    // Even a cursor that a restored database has forgotten leads to no second invitation.
    walk(at(monday, 6), 15);
    assertThat(asked(policy)).isEqualTo(60);
    dispatch.run(
        "update wave set place = 0, contact_id = '00000000-0000-0000-0000-000000000000'"
            + " where policy_id = $1",
        policy);
    assertThat(now(waves.step(wave, at(monday, 6), 15))).isTrue();
    walk(at(monday, 6), 15);
    assertThat(asked(policy)).isEqualTo(60);
    assertThat(decisions(policy, "outcome = 'ASK'")).isEqualTo(60);
  }

  @Test
  void replicas_that_work_on_the_same_wave_ask_everybody_once() {
    people(200);
    UUID policy = policy(",\"spread\":\"P1D\"");
    Wave wave = now(waves.due(at(monday, 6))).get(0);
    boolean left = true;
    while (left) {
      List<Uni<Boolean>> steps = new ArrayList<>();
      for (int replica = 0; replica < 4; replica++) {
        steps.add(waves.step(wave, at(monday, 6), 20));
      }
      left = now(Uni.join().all(steps).andFailFast()).contains(true);
    }
    assertThat(asked(policy)).isEqualTo(200);
    assertThat(decisions(policy, "true")).isEqualTo(200);
  }

  @Test
  void the_job_walks_all_waves_and_says_so() {
    people(20);
    UUID policy = policy(",\"spread\":\"P1D\"");
    assertThat(now(job.run(at(monday, 6)))).endsWith("steps of waves");
    assertThat(asked(policy)).isEqualTo(20);
  }

  @Test
  void a_contact_who_does_not_pass_or_has_opted_out_is_skipped_with_the_reason() {
    people(10);
    dispatch.run(
        "update contact set opted_out_at = now() where attributes ->> 'crowd' = $1"
            + " and address like '1-%'",
        crowd);
    UUID policy = policy(",\"spread\":\"P1D\"");
    walk(at(monday, 6), 100);
    assertThat(decisions(policy, "reason = 'OPTED_OUT'")).isOne();
    assertThat(asked(policy)).isEqualTo(9);
    assertThat(
            dispatch.count(
                "select count(*) from decision where policy_id = $1 and reason = 'FILTERED_OUT'",
                policy))
        .isEqualTo(
            dispatch.count(
                    "select count(*) from contact"
                        + " where merged_into is null and erased_at is null")
                - 10);
  }
}
