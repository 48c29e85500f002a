package io.afterword.dispatch.recurrence;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.dev.test.PostgresResource;
import io.afterword.dispatch.Dispatch;
import io.afterword.dispatch.SurroundingsResource;
import io.afterword.dispatch.recurrence.Waves.Wave;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A cycle of many contacts whose transactions are killed on the way, while interactions come in. At
 * full size: {@code -Dwave.people=1000000 "-Dtest.patience=3 h"}.
 */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(SurroundingsResource.class)
class WaveKillTest {
  private static final int PEOPLE = Integer.getInteger("wave.people", 20_000);
  private static final int KILLS = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Inject Dispatch dispatch;
  @Inject Clock clock;
  @Inject Waves waves;

  private final String crowd = UUID.randomUUID().toString();

  @BeforeEach
  void afresh() {
    dispatch.startAfresh();
  }

  /** So many rows would slow down whatever walks all contacts. */
  @AfterEach
  void nobodyIsLeft() {
    dispatch.startAfresh();
    String theirs = "(select id from contact where attributes ->> 'crowd' = '" + crowd + "')";
    dispatch.run(
        "delete from delivery where invitation_id in"
            + " (select id from invitation where contact_id in "
            + theirs
            + ")");
    dispatch.run("delete from invitation where contact_id in " + theirs);
    dispatch.run("delete from decision where contact_id in " + theirs);
    dispatch.run("delete from contact where id in " + theirs);
  }

  @Test
  void everybody_is_asked_once_in_short_transactions_though_some_are_killed() throws Exception {
    dispatch.run(
        "insert into contact (id, email, address, time_zone, attributes, details_at, created_at)"
            + " select gen_random_uuid(), a, a, 'Europe/Oslo',"
            + " jsonb_build_object('crowd', $1::text), now(), now()"
            + " from (select n || '-' || $1 || '@example.com' as a from generate_series(1, $2) n) x",
        crowd,
        PEOPLE);
    LocalDate monday =
        LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)
            .plusYears(60)
            .with(TemporalAdjusters.next(DayOfWeek.MONDAY));
    UUID policy =
        UUID.fromString(
            dispatch.policy(
                dispatch.survey("NPS"),
                "\"trigger\":{\"type\":\"RECURRING\",\"every\":\"P3M\",\"start\":\"%s\",\"spread\":\"P1D\"},"
                        .formatted(monday)
                    + "\"filter\":{\"field\":\"contact.attributes.crowd\",\"is\":\"%s\"}"
                        .formatted(crowd)));
    Instant now = monday.atTime(6, 0).toInstant(ZoneOffset.UTC);
    Wave wave = waves.due(now).await().atMost(PATIENCE).get(0);
    var walking = new AtomicBoolean(true);
    var taken = new AtomicInteger();
    CompletableFuture<Void> reports = CompletableFuture.runAsync(() -> report(walking, taken));

    Duration longest = Duration.ZERO;
    int steps = 0;
    int killed = 0;
    boolean moved = true;
    while (moved) {
      long began = System.nanoTime();
      CompletableFuture<Boolean> step =
          waves.step(wave, now, WaveJob.BATCH).subscribeAsCompletionStage();
      boolean kill = killed < KILLS && steps >= 3 + 7 * killed;
      killed += kill && killHolders() ? 1 : 0;
      moved = outcome(step);
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      longest = !kill && took.compareTo(longest) > 0 ? took : longest;
      steps++;
    }
    walking.set(false);
    reports.get();
    System.out.printf(
        "wave of %d: %d steps, longest %d ms, %d killed, %d interactions taken meanwhile%n",
        PEOPLE, steps, longest.toMillis(), killed, taken.get());
    assertThat(killed).isEqualTo(KILLS);
    assertThat(taken.get()).isPositive();
    assertThat(
            dispatch.count(
                "select max(n) from (select count(*) as n from decision where point = 'WAVE'"
                    + " and policy_id = $1 group by xmin::text) of_one_transaction",
                policy))
        .as("people whom one transaction decides on")
        .isBetween(1L, (long) WaveJob.BATCH);
    assertThat(longest).isLessThan(Duration.ofSeconds(1));
    assertThat(count(policy, "decision where point = 'WAVE' and outcome = 'ASK' and"))
        .isEqualTo(PEOPLE);
    assertThat(count(policy, "invitation where")).isEqualTo(PEOPLE);
    assertThat(
            dispatch.count(
                "select count(distinct contact_id) from invitation where policy_id = $1", policy))
        .isEqualTo(PEOPLE);
  }

  private long count(UUID policy, String from) {
    return dispatch.count(
        "select count(*) from "
            + from
            + " policy_id = $1 and contact_id in (select id from contact"
            + " where attributes ->> 'crowd' = $2)",
        policy,
        crowd);
  }

  /** A transaction that was killed is done again; true until a step finds nothing. */
  private static boolean outcome(CompletableFuture<Boolean> step) throws InterruptedException {
    try {
      return step.get();
    } catch (ExecutionException gone) {
      return true;
    }
  }

  /** Whoever is in the middle of a wave's transaction. */
  private boolean killHolders() {
    for (int again = 0; again < 400; again++) {
      long killed =
          dispatch.count(
              "select count(pg_terminate_backend(pid)) from (select distinct pid from pg_locks"
                  + " where relation = 'wave'::regclass and granted and pid <> pg_backend_pid()) w");
      if (killed > 0) {
        return true;
      }
    }
    return false;
  }

  private void report(AtomicBoolean walking, AtomicInteger taken) {
    while (walking.get()) {
      String interaction =
          Dispatch.interaction(
              UUID.randomUUID().toString(), UUID.randomUUID() + "@example.com", clock.instant());
      // A connection that was killed may be lent once more; whoever is told so comes again.
      dispatch.await(
          "a report is taken", () -> Dispatch.report(interaction).extract().statusCode() == 202);
      taken.incrementAndGet();
    }
  }
}
