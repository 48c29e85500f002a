package io.afterword.dispatch.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.dev.test.PostgresResource;
import io.afterword.dispatch.Dispatch;
import io.afterword.dispatch.SurroundingsResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every n-th, on a real PostgreSQL: counted once each, whoever takes them in. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(SurroundingsResource.class)
class EveryNTest {
  private static final Duration QUIET = Duration.ofDays(30);

  @Inject Dispatch dispatch;
  @Inject Clock clock;
  @Inject QuietTime quiet;

  @BeforeEach
  void afresh() {
    dispatch.startAfresh();
  }

  private static String somebody() {
    return UUID.randomUUID() + "@example.com";
  }

  private String everyN(String more) {
    return dispatch.policy(
        dispatch.survey("CSAT"),
        "\"trigger\":{\"type\":\"EVERY_N\",%s},\"delay\":\"PT48H\",\"maxAge\":\"P60D\""
            .formatted(more));
  }

  private long decisions(String policy, String email, String and) {
    return dispatch.count(
        "select count(*) from decision d join contact c on c.id = d.contact_id"
            + " where c.address = $1 and d.policy_id = $2 and "
            + and,
        email,
        UUID.fromString(policy));
  }

  private long counted(String policy, String email) {
    return dispatch.count(
        "select coalesce(sum(counted), 0)::bigint from policy_counter p"
            + " join contact c on c.id = p.contact_id where c.address = $1 and p.policy_id = $2",
        email,
        UUID.fromString(policy));
  }

