package io.afterword.scoring.dashboard;

import io.afterword.dev.test.PostgresResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresResource.class)
class PulseTest {
  /** Who comes after a change was told twice hears nothing for twenty beats, a second each. */
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  @Inject Pool pool;

  @Test
  void a_page_that_is_closed_ends_its_own_stream_and_no_other() {
    Pulse pulse = new Pulse(pool);
    AssertSubscriber<Long> one = pulse.beats().subscribe().withSubscriber(all());
    AssertSubscriber<Long> other = pulse.beats().subscribe().withSubscriber(all());

    one.cancel();

    other.awaitNextItem(PATIENCE).assertNotTerminated();
    pulse.beats().subscribe().withSubscriber(all()).awaitNextItem(PATIENCE).assertNotTerminated();
    other.cancel();
  }

  @Test
  void a_service_that_ends_ends_every_stream() {
    Pulse pulse = new Pulse(pool);
    AssertSubscriber<Long> one = pulse.beats().subscribe().withSubscriber(all());
    AssertSubscriber<Long> other = pulse.beats().subscribe().withSubscriber(all());

    pulse.end();

    one.awaitCompletion(PATIENCE);
    other.awaitCompletion(PATIENCE);
  }

  private static AssertSubscriber<Long> all() {
    return AssertSubscriber.create(Long.MAX_VALUE);
  }
}
