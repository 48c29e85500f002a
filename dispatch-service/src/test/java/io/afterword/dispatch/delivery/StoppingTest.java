package io.afterword.dispatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.dev.test.PostgresResource;
import io.afterword.dev.test.smtp.SmtpPhase;
import io.afterword.dispatch.Asked;
import io.afterword.dispatch.Dispatch;
import io.afterword.dispatch.SurroundingsResource;
import io.afterword.dispatch.failure.Fault;
import io.afterword.dispatch.failure.Shows;
import io.afterword.dispatch.smtp.Relay;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a sender does between SIGTERM and its end; a second sender beside the service's own. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(SurroundingsResource.class)
class StoppingTest {
  @Inject Dispatch dispatch;
  @Inject Workers workers;
  @Inject Clock clock;
  @Inject Vertx vertx;
  @Inject Round round;
  @Inject Mailing mailing;
  @Inject Relay relay;
  @Inject Bookkeeping books;

  private DispatchLoop leaving;
  private String policy;

  @BeforeEach
  void afresh() {
    dispatch.startAfresh();
    policy = dispatch.policy(dispatch.survey("CSAT"), "");
    leaving = new DispatchLoop(vertx, workers.tomorrow(), round, mailing, relay, books);
  }

  private CompletableFuture<Void> stop() {
    return CompletableFuture.runAsync(() -> leaving.stop(new ShutdownEvent()));
  }

  private long leased() {
    return dispatch.count("select count(*) from delivery_queue where status = 1");
  }

  @Test
  @Shows(Fault.SIGTERM)
  void a_mail_on_the_wire_is_finished_and_known_as_sent_before_the_sender_leaves()
      throws Exception {
    Asked asked = Asked.by(dispatch, policy, clock.instant());
    SurroundingsResource.relay().at(SmtpPhase.DOT).forRecipient(asked.email()).stall();
    leaving.wake();
    SurroundingsResource.relay().awaitStalled(1, Duration.ofSeconds(10));

    CompletableFuture<Void> stopped = stop();
    assertThat(stopped).isNotDone();
    assertThat(asked.delivery()).isEqualTo("SENDING");
    SurroundingsResource.relay().behave();
    long released = System.nanoTime();
    stopped.get(5, TimeUnit.SECONDS);

    assertThat(asked.delivery()).isEqualTo("SENT");
    assertThat(asked.mails()).hasSize(1);
    assertThat(Duration.ofNanos(System.nanoTime() - released))
        .as("it leaves as soon as the mail is settled, not when the grace is over")
        .isLessThan(books.grace().dividedBy(2));
  }

  @Test
  @Shows(Fault.SIGTERM)
  void claims_without_a_mark_are_free_at_once_and_nothing_is_claimed_any_more() throws Exception {
    List<Asked> asked =
        IntStream.range(0, 3).mapToObj(i -> Asked.by(dispatch, policy, clock.instant())).toList();
    SurroundingsResource.holdLinks();
    CompletableFuture<Void> stopped;
    try {
      leaving.wake();
      dispatch.await("they are claimed", () -> leased() == 3);
      stopped = stop();
      // Long before the round, which waits for survey-service, comes to its end.
      dispatch.await("they are free", Duration.ofSeconds(3), () -> leased() == 0);
      assertThat(stopped).isNotDone();
    } finally {
      SurroundingsResource.answerLinks();
    }
    stopped.get(9, TimeUnit.SECONDS);
    leaving.wake();
    assertThat(leased()).isZero();
    assertThat(asked).allSatisfy(one -> assertThat(one.mails()).isEmpty());

    assertThat(workers.mark("staying", 10)).hasSize(3);
  }
}
