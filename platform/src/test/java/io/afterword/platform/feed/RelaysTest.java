package io.afterword.platform.feed;

import static io.afterword.platform.feed.FeedBench.DEADLINE;
import static io.afterword.platform.feed.FeedBench.thing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterword.dev.test.PostgresResource;
import io.afterword.platform.start.WorkStart;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the configuration to running relays and back. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class RelaysTest {
  @Inject FeedBench bench;

  @BeforeEach
  void clear() {
    bench.clear();
  }

  @Test
  void they_start_with_the_service_deliver_and_leave_no_lease_behind() throws InterruptedException {
    CountDownLatch arrived = new CountDownLatch(1);
    try (StubSubscriber subscriber =
        new StubSubscriber(
            bench.vertx(),
            (request, body) -> {
              arrived.countDown();
              return Uni.createFrom().item(204);
            })) {
      bench.subscriptions().register("former", "http://gone", Set.of("x")).await().atMost(DEADLINE);
      bench.append(thing("x", 1, 4));
      Relays relays =
          new Relays(
              config(subscriber.url(), Duration.ofSeconds(4)),
              bench.pool(),
              bench.vertx(),
              "sender");

      relays.start(new WorkStart());
      assertThat(arrived.await(DEADLINE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      relays.stop(new ShutdownEvent());

      assertThat(subscriber.subjects()).containsExactly("x");
      assertThat(bench.count("subscription where lease_until > now()")).isZero();
      assertThat(bench.count("subscription where to_snap is null and delivered_at is not null"))
          .isEqualTo(1);
      assertThat(bench.count("subscription where name = 'former' and retired_at is not null"))
          .isEqualTo(1);
    }
  }

  @Test
  void a_post_may_not_outlast_half_of_the_lease() {
    FeedConfig config = config(URI.create("http://localhost/feed"), Duration.ofSeconds(5));
    assertThatThrownBy(() -> new Relays(config, bench.pool(), bench.vertx(), "sender"))
        .hasMessageContaining("post-timeout must be less than half");
  }

  private static FeedConfig config(URI url, Duration postTimeout) {
    FeedConfig.Subscriber subscriber =
        new FeedConfig.Subscriber() {
          @Override
          public URI url() {
            return url;
          }

          @Override
          public String secret() {
            return FeedBench.SECRET;
          }

          @Override
          public Set<String> types() {
            return Set.of(ThingReceiver.TYPE);
          }
        };
    return new FeedConfig() {
      @Override
      public Map<String, Subscriber> subscriptions() {
        return Map.of(FeedBench.SUBSCRIPTION, subscriber);
      }

      @Override
      public Map<String, Sender> sources() {
        return Map.of();
      }

      @Override
      public Duration lease() {
        return FeedBench.LEASE;
      }

      @Override
      public Duration postTimeout() {
        return postTimeout;
      }

      @Override
      public Duration pause() {
        return Duration.ofMillis(5);
      }

      @Override
      public Duration retention() {
        return Duration.ofDays(30);
      }
    };
  }
}
