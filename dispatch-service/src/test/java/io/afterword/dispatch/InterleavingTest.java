package io.afterword.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.dev.test.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * However reports, repeated reports and asks of the same people race one another: every cause has
 * exactly one row in the ledger for each policy, counts fire exactly at their n-th, and no two
 * mails to one person break the floor. The seed decides about the work and its order, not about the
 * threads.
 */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(SurroundingsResource.class)
class InterleavingTest {
  private static final int PEOPLE = 12;
  private static final int INTERACTIONS = 140;
  private static final int ASKS = 40;
  private static final int THREADS = 8;
  private static final int N = 3;

  @Inject Dispatch dispatch;
  @Inject Clock clock;

  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private final String run = UUID.randomUUID().toString();

  @BeforeEach
  void afresh() {
    dispatch.startAfresh();
  }

  @AfterEach
  void stop() {
    threads.shutdown();
    dispatch.startAfresh();
  }

  private String email(int person) {
    return "person" + person + "-" + run + "@example.com";
  }

  private Runnable report(String id, int person, Instant at) {
    String body = Dispatch.interaction(id, email(person), at);
    return () -> Dispatch.report(body).statusCode(202);
  }

  private Runnable ask(String id, UUID survey, int person) {
    String body =
        "{\"source\":\"shop\",\"id\":\"%s\",\"surveyId\":\"%s\",\"contact\":{\"email\":\"%s\"}}"
            .formatted(id, survey, email(person));
    return () ->
        Dispatch.asKey()
            .contentType("application/json")
            .body(body)
            .post("/v1/asks")
            .then()
            .statusCode(200);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 20, 300})
  void one_row_for_each_cause_each_nth_fires_and_the_floor_holds(long seed) {
    Random random = new Random(seed);
    UUID requested = dispatch.survey("CSAT");
    List<String> each =
        List.of(
            dispatch.policy(dispatch.survey("CSAT"), "\"delay\":\"PT0S\""),
            dispatch.policy(dispatch.survey("NPS"), "\"delay\":\"PT0S\",\"priority\":5"));
    String counting =
        dispatch.policy(
            dispatch.survey("NPS"),
            "\"delay\":\"PT0S\",\"priority\":9,\"trigger\":{\"type\":\"EVERY_N\",\"n\":%d}"
                .formatted(N));
    String asked = dispatch.policy(requested, "\"trigger\":{\"type\":\"ON_REQUEST\"}");
    int[] of = new int[PEOPLE];
    List<Runnable> work = new ArrayList<>();
    Instant now = clock.instant();
    for (int i = 0; i < INTERACTIONS; i++) {
      int person = random.nextInt(PEOPLE);
      of[person]++;
      Runnable report =
          report(run + "-" + i, person, now.minus(Duration.ofSeconds(random.nextInt(3600))));
      Collections.nCopies(1 + random.nextInt(3), report).forEach(work::add);
    }
    for (int i = 0; i < ASKS; i++) {
      Runnable ask = ask(run + "-" + i, requested, random.nextInt(PEOPLE));
      Collections.nCopies(1 + random.nextInt(2), ask).forEach(work::add);
    }
    Collections.shuffle(work, random);
    CompletableFuture.allOf(
            work.stream()
                .map(task -> CompletableFuture.runAsync(task, threads))
                .toArray(CompletableFuture[]::new))
        .join();

    for (String policy : List.of(each.get(0), each.get(1), counting)) {
      assertThat(rows("INTAKE", policy)).isEqualTo(INTERACTIONS);
      assertThat(causes("INTAKE", policy)).isEqualTo(INTERACTIONS);
    }
    assertThat(rows("ASK", asked)).isEqualTo(ASKS);
    assertThat(causes("ASK", asked)).isEqualTo(ASKS);
    assertThat(
            dispatch.count(
                "select count(*) from decision where policy_id = $1 and point = 'INTAKE'"
                    + " and reason is distinct from 'COUNTING'",
                UUID.fromString(counting)))
        .isEqualTo(IntStream.of(of).mapToLong(count -> count / N).sum());
    awaitNothingDue();
    assertThat(
            dispatch.count(
                "select count(*) from (select contact_id from invitation i join contact c"
                    + " on c.id = i.contact_id where c.address like $1 and first_sent_at is not null"
                    + " group by contact_id having count(*) > 1) twice",
                "%" + run + "%"))
        .as("people with two mails within the floor")
        .isZero();
    assertThat(
            dispatch.count(
                "select count(distinct contact_id) from invitation i join contact c"
                    + " on c.id = i.contact_id where c.address like $1 and first_sent_at is not null",
                "%" + run + "%"))
        .as("people who were asked")
        .isEqualTo(IntStream.of(of).filter(count -> count > 0).count());
  }

  private void awaitNothingDue() {
    dispatch.await(
        "all that is due is settled",
        Duration.ofSeconds(60),
        () -> dispatch.count("select count(*) from delivery_queue where due_at <= now()") == 0);
  }

  private long rows(String point, String policy) {
    return dispatch.count(
        "select count(*) from decision where policy_id = $1 and point = $2",
        UUID.fromString(policy),
        point);
  }

  private long causes(String point, String policy) {
    return dispatch.count(
        "select count(distinct (policy_version, interaction_id)) from decision"
            + " where policy_id = $1 and point = $2",
        UUID.fromString(policy),
        point);
  }
}
