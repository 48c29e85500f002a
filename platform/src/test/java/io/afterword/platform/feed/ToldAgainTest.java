package io.afterword.platform.feed;

import static io.afterword.platform.feed.FeedBench.DEADLINE;
import static io.afterword.platform.feed.FeedBench.run;
import static io.afterword.platform.feed.FeedBench.thing;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.dev.test.PostgresResource;
import io.afterword.platform.feed.Relay.Outcome;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class ToldAgainTest {
  @Inject FeedBench bench;
  @Inject ToldAgain toldAgain;

  @TestHTTPResource("/feed")
  URI receiver;

  @BeforeEach
  void clear() {
    bench.clear();
  }

  @Test
  void a_receiver_that_was_restored_to_an_earlier_moment_hears_again_what_it_has_lost() {
    Relay relay = bench.relay("a", receiver);
    bench.append(thing("kept", 1, 5));
    bench.append(thing("lost", 1, 4));
    assertThat(run(relay)).isEqualTo(Outcome.DELIVERED);
    bench.execute("delete from thing where subject = 'lost'");
    bench.execute("update tally set n = n - 1 where rating = 4");
    assertThat(run(relay)).isEqualTo(Outcome.IDLE);

    assertThat(toldAgain.run().await().atMost(DEADLINE)).isEqualTo("2 events are told again");
    assertThat(run(relay)).isEqualTo(Outcome.DELIVERED);
    assertThat(bench.tally()).isEqualTo(Map.of(5, 1L, 4, 1L));
  }

  @Test
  void what_failed_before_the_backup_is_over() {
    Relay relay = bench.relay("a", receiver);
    bench.append(thing("kept", 1, 5));
    bench.execute(
        "update subscription set failures = 9, last_error = 'gone',"
            + " failing_since = now() - interval '6 days',"
            + " paused_at = now(), next_try_at = now() + interval '1 day'");
    assertThat(run(relay)).isNotEqualTo(Outcome.DELIVERED);

    toldAgain.run().await().atMost(DEADLINE);
    assertThat(run(relay)).isEqualTo(Outcome.DELIVERED);
    assertThat(bench.count("subscription where failing_since is null and paused_at is null"))
        .isEqualTo(1);
  }

  @Test
  void a_customers_webhook_hears_nothing_twice() {
    bench.execute(
        "insert into subscription (name, url, types, from_snap)"
            + " values ('webhook:1', 'https://hooks.example', '{}', pg_current_snapshot())");
    toldAgain.run().await().atMost(DEADLINE);
    assertThat(bench.count("subscription where from_snap is not null")).isEqualTo(1);
  }
}
