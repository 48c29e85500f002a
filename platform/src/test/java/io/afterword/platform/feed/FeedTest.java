package io.afterword.platform.feed;

import static io.afterword.platform.feed.FeedBench.DEADLINE;
import static io.afterword.platform.feed.FeedBench.run;
import static io.afterword.platform.feed.FeedBench.thing;
import static io.afterword.platform.feed.ThingReceiver.TYPE;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.dev.test.PostgresResource;
import io.afterword.platform.feed.Relay.Outcome;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.mutiny.core.http.HttpServerRequest;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events get from one service to another, whatever happens on the way. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class FeedTest {
  @Inject FeedBench bench;
  @Inject FeedStatus status;
  @Inject Outbox outbox;

  @TestHTTPResource("/feed")
  URI receiver;

  @BeforeEach
  void clear() {
    bench.clear();
  }

  @Test
  void a_receiver_that_was_down_for_an_hour_gets_everything() {
    StubSubscriber gone = StubSubscriber.accepting(bench.vertx());
    gone.close();
    Relay relay = bench.relay("a", gone.url());
    int tries = 130; // every half minute for an hour, and the quick ones at the beginning
    for (int i = 1; i <= tries; i++) {
      bench.append(thing("thing-" + i, 1, 1 + i % 5));
      assertThat(run(relay)).isEqualTo(Outcome.NOT_TAKEN);
      bench.stayInBackOff();
      assertThat(run(relay)).as("waits before the next try").isEqualTo(Outcome.IDLE);
      bench.passBackOff();
    }
    SubscriptionView shown = shown();
    assertThat(shown.state()).isEqualTo(SubscriptionView.State.FAILING);
    assertThat(shown.failures()).isEqualTo(tries);
    assertThat(shown.waiting()).isEqualTo(tries);
    assertThat(shown.lastError()).contains("refused");

    Relay back = bench.relay("a", receiver);
    assertThat(run(back)).isEqualTo(Outcome.DELIVERED);
    assertThat(run(back)).as("what was written after the first try").isEqualTo(Outcome.DELIVERED);
    assertThat(run(back)).isEqualTo(Outcome.IDLE);

    assertThat(bench.tally()).isEqualTo(Map.of(1, 26L, 2, 26L, 3, 26L, 4, 26L, 5, 26L));
    assertThat(shown().state()).isEqualTo(SubscriptionView.State.DELIVERING);
    assertThat(shown().failures()).isZero();
    assertThat(shown().waiting()).isZero();
  }

  @Test
  void the_wait_between_tries_doubles_to_half_a_minute() {
    StubSubscriber gone = StubSubscriber.accepting(bench.vertx());
    gone.close();
    Relay relay = bench.relay("a", gone.url());
    bench.append(thing("thing", 1, 3));
    List<Double> seconds = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      run(relay);
      seconds.add(
          bench
              .query(
                  "select extract(epoch from next_try_at - lease_until)::float8 as s"
                      + " from subscription")
              .iterator()
              .next()
              .getDouble("s"));
      bench.passBackOff();
    }
    assertThat(seconds.get(0)).isBetween(0.15, 0.2);
    assertThat(seconds.get(4)).isBetween(2.4, 3.2);
    assertThat(seconds.get(8)).isBetween(22.5, 30.0);
  }

  @Test
  void a_subscription_that_failed_for_five_days_is_paused_until_a_person_resumes_it() {
    StubSubscriber gone = StubSubscriber.accepting(bench.vertx());
    gone.close();
    Relay relay = bench.relay("a", gone.url());
    bench.append(thing("thing", 1, 3));
    run(relay);
    bench.execute("update subscription set failing_since = now() - interval '5 days 1 second'");
    bench.passBackOff();
    assertThat(run(relay)).isEqualTo(Outcome.NOT_TAKEN);
    bench.passBackOff();

    assertThat(shown().state()).isEqualTo(SubscriptionView.State.PAUSED);
    assertThat(shown().waiting()).isEqualTo(1);
    assertThat(run(relay)).as("no longer tried").isEqualTo(Outcome.IDLE);

    Subscriptions.resume(bench.pool(), FeedBench.SUBSCRIPTION).await().atMost(DEADLINE);
    assertThat(run(new Relay(FeedBench.SUBSCRIPTION, "a", bench.subscriptions(), real())))
        .isEqualTo(Outcome.DELIVERED);
    assertThat(bench.tally()).isEqualTo(Map.of(3, 1L));
  }

  @Test
  void a_receiver_that_answers_500_after_committing_counts_once() {
    AtomicInteger posts = new AtomicInteger();
    try (StubSubscriber forgetful =
        new StubSubscriber(
            bench.vertx(),
            (request, body) ->
                forward(request, body)
                    .map(answered -> posts.incrementAndGet() == 1 ? 500 : answered))) {
      Relay relay = bench.relay("a", forgetful.url());
      bench.append(thing("x", 1, 4), thing("y", 1, 5));

      assertThat(run(relay)).isEqualTo(Outcome.NOT_TAKEN);
      assertThat(bench.tally()).as("committed all the same").isEqualTo(Map.of(4, 1L, 5, 1L));
      bench.passBackOff();
      assertThat(run(relay)).isEqualTo(Outcome.DELIVERED);

      assertThat(forgetful.subjects()).containsExactly("x", "y", "x", "y");
      assertThat(bench.tally()).isEqualTo(Map.of(4, 1L, 5, 1L));
    }
  }

  @Test
  void a_poison_event_among_a_thousand_is_parked_and_shown_and_the_others_arrive() {
    List<OutboxEvent> events = new ArrayList<>();
    for (int i = 1; i <= 1000; i++) {
      events.add(thing("thing-" + i, 1, i == 617 ? 6 : 3));
    }
    bench.append(events);
    Relay relay = bench.relay("a", receiver);

    assertThat(run(relay)).isEqualTo(Outcome.DELIVERED);
    assertThat(run(relay)).isEqualTo(Outcome.IDLE);

    assertThat(bench.tally()).isEqualTo(Map.of(3, 999L));
    assertThat(status.read().await().atMost(DEADLINE).parked()).isEqualTo(1);
    assertThat(parked())
        .singleElement()
        .satisfies(
            parked -> {
              assertThat(parked.subject()).isEqualTo("thing-617");
              assertThat(parked.source()).isEqualTo("/sender");
              assertThat(parked.reason()).contains("thing_rating_is_allowed");
            });
  }

  @Test
  void ten_thousand_events_arrive_once_and_in_the_order_of_each_subject() {
    try (StubSubscriber watched = new StubSubscriber(bench.vertx(), this::forward)) {
      Relay relay = bench.relay("a", watched.url());
      for (int revision = 1; revision <= 2; revision++) {
        for (int part = 0; part < 10; part++) {
          int each = revision;
          bench.append(
              IntStream.range(part * 500, part * 500 + 500)
                  .mapToObj(i -> thing("thing-" + i, each, each == 1 ? 1 : 2 + i % 4))
                  .toList());
        }
      }
      assertThat(run(relay)).isEqualTo(Outcome.DELIVERED);

      assertThat(watched.batchSizes()).hasSize(20).containsOnly(500);
      assertThat(watched.subjects()).hasSize(10_000);
      assertThat(bench.tally()).isEqualTo(Map.of(2, 1250L, 3, 1250L, 4, 1250L, 5, 1250L));
      assertThat(run(relay)).isEqualTo(Outcome.IDLE);
    }
  }

  @Test
  void of_two_transactions_the_one_that_commits_last_is_not_lost_though_its_number_is_lower() {
    Relay relay = bench.relay("a", receiver);
    PlainReader plain = new PlainReader();
    SqlConnection early = bench.pool().getConnection().await().atMost(DEADLINE);
    early.query("begin").execute().await().atMost(DEADLINE);
    outbox.append(early, List.of(thing("early", 1, 1))).await().atMost(DEADLINE);
    bench.append(thing("late", 1, 2)); // takes the higher number, commits first

    assertThat(run(relay)).isEqualTo(Outcome.DELIVERED);
    plain.read();
    assertThat(bench.tally()).isEqualTo(Map.of(2, 1L));

    early.query("commit").execute().await().atMost(DEADLINE);
    early.close().await().atMost(DEADLINE);
    assertThat(run(relay)).isEqualTo(Outcome.DELIVERED);
    plain.read();

    assertThat(bench.tally()).isEqualTo(Map.of(1, 1L, 2, 1L));
    assertThat(plain.subjects)
        .as("a reader that goes by the number alone loses the early one")
        .containsExactly("late");
  }

  @Test
  void a_writing_transaction_elsewhere_does_not_hold_the_feed_up() {
    Relay relay = bench.relay("a", receiver);
    SqlConnection elsewhere = bench.pool().getConnection().await().atMost(DEADLINE);
    elsewhere.query("begin; select pg_current_xact_id()").execute().await().atMost(DEADLINE);
    bench.append(thing("thing", 1, 4));

    assertThat(run(relay)).isEqualTo(Outcome.DELIVERED);

    assertThat(bench.tally()).isEqualTo(Map.of(4, 1L));
    elsewhere.query("rollback").execute().await().atMost(DEADLINE);
    elsewhere.close().await().atMost(DEADLINE);
  }

  @Test
  void a_new_type_in_a_subscription_brings_its_older_events() {
    Relay relay = bench.relay("a", receiver);
    bench.append(thing("thing", 1, 4), OutboxEvent.of("other.changed", "other", 1, Map.of()));
    run(relay);
    assertThat(bench.count("feed_parked")).isZero();

    bench.register(receiver, Set.of(TYPE, "other.changed"));
    assertThat(run(relay)).isEqualTo(Outcome.DELIVERED);

    assertThat(parked()).singleElement().extracting(ParkedEvent::type).isEqualTo("other.changed");
    assertThat(bench.tally()).as("the others came again, for nothing").isEqualTo(Map.of(4, 1L));
  }

  /** The reader that one would write first. */
  private final class PlainReader {
    private final List<String> subjects = new ArrayList<>();
    private long cursor;

    void read() {
      for (var row :
          bench.query("select id, subject from outbox where id > " + cursor + " order by id")) {
        cursor = row.getLong("id");
        subjects.add(row.getString("subject"));
      }
    }
  }

  private Subscriber real() {
    return bench.subscriber(receiver, FeedBench.POST_TIMEOUT);
  }

  private Uni<Integer> forward(HttpServerRequest request, String body) {
    var options =
        new RequestOptions().setMethod(HttpMethod.POST).setAbsoluteURI(receiver.toString());
    request.headers().getDelegate().forEach(options::putHeader);
    return bench
        .http()
        .request(options)
        .chain(forwarded -> forwarded.send(body))
        .map(answer -> answer.statusCode());
  }

  private SubscriptionView shown() {
    return status.read().await().atMost(DEADLINE).subscriptions().get(0);
  }

  private List<ParkedEvent> parked() {
    return ParkedEvents.list(bench.pool(), null, 10).await().atMost(DEADLINE);
  }
}
