package io.afterword.platform.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.dev.test.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class JobRunnerTest {
  private static final Duration DEADLINE = Duration.ofSeconds(20);
  private static final Duration EVERY = Duration.ofMinutes(10);
  private static final Instant START = Instant.parse("2026-03-28T12:00:00Z");

  @Inject JobRepository repository;
  @Inject Pool pool;
  @Inject Vertx vertx;

  private Instant now = START;

  @BeforeEach
  void clear() {
    execute("truncate job");
  }

  @Test
  void a_job_runs_when_it_is_due_and_again_after_its_interval() {
    TestJob job = new TestJob("sweep", () -> Uni.createFrom().item("3 swept"));
    JobRunner runner = runner(job);

    runDue(runner);
    assertThat(job.runs).as("not due before its first interval").hasValue(0);
    now = START.plus(EVERY);
    runDue(runner);
    runDue(runner);
    assertThat(job.runs).hasValue(1);

    assertThat(shown("sweep"))
        .isEqualTo(new JobView("sweep", now.plus(EVERY), false, now, "3 swept", 0, null));
    now = now.plus(EVERY);
    runDue(runner);
    assertThat(job.runs).hasValue(2);
  }

  @Test
  void of_two_replicas_one_runs_each_job() {
    TestJob[] jobs =
        IntStream.range(0, 40)
            .mapToObj(i -> new TestJob("job-" + i, () -> Uni.createFrom().item("done")))
            .toArray(TestJob[]::new);
    JobRunner one = runner(jobs);
    JobRunner two = runner(jobs);
    runDue(one); // makes the rows
    now = START.plus(EVERY);

    Uni.join().all(one.runDue(), two.runDue()).andFailFast().await().atMost(DEADLINE);

    assertThat(jobs).allSatisfy(job -> assertThat(job.runs).hasValue(1));
  }

  @Test
  void a_job_that_fails_stays_due_waits_and_says_so() {
    AtomicInteger tries = new AtomicInteger();
    TestJob job =
        new TestJob(
            "flaky",
            () -> {
              if (tries.incrementAndGet() == 1) {
                throw new IllegalStateException("no disk");
              }
              return Uni.createFrom().item("fine");
            });
    JobRunner runner = runner(job);
    runDue(runner);
    now = START.plus(EVERY);

    runDue(runner);
    assertThat(shown("flaky").failures()).isEqualTo(1);
    assertThat(shown("flaky").lastError()).contains("no disk");
    assertThat(shown("flaky").dueAt()).isEqualTo(now);
    // However long it takes to come back here, the wait is not over.
    execute(
        "update job set next_try_at = next_try_at + interval '1 hour'"
            + " where next_try_at > lease_until");
    runDue(runner);
    assertThat(tries).as("waits before it is tried again").hasValue(1);

    execute("update job set next_try_at = now()");
    runDue(runner);
    assertThat(shown("flaky").failures()).isZero();
    assertThat(shown("flaky").lastResult()).isEqualTo("fine");
  }

  @Test
  void a_run_that_outlived_its_lease_is_not_recorded() {
    CompletableFuture<String> slow = new CompletableFuture<>();
    TestJob sleeping = new TestJob("sweep", () -> Uni.createFrom().completionStage(slow));
    TestJob awake = new TestJob("sweep", () -> Uni.createFrom().item("by the other"));
    JobRunner sleeper = runner(sleeping);
    JobRunner other = runner(awake);
    runDue(sleeper);
    now = START.plus(EVERY);
    CompletableFuture<Void> run = sleeper.runDue().subscribeAsCompletionStage();
    sleeping.started.orTimeout(DEADLINE.toSeconds(), TimeUnit.SECONDS).join();
    runDue(other);
    assertThat(awake.runs).as("the lease still holds").hasValue(0);
    assertThat(shown("sweep").running()).isTrue();

    execute("update job set lease_until = now()");
    runDue(other);
    slow.complete("too late");
    run.orTimeout(DEADLINE.toSeconds(), TimeUnit.SECONDS).join();

    assertThat(shown("sweep").lastResult()).isEqualTo("by the other");
  }

  @Test
  void a_long_run_holds_up_no_other_job_and_is_given_back_when_the_service_stops() {
    CompletableFuture<Void> done = new CompletableFuture<>();
    TestJob endless = new TestJob("endless", () -> Uni.createFrom().nothing());
    TestJob quick =
        new TestJob("quick", () -> Uni.createFrom().item("done").invoke(() -> done.complete(null)));
    JobRunner runner = runner(endless, quick);
    runDue(runner);
    now = START.plus(EVERY);

    runner.startDue().await().atMost(DEADLINE);
    done.orTimeout(DEADLINE.toSeconds(), TimeUnit.SECONDS).join();
    endless.started.orTimeout(DEADLINE.toSeconds(), TimeUnit.SECONDS).join();
    assertThat(shown("endless").running()).isTrue();

    runner.abandon().await().atMost(DEADLINE);
    assertThat(shown("endless").running()).isFalse();
    assertThat(shown("endless").dueAt()).as("still due").isEqualTo(START.plus(EVERY));
  }

  @Test
  void a_run_beyond_its_limit_is_given_up() {
    TestJob endless =
        new TestJob("endless", () -> Uni.createFrom().nothing(), Duration.ofMillis(50));
    JobRunner runner = runner(endless);
    runDue(runner);
    now = START.plus(EVERY);

    runDue(runner);

    assertThat(shown("endless").lastError()).contains("gave up after PT0.05S");
  }

  @Test
  void a_job_that_was_due_far_ahead_is_drawn_forward_when_a_replica_starts() {
    TestJob job = new TestJob("sweep", () -> Uni.createFrom().item("done"));
    now = START.plus(Duration.ofDays(300)); // the clock of an earlier run was set ahead
    runDue(runner(job));
    now = START;
    runDue(runner(job));

    assertThat(shown("sweep").dueAt()).isEqualTo(START.plus(EVERY));
  }

  private JobRunner runner(TestJob... jobs) {
    return new JobRunner(
        Arrays.stream(jobs).collect(Collectors.toMap(Job::name, Function.identity())),
        repository,
        new TestClock(() -> now),
        ZoneOffset.UTC,
        new FreshContext(vertx));
  }

  private static void runDue(JobRunner runner) {
    runner.runDue().await().atMost(DEADLINE);
  }

  private JobView shown(String name) {
    List<JobView> views = repository.list(Set.of(name)).await().atMost(DEADLINE);
    assertThat(views).hasSize(1);
    return views.get(0);
  }

  private void execute(String sql) {
    pool.query(sql).execute().await().atMost(DEADLINE);
  }

  /** Not a bean: the application's own runner knows nothing of it. */
  private static final class TestJob implements Job {
    private final String name;
    private final Supplier<Uni<String>> work;
    private final Duration limit;
    private final AtomicInteger runs = new AtomicInteger();
    private final CompletableFuture<Void> started = new CompletableFuture<>();

    TestJob(String name, Supplier<Uni<String>> work) {
      this(name, work, Duration.ofMinutes(15));
    }

    TestJob(String name, Supplier<Uni<String>> work, Duration limit) {
      this.name = name;
      this.work = work;
      this.limit = limit;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public Instant next(Instant after, ZoneId zone) {
      return after.plus(EVERY);
    }

    @Override
    public Uni<String> run(Instant now) {
      runs.incrementAndGet();
      started.complete(null);
      return work.get();
    }

    @Override
    public Duration limit() {
      return limit;
    }
  }

  private static final class TestClock extends Clock {
    private final Supplier<Instant> now;

    TestClock(Supplier<Instant> now) {
      this.now = now;
    }

    @Override
    public Instant instant() {
      return now.get();
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }
}
