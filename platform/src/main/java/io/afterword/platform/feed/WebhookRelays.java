package io.afterword.platform.feed;

import io.afterword.platform.http.OutgoingHttp;
import io.afterword.platform.job.Loop;
import io.afterword.platform.start.WorkStart;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Serves every registered webhook with a relay of its own, as the configured siblings are. */
@ApplicationScoped
class WebhookRelays {

  /** How soon a replica begins to serve a webhook that was registered at another one. */
  private static final Duration LOOK = Duration.ofSeconds(2);

  private final FeedConfig config;
  private final Subscriptions subscriptions;
  private final Webhooks webhooks;
  private final OutgoingHttp http;
  private final Vertx vertx;
  private final String source;
  private final boolean enabled;
  private final String replica = UUID.randomUUID().toString();
  private final Map<UUID, Loop> loops = new HashMap<>();
  private final Loop look;
  private volatile boolean stopping;

  WebhookRelays(
      FeedConfig config,
      Pool pool,
      Webhooks webhooks,
      OutgoingHttp http,
      Vertx vertx,
      @ConfigProperty(name = "afterword.service") String service,
      WebhookConfig offered) {
    this.config = config;
    this.subscriptions = new Subscriptions(pool, config.lease());
    this.webhooks = webhooks;
    this.http = http;
    this.vertx = vertx;
    this.source = "/" + service;
    this.enabled = offered.enabled();
    this.look = new Loop(vertx.getDelegate(), "webhooks", () -> lookAround().replaceWith(LOOK));
  }

  void start(@Observes WorkStart start) {
    if (enabled) {
      look.start();
    }
  }

  void stop(@Observes ShutdownEvent event) {
    stopping = true;
    look.stop().subscribe().with(stopped -> {});
    synchronized (loops) {
      loops.values().forEach(loop -> loop.stop().subscribe().with(stopped -> {}));
    }
  }

  private Uni<Void> lookAround() {
    return webhooks.active().invoke(this::serve).replaceWithVoid();
  }

  private void serve(List<UUID> active) {
    synchronized (loops) {
      for (UUID id : active) {
        loops.computeIfAbsent(id, this::started);
      }
      loops
          .entrySet()
          .removeIf(
              entry -> {
                boolean gone = !active.contains(entry.getKey());
                if (gone) {
                  entry.getValue().stop().subscribe().with(stopped -> {});
                }
                return gone;
              });
    }
  }

  private Loop started(UUID id) {
    Relay relay = relay(id);
    Loop loop =
        new Loop(
            vertx.getDelegate(),
            "relay to webhook " + id,
            () ->
                relay
                    .runOnce(() -> stopping)
                    .map(
                        outcome ->
                            outcome == Relay.Outcome.DELIVERED ? Duration.ZERO : config.pause()));
    loop.start();
    return loop;
  }

  /** The relay of one webhook, with a memory of its own. */
  Relay relay(UUID id) {
    return new Relay(
        Webhooks.nameOf(id),
        replica,
        subscriptions,
        new WebhookTaker(id, webhooks, http, source, config.postTimeout()));
  }
}
