package io.afterword.dispatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.dev.test.PostgresResource;
import io.afterword.dev.test.smtp.SmtpPhase;
import io.afterword.dispatch.Asked;
import io.afterword.dispatch.Dispatch;
import io.afterword.dispatch.SurroundingsResource;
import io.afterword.dispatch.failure.Fault;
import io.afterword.dispatch.failure.Shows;
import io.afterword.dispatch.optout.UnsubscribeKeys;
import io.afterword.dispatch.smtp.Relay;
import io.afterword.platform.start.WorkStart;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Mails that were prepared ahead: what happens meanwhile counts, and they are nobody's property.
 */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(SurroundingsResource.class)
class PreparedTest {
  @Inject Dispatch dispatch;
  @Inject Workers workers;
  @Inject UnsubscribeKeys keys;
  @Inject Clock clock;
  @Inject Vertx vertx;
  @Inject Round round;
  @Inject Mailing mailing;
  @Inject Relay relay;
  @Inject Bookkeeping books;

  private String policy;

  @BeforeEach
  void afresh() {
    dispatch.startAfresh();
    policy = dispatch.policy(dispatch.survey("CSAT"), "");
  }

  private Asked ask() {
    return Asked.by(dispatch, policy, clock.instant().minusSeconds(60));
  }

  private long leased() {
    return dispatch.count("select count(*) from delivery_queue where status = 1");
  }

  @Test
  @Shows(Fault.OPTED_OUT_MEANWHILE)
  void who_opts_out_after_the_mail_was_prepared_gets_none() {
    Asked asked = ask();
    List<Prepared> prepared = workers.prepare("busy", 10);
    assertThat(prepared).hasSize(1);
    RestAssured.given()
        .contentType("application/x-www-form-urlencoded")
        .body("List-Unsubscribe=One-Click")
        .post("/unsubscribe/" + keys.of(asked.invitation()))
        .then()
        .statusCode(200);
    assertThat(workers.mark("busy", prepared)).isEmpty();
    assertThat(asked.delivery()).isEqualTo("CANCELLED");
    assertThat(asked.mails()).isEmpty();
  }

  /** As an intake leaves it that races with another and knows a different contact. */
  @Test
  void a_conversation_that_was_taken_up_again_after_the_mail_was_prepared_is_not_asked_about() {
    Asked asked = ask();
    List<Prepared> prepared = workers.prepare("busy", 10);
    dispatch.run(
        "insert into interaction (id, source, external_id, conversation, event, kind, occurred_at,"
            + " received_at, contact_id, content) select $2, source, 'again', conversation,"
            + " 'REOPENED', 'SUPPORT', occurred_at + interval '1 second', now(), contact_id, '{}'"
            + " from invitation where id = $1",
        asked.invitation(),
        UUID.randomUUID());
    assertThat(workers.mark("busy", prepared)).isEmpty();
    assertThat(asked.delivery()).isEqualTo("CANCELLED");
    assertThat(
            dispatch.text(
                "select reason from decision where invitation_id = $1 and point = 'SENDING'",
                asked.invitation()))
        .isEqualTo("REOPENED_SINCE");
  }

  @Test
  @Shows(Fault.AFTER_CLAIM)
  void a_sender_that_dies_with_prepared_mails_loses_none_and_leaves_none_in_doubt() {
    Asked asked = ask();
    List<Prepared> prepared = workers.prepare("dead", 10);
    workers.leaseEnds("dead");
    assertThat(workers.reap()).startsWith("1 claims rescued, 0 mails");
    assertThat(workers.mark("dead", prepared)).isEmpty();
    SendingMark.Ready ready = workers.mark("other", 10).get(0);
    assertThat(workers.settle(ready, workers.mail(ready))).isEqualTo(1);
    assertThat(asked.delivery()).isEqualTo("SENT");
    assertThat(asked.mails()).hasSize(1);
  }

  @Test
  @Shows(Fault.REFUSED_BY_POLICY)
  void what_was_prepared_before_sending_pauses_is_not_sent_and_due_again_at_once() {
    Asked asked = ask();
    List<Prepared> prepared = workers.prepare("busy", 10);
    dispatch.run("update lane set blocked_until = now() + interval '30 s'");
    assertThat(workers.mark("busy", prepared)).isEmpty();
    assertThat(leased()).isZero();
    assertThat(asked.delivery()).isEqualTo("QUEUED");
    assertThat(asked.attempts()).isZero();

    dispatch.run("update lane set blocked_until = null");
    assertThat(workers.mark("other", 10)).hasSize(1);
  }

  @Test
  @Shows(Fault.FROZEN_SENDER)
  void a_sender_that_wakes_up_with_too_little_of_its_lease_left_sends_nothing() {
    Asked asked = ask();
    List<Prepared> prepared = workers.prepare("slow", 10);
    dispatch.run("update delivery_queue set lease_until = now() + interval '20 s'");
    assertThat(workers.mark("slow", prepared)).isEmpty();
    assertThat(leased()).isZero();
    assertThat(asked.delivery()).isEqualTo("QUEUED");
    assertThat(workers.mark("other", 10)).hasSize(1);
  }

  @Test
  void what_was_prepared_for_a_silent_relay_is_given_back() {
    var later = new AtomicReference<>(Duration.ZERO);
    var sender = new DispatchLoop(vertx, ahead(later), round, mailing, relay, books);
    SurroundingsResource.relay().at(SmtpPhase.DOT).times(relay.slots()).stall();
    List<Asked> asked = IntStream.range(0, relay.slots() + 3).mapToObj(i -> ask()).toList();
    sender.start(new WorkStart());
    try {
      SurroundingsResource.relay().awaitStalled(relay.slots(), Duration.ofSeconds(10));
      dispatch.await("the rest is prepared", () -> leased() == asked.size());
      later.set(Duration.ofSeconds(11));
      dispatch.await("the rest is free", () -> leased() <= relay.slots());
      assertThat(asked.stream().map(Asked::delivery).filter("QUEUED"::equals)).hasSize(3);
    } finally {
      SurroundingsResource.relay().behave();
      sender.stop(new ShutdownEvent());
    }
  }

  /** Finds what the service's own loop leaves alone, and goes on as told. */
  private Clock ahead(AtomicReference<Duration> later) {
    Clock tomorrow = workers.tomorrow();
    return new Clock() {
      @Override
      public ZoneId getZone() {
        return tomorrow.getZone();
      }

      @Override
      public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
      }

      @Override
      public Instant instant() {
        return tomorrow.instant().plus(later.get());
      }
    };
  }
}
