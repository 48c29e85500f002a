package io.afterword.platform.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.http.HttpClient;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Both ends of a feed in one database, and short words for what the tests do with them. */
@ApplicationScoped
class FeedBench {
  static final String SUBSCRIPTION = "receiver";
  static final String SECRET = "whsec_dGhlIHNlY3JldCBvZiB0aGUgZmVlZCdzIHRlc3Rz";
  static final Duration DEADLINE = Duration.ofSeconds(20);
  static final Duration LEASE = Duration.ofSeconds(10);
  static final Duration POST_TIMEOUT = Duration.ofSeconds(4);

  private final Pool pool;
  private final Vertx vertx;
  private final Outbox outbox;
  private final HttpClient http;

  FeedBench(Pool pool, Vertx vertx, Outbox outbox) {
    this.pool = pool;
    this.vertx = vertx;
    this.outbox = outbox;
    this.http = vertx.createHttpClient();
  }

  Vertx vertx() {
    return vertx;
  }

  Pool pool() {
    return pool;
  }

  HttpClient http() {
    return http;
  }

  void clear() {
    execute("truncate outbox, subscription, feed_parked, thing, tally restart identity");
    execute("delete from allowed_rating where rating > 5");
  }

  Subscriptions subscriptions() {
    return new Subscriptions(pool, LEASE);
  }

  /** A relay of a replica to a subscriber of things; makes the subscription. */
  Relay relay(String replica, URI url) {
    register(url, Set.of(ThingReceiver.TYPE));
    return new Relay(SUBSCRIPTION, replica, subscriptions(), subscriber(url, POST_TIMEOUT));
  }

  void register(URI url, Set<String> types) {
    subscriptions().register(SUBSCRIPTION, url.toString(), types).await().atMost(DEADLINE);
  }

  Subscriber subscriber(URI url, Duration timeout) {
    return new Subscriber(http, url, new Signature(SECRET), "/sender", timeout);
  }

  static Relay.Outcome run(Relay relay) {
    return relay.runOnce(() -> false).await().atMost(DEADLINE);
  }

  /** Makes the wait after a failure last, if there is one. */
  void stayInBackOff() {
    execute(
        "update subscription set next_try_at = next_try_at + interval '1 hour'"
            + " where next_try_at > lease_until");
  }

  /** Forgets the wait after a failure, as if it had passed. */
  void passBackOff() {
    execute("update subscription set next_try_at = now()");
  }

  void append(OutboxEvent... events) {
    append(List.of(events));
  }

  void append(List<OutboxEvent> events) {
    pool.withTransaction(tx -> outbox.append(tx, events)).await().atMost(DEADLINE);
  }

  static OutboxEvent thing(String subject, int revision, int rating) {
    return OutboxEvent.of(ThingReceiver.TYPE, subject, revision, new ThingReceiver.Thing(rating));
  }

  /** The receiver's counts by rating, without the zeros. */
  Map<Integer, Long> tally() {
    Map<Integer, Long> tally = new TreeMap<>();
    for (Row row : query("select rating, n from tally where n <> 0")) {
      tally.put(row.getInteger("rating"), row.getLong("n"));
    }
    return tally;
  }

  long count(String from) {
    return query("select count(*) as n from " + from).iterator().next().getLong("n");
  }

  Row subscription() {
    return query("select * from subscription where name = '" + SUBSCRIPTION + "'")
        .iterator()
        .next();
  }

  /** Runs work where a session may be opened, as in a request. */
  <T> T onContext(Supplier<Uni<T>> work) {
    CompletableFuture<T> done = new CompletableFuture<>();
    Context context =
        VertxContext.createNewDuplicatedContext(vertx.getDelegate().getOrCreateContext());
    VertxContextSafetyToggle.setContextSafe(context, true);
    context.runOnContext(
        ignored -> work.get().subscribe().with(done::complete, done::completeExceptionally));
    return Uni.createFrom().completionStage(done).await().atMost(DEADLINE);
  }

  /** Asks again and again until it is so. */
  void await(BooleanSupplier so) {
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    while (!so.getAsBoolean()) {
      assertThat(System.nanoTime()).as("the deadline").isLessThan(deadline);
    }
  }

  Iterable<Row> query(String sql) {
    return pool.query(sql).execute().await().atMost(DEADLINE);
  }

  void execute(String sql, Object... parameters) {
    pool.preparedQuery(sql).execute(Tuple.from(parameters)).await().atMost(DEADLINE);
  }
}
