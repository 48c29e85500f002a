package io.afterword.platform.feed;

import static io.afterword.platform.feed.FeedBench.DEADLINE;
import static io.afterword.platform.feed.FeedBench.run;
import static io.afterword.platform.feed.FeedBench.thing;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.dev.test.PostgresResource;
import io.afterword.platform.feed.Relay.Outcome;
import io.afterword.platform.job.Loop;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Several relays, slow and dead subscribers, and what a relay costs when there is nothing to do.
 */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class RelayRaceTest {
  private static final Duration PAUSE = Duration.ofMillis(5);

  @Inject FeedBench bench;

  @BeforeEach
  void clear() {
    bench.clear();
  }

  @Test
  void two_relays_at_once_deliver_every_event_once() throws InterruptedException {
    int total = 4_000;
    CountDownLatch arrived = new CountDownLatch(total);
    try (StubSubscriber subscriber = counting(arrived)) {
      Loop one = loop(bench.relay("one", subscriber.url()));
      Loop two = loop(bench.relay("two", subscriber.url()));
      one.start();
      two.start();
      for (int part = 0; part < total / 20; part++) {
        int first = part * 20;
        bench.append(
            IntStream.range(first, first + 20).mapToObj(i -> thing("thing-" + i, 1, 3)).toList());
      }
      assertThat(arrived.await(DEADLINE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      stop(one, two);

      assertThat(subscriber.subjects()).hasSize(total).doesNotHaveDuplicates();
    }
  }

  @Test
  void a_relay_that_wakes_after_its_lease_moves_nothing() {
    CompletableFuture<Void> posted = new CompletableFuture<>();
    CompletableFuture<Integer> answer = new CompletableFuture<>();
    try (StubSubscriber frozen =
            new StubSubscriber(
                bench.vertx(),
                (request, body) -> {
                  posted.complete(null);
                  return Uni.createFrom().completionStage(answer);
                });
        StubSubscriber other = StubSubscriber.accepting(bench.vertx())) {
      bench.append(thing("x", 1, 1), thing("y", 1, 2));
      bench.register(frozen.url(), Set.of(ThingReceiver.TYPE));
      Relay sleeper =
          new Relay(
              FeedBench.SUBSCRIPTION,
              "sleeper",
              bench.subscriptions(),
              bench.subscriber(frozen.url(), DEADLINE));
      CompletableFuture<Outcome> slept = sleeper.runOnce(() -> false).subscribeAsCompletionStage();
      posted.orTimeout(DEADLINE.toSeconds(), TimeUnit.SECONDS).join();

      Relay successor =
          new Relay(
              FeedBench.SUBSCRIPTION,
              "successor",
              bench.subscriptions(),
              bench.subscriber(other.url(), FeedBench.POST_TIMEOUT));
      assertThat(run(successor)).as("the lease still holds").isEqualTo(Outcome.IDLE);
      bench.execute("update subscription set lease_until = now()");
      assertThat(run(successor)).isEqualTo(Outcome.DELIVERED);
      bench.append(thing("z", 1, 3));
      answer.complete(204);

      assertThat(slept.orTimeout(DEADLINE.toSeconds(), TimeUnit.SECONDS).join())
          .isEqualTo(Outcome.FENCED_OFF);
      assertThat(run(successor)).isEqualTo(Outcome.DELIVERED);
      assertThat(other.subjects()).containsExactly("x", "y", "z");
    }
  }

  @Test
  void a_subscriber_that_never_answers_does_not_hold_up_another() throws InterruptedException {
    CountDownLatch arrived = new CountDownLatch(1_000);
    try (StubSubscriber silent =
            new StubSubscriber(bench.vertx(), (request, body) -> Uni.createFrom().nothing());
        StubSubscriber fast = counting(arrived)) {
      Subscriptions subscriptions = bench.subscriptions();
      Set<String> types = Set.of(ThingReceiver.TYPE);
      subscriptions.register("silent", silent.url().toString(), types).await().atMost(DEADLINE);
      Duration timeout = Duration.ofMillis(300);
      Relay stuck =
          new Relay("silent", "a", subscriptions, bench.subscriber(silent.url(), timeout));
      bench.append(IntStream.range(0, 1_000).mapToObj(i -> thing("thing-" + i, 1, 3)).toList());
      CompletableFuture<Outcome> waiting = stuck.runOnce(() -> false).subscribeAsCompletionStage();
      Loop loop = loop(bench.relay("a", fast.url()));
      loop.start();

      assertThat(arrived.await(DEADLINE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(waiting.orTimeout(DEADLINE.toSeconds(), TimeUnit.SECONDS).join())
          .isEqualTo(Outcome.NOT_TAKEN);
      stop(loop);
    }
  }

  @Test
  void a_relay_that_is_told_to_stop_gives_the_lease_back_in_the_middle_of_a_window() {
    try (StubSubscriber subscriber = StubSubscriber.accepting(bench.vertx())) {
      Relay relay = bench.relay("a", subscriber.url());
      bench.append(IntStream.range(0, 1_200).mapToObj(i -> thing("thing-" + i, 1, 3)).toList());

      assertThat(relay.runOnce(() -> true).await().atMost(DEADLINE)).isEqualTo(Outcome.MORE);
      assertThat(subscriber.subjects()).hasSize(500);
      assertThat(run(bench.relay("b", subscriber.url()))).isEqualTo(Outcome.DELIVERED);

      assertThat(subscriber.subjects()).hasSize(1_200).doesNotHaveDuplicates();
    }
  }

  @Test
  void polls_that_find_nothing_write_nothing_and_read_only_an_index() {
    try (StubSubscriber subscriber = StubSubscriber.accepting(bench.vertx())) {
      Relay relay = bench.relay("a", subscriber.url());
      bench.execute(
          """
          insert into outbox (event_id, type, subject, revision, data)
          select gen_random_uuid(), 'some.other', 's' || i, 1, '{}' from generate_series(1, 50000) i
          """);
      assertThat(run(relay)).isEqualTo(Outcome.DELIVERED);
      bench.execute("analyze outbox");
      String before = nextTransaction();
      for (int i = 0; i < 20; i++) {
        assertThat(run(relay)).isEqualTo(Outcome.IDLE);
      }
      assertThat(nextTransaction()).as("transactions that wrote").isEqualTo(before);

      assertThat(plan()).contains("Index").doesNotContain("Seq Scan on outbox");
    }
  }

  @Test
  void after_a_restore_into_another_cluster_nothing_stays_invisible() {
    try (StubSubscriber subscriber = StubSubscriber.accepting(bench.vertx())) {
      Relay relay = bench.relay("a", subscriber.url());
      bench.append(thing("kept", 1, 1));
      run(relay);
      bench.append(thing("ahead", 1, 2));
      bench.execute("update outbox set xid = '4000000000000'::xid8 where subject = 'ahead'");
      assertThat(subscriber.subjects()).containsExactly("kept");
      run(relay);
      assertThat(subscriber.subjects()).as("lost without being healed").containsExactly("kept");

      bench.subscriptions().healAfterRestore().await().atMost(DEADLINE);
      run(relay);

      assertThat(subscriber.subjects()).containsExactly("kept", "kept", "ahead");
    }
  }

  private StubSubscriber counting(CountDownLatch arrived) {
    return new StubSubscriber(
        bench.vertx(),
        (request, body) -> {
          FeedJson.parse(body).forEach(event -> arrived.countDown());
          return Uni.createFrom().item(204);
        });
  }

  private Loop loop(Relay relay) {
    return new Loop(
        bench.vertx().getDelegate(),
        "relay in a test",
        () -> relay.runOnce(() -> false).replaceWith(PAUSE));
  }

  private static void stop(Loop... loops) {
    Multi.createFrom()
        .items(loops)
        .onItem()
        .transformToUniAndMerge(Loop::stop)
        .collect()
        .asList()
        .await()
        .atMost(DEADLINE);
  }

  private String nextTransaction() {
    return bench
        .query("select pg_snapshot_xmax(pg_current_snapshot())::text as x")
        .iterator()
        .next()
        .getString("x");
  }

  private String plan() {
    StringBuilder plan = new StringBuilder();
    String poll =
        Subscriptions.WAITING
            .replace("$1", "'" + FeedBench.SUBSCRIPTION + "'")
            .replace("$2", "'a'");
    for (Row row : bench.query("explain " + poll)) {
      plan.append(row.getString(0)).append('\n');
    }
    return plan.toString();
  }
}