  /** Batches of random sizes, each report up to four times, six senders at once. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void intakes_that_race_fire_exactly_at_each_nth_distinct_interaction(long seed) throws Exception {
    String policy = everyN("\"n\":3");
    List<String> people = List.of(somebody(), somebody(), somebody());
    var random = new Random(seed);
    List<String> reports = new ArrayList<>();
    Instant now = clock.instant();
    for (int i = 0; i < 120; i++) {
      String email = people.get(i % people.size());
      String report = Dispatch.interaction(UUID.randomUUID().toString(), email, now);
      reports.addAll(Collections.nCopies(1 + random.nextInt(4), report));
    }
    Collections.shuffle(reports, random);
    var waiting = new ConcurrentLinkedQueue<String>();
    while (!reports.isEmpty()) {
      List<String> batch = reports.subList(0, Math.min(reports.size(), 1 + random.nextInt(12)));
      waiting.add("[" + String.join(",", batch) + "]");
      batch.clear();
    }
    ExecutorService senders = Executors.newFixedThreadPool(6);
    List<Future<?>> sending = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      sending.add(senders.submit(() -> send(waiting)));
    }
    for (Future<?> each : sending) {
      each.get();
    }
    senders.shutdown();

    for (String email : people) {
      assertThat(decisions(policy, email, "true")).isEqualTo(40);
      assertThat(decisions(policy, email, "reason = 'COUNTING'")).isEqualTo(27);
      assertThat(decisions(policy, email, "facts ->> 'counted' = '1'")).isEqualTo(14);
      assertThat(decisions(policy, email, "facts ->> 'counted' = '2'")).isEqualTo(13);
      assertThat(decisions(policy, email, "outcome = 'ASK'")).isOne();
      assertThat(counted(policy, email)).isOne();
    }
    assertThat(
            dispatch.count(
                "select count(*) from (select 1 from decision where policy_id = $1"
                    + " group by policy_version, interaction_id, point having count(*) > 1) twice",
                UUID.fromString(policy)))
        .isZero();
  }

  private static void send(ConcurrentLinkedQueue<String> waiting) {
    for (String batch = waiting.poll(); batch != null; batch = waiting.poll()) {
      Dispatch.report(batch).statusCode(202);
    }
  }

  private int step(Instant now) {
    return quietly(quiet.step(now, 100));
  }

  private static <T> T quietly(Uni<T> work) {
    return work.await().atMost(Duration.ofSeconds(30));
  }

  private void report(String email, Instant at) {
    Dispatch.report(Dispatch.interaction(UUID.randomUUID().toString(), email, at)).statusCode(202);
  }

  @Test
  void after_a_quiet_time_it_asks_once_about_the_last_that_was_counted_and_counts_anew() {
    String policy = everyN("\"n\":3,\"orAfterQuiet\":\"P30D\"");
    String email = somebody();
    Instant last = clock.instant().minus(Duration.ofDays(29));
    report(email, last.minus(Duration.ofDays(1)));
    report(email, last);
    assertThat(step(clock.instant())).isZero();
    Instant then = last.plus(QUIET);
    assertThat(step(then)).isOne();
    assertThat(step(then)).isZero();
    assertThat(decisions(policy, email, "point = 'QUIET' and outcome = 'ASK'")).isOne();
    assertThat(counted(policy, email)).isZero();
    assertThat(
            dispatch.text(
                "select i.occurred_at = (select max(occurred_at) from interaction x"
                    + " where x.contact_id = i.contact_id) from invitation i"
                    + " join contact c on c.id = i.contact_id where c.address = $1",
                email))
        .isEqualTo("true");
  }

  @Test
  void any_interaction_of_the_contact_moves_the_quiet_time_on_also_one_that_is_not_counted() {
    String policy =
        dispatch.policy(
            dispatch.survey("CSAT"),
            "\"trigger\":{\"type\":\"EVERY_N\",\"n\":3,\"orAfterQuiet\":\"P30D\"},"
                + "\"filter\":{\"field\":\"channel\",\"is\":\"EMAIL\"}");
    String email = somebody();
    Instant counted = clock.instant().minus(Duration.ofDays(20));
    report(email, counted);
    Dispatch.report(
            Dispatch.interaction(
                    UUID.randomUUID().toString(), email, counted.plus(Duration.ofDays(10)))
                .replace("\"EMAIL\"", "\"CHAT\""))
        .statusCode(202);
    step(counted.plus(QUIET));
    assertThat(decisions(policy, email, "point = 'QUIET'")).isZero();
    step(counted.plus(QUIET).plus(Duration.ofDays(10)));
    assertThat(decisions(policy, email, "point = 'QUIET'")).isOne();
  }

  @Test
  void two_who_look_for_quiet_contacts_at_once_ask_once() {
    String policy = everyN("\"n\":3,\"orAfterQuiet\":\"P30D\"");
    String email = somebody();
    Instant last = clock.instant().minus(Duration.ofDays(1));
    report(email, last);
    List<Uni<Integer>> steps = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      steps.add(quiet.step(last.plus(QUIET), 100));
    }
    quietly(Uni.join().all(steps).andFailFast());
    assertThat(decisions(policy, email, "point = 'QUIET'")).isOne();
  }

  @Test
  void a_paused_policy_asks_nobody_after_a_quiet_time() {
    String policy = everyN("\"n\":3,\"orAfterQuiet\":\"P30D\"");
    String email = somebody();
    Instant last = clock.instant().minus(Duration.ofDays(1));
    report(email, last);
    Dispatch.asKey()
        .header("If-Match", "\"0\"")
        .post("/v1/policies/" + policy + "/disable")
        .then()
        .statusCode(200);
    step(last.plus(QUIET));
    assertThat(decisions(policy, email, "point = 'QUIET'")).isZero();
  }

  @Test
  void another_filter_counts_from_zero_and_another_delay_goes_on() {
    String policy = everyN("\"n\":3");
    String email = somebody();
    report(email, clock.instant());
    change(policy, 0, "\"trigger\":{\"type\":\"EVERY_N\",\"n\":3},\"delay\":\"PT12H\"");
    report(email, clock.instant());
    assertThat(counted(policy, email)).isEqualTo(2);
    change(
        policy,
        1,
        "\"trigger\":{\"type\":\"EVERY_N\",\"n\":3},"
            + "\"filter\":{\"field\":\"channel\",\"is\":\"EMAIL\"}");
    report(email, clock.instant());
    assertThat(counted(policy, email)).isEqualTo(1);
  }

  private void change(String policy, int version, String members) {
    String survey =
        dispatch.text("select survey_id from policy where id = $1", UUID.fromString(policy));
    Dispatch.asKey()
        .contentType("application/json")
        .header("If-Match", "\"" + version + "\"")
        .body("{\"name\":\"Changed\",\"surveyId\":\"%s\",%s}".formatted(survey, members))
        .put("/v1/policies/" + policy)
        .then()
        .statusCode(200);
  }
}
