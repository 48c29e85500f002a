package io.afterword.platform.feed;

import io.afterword.platform.job.Loop;
import io.afterword.platform.start.WorkStart;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.http.HttpClient;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Starts a relay for each configured subscriber, each with a loop of its own, so that a slow or
 * dead subscriber never holds up another.
 */
@ApplicationScoped
class Relays {
  private static final Logger LOG = Logger.getLogger(Relays.class);

  /** A subscriber whose address does not answer must not use up the time of the post. */
  private static final int CONNECT_TIMEOUT_MILLIS = 2_000;

  private final FeedConfig config;
  private final Subscriptions subscriptions;
  private final Vertx vertx;
  private final String source;
  private final String replica = UUID.randomUUID().toString();
  private final HttpClient http;
  private final List<Loop> loops = new ArrayList<>();
  private volatile boolean stopping;
  private Cancellable registration = () -> {};

  Relays(
      FeedConfig config,
      Pool pool,
      Vertx vertx,
      @ConfigProperty(name = "afterword.service") String service) {
    if (config.postTimeout().multipliedBy(2).compareTo(config.lease()) >= 0) {
      throw new IllegalStateException(
          "afterword.feed.post-timeout must be less than half of afterword.feed.lease");
    }
    this.config = config;
    this.subscriptions = new Subscriptions(pool, config.lease());
    this.vertx = vertx;
    this.source = "/" + service;
    this.http =
        vertx.createHttpClient(new HttpClientOptions().setConnectTimeout(CONNECT_TIMEOUT_MILLIS));
  }

  void start(@Observes WorkStart start) {
    config.subscriptions().forEach((name, subscriber) -> loops.add(loop(name, subscriber)));
    registration =
        register()
            .onFailure()
            .invoke(failure -> LOG.warn("subscriptions cannot be registered yet", failure))
            .onFailure()
            .retry()
            .withBackOff(Duration.ofSeconds(1), Duration.ofSeconds(10))
            .indefinitely()
            .subscribe()
            .with(ignored -> loops.forEach(Loop::start));
  }

  void stop(@Observes ShutdownEvent event) {
    stopping = true;
    registration.cancel();
    // A relay ends after the batch that it is waiting for.
    Duration within = config.postTimeout().plusSeconds(1);
    try {
      Multi.createFrom()
          .iterable(List.copyOf(loops))
          .onItem()
          .transformToUniAndMerge(Loop::stop)
          .collect()
          .asList()
          .await()
          .atMost(within);
    } catch (RuntimeException e) {
      LOG.warn("relays did not stop in time; their leases end by themselves", e);
    }
    http.closeAndForget();
  }

  /** The service starts without its database; the relays wait for it. */
  private Uni<Void> register() {
    return subscriptions
        .healAfterRestore()
        .chain(() -> subscriptions.retireOthers(config.subscriptions().keySet()))
        .chain(
            () ->
                Multi.createFrom()
                    .iterable(config.subscriptions().entrySet())
                    .onItem()
                    .transformToUniAndConcatenate(
                        entry ->
                            subscriptions.register(
                                entry.getKey(),
                                entry.getValue().url().toString(),
                                entry.getValue().types()))
                    .collect()
                    .asList())
        .replaceWithVoid();
  }

  private Loop loop(String name, FeedConfig.Subscriber configured) {
    var subscriber =
        new Subscriber(
            http,
            configured.url(),
            new Signature(configured.secret()),
            source,
            config.postTimeout());
    var relay = new Relay(name, replica, subscriptions, subscriber);
    return new Loop(
        vertx.getDelegate(),
        "relay to " + name,
        () -> relay.runOnce(() -> stopping).map(this::pauseAfter));
  }

  private Duration pauseAfter(Relay.Outcome outcome) {
    return outcome == Relay.Outcome.DELIVERED ? Duration.ZERO : config.pause();
  }
}
