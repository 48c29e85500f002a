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
import io.afterword.dispatch.smtp.Verdict;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows of the failure matrix in which a sender stops somewhere, with HOLD. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(SurroundingsResource.class)
class CrashTest {
  @Inject Dispatch dispatch;
  @Inject Workers workers;
  @Inject DeliveryQueue queue;
  @Inject Reaper reaper;
  @Inject UnsubscribeKeys keys;
  @Inject Pool pool;
  @Inject Clock clock;

  private String policy;

  @BeforeEach
  void afresh() {
    dispatch.startAfresh();
    policy = dispatch.policy(dispatch.survey("CSAT"), "");
  }

  private Asked ask() {
    return Asked.by(dispatch, policy, clock.instant());
  }

  private void isHeldAsUnknown(Asked asked, int mails) {
    assertThat(asked.delivery()).isEqualTo("UNKNOWN");
    assertThat(asked.state()).isEqualTo("OPEN");
    assertThat(asked.mails()).hasSize(mails);
    assertThat(dispatch.count("select count(*) from delivery_queue")).isZero();
  }

  @Test
  @Shows(Fault.AFTER_CLAIM)
  void a_claim_that_was_never_marked_is_due_again_and_sent_once() {
    Asked asked = ask();
    Workers.now(queue.claim(pool, workers.tomorrow().instant(), 10, "dead", Workers.LEASE));
    assertThat(workers.mark("other", 10)).isEmpty();
    workers.leaseEnds("dead");
    assertThat(workers.reap()).startsWith("1 claims rescued, 0 mails");
    SendingMark.Ready ready = workers.mark("other", 10).get(0);
    assertThat(workers.settle(ready, workers.mail(ready))).isEqualTo(1);
    assertThat(asked.delivery()).isEqualTo("SENT");
    assertThat(asked.mails()).hasSize(1);
  }

  @Test
  @Shows(Fault.MARKED_NOT_WRITTEN)
  void a_mail_that_was_marked_and_never_written_is_held_as_unknown() {
    Asked asked = ask();
    workers.mark("dead", 10);
    workers.leaseEnds("dead");
    workers.reap();
    isHeldAsUnknown(asked, 0);
  }

  @Test
  @Shows(Fault.AFTER_ACCEPTED)
  void a_mail_whose_sender_died_before_the_settle_is_held_as_unknown_although_sent() {
    Asked asked = ask();
    assertThat(workers.mail(workers.mark("dead", 10).get(0))).isEqualTo(new Verdict.Accepted());
    workers.leaseEnds("dead");
    workers.reap();
    isHeldAsUnknown(asked, 1);
  }

  @Test
  @Shows(Fault.SETTLE_LOST)
  void a_settle_that_the_new_primary_never_saw_leaves_an_unknown() {
    Asked asked = ask();
    SendingMark.Ready ready = workers.mark("primary", 10).get(0);
    for (String table : List.of("invitation", "delivery", "delivery_queue")) {
      dispatch.run("drop table if exists standby_" + table);
      dispatch.run("create table standby_%1$s as select * from %1$s".formatted(table));
    }
    assertThat(workers.settle(ready, workers.mail(ready))).isEqualTo(1);
    assertThat(asked.delivery()).isEqualTo("SENT");
    failOver(asked);

    workers.leaseEnds("primary");
    workers.reap();
    isHeldAsUnknown(asked, 1);
  }

  /** The rows are again as they were when the standby last heard of them. */
  private void failOver(Asked asked) {
    dispatch.run(
        "update invitation i set state = s.state, revision = s.revision,"
            + " first_sent_at = s.first_sent_at, expires_at = s.expires_at"
            + " from standby_invitation s where s.id = i.id and i.id = $1",
        asked.invitation());
    dispatch.run(
        "update delivery d set state = s.state, sent_at = s.sent_at, revision = s.revision"
            + " from standby_delivery s where s.id = d.id and d.invitation_id = $1",
        asked.invitation());
    dispatch.run("insert into delivery_queue select * from standby_delivery_queue");
  }

  @Test
  @Shows(Fault.FROZEN_SENDER)
  void what_a_frozen_sender_had_marked_is_not_settled_by_its_late_result() {
    Asked asked = ask();
    SendingMark.Ready ready = workers.mark("frozen", 10).get(0);
    workers.leaseEnds("frozen");
    workers.reap();
    assertThat(workers.settle(ready, workers.mail(ready))).isZero();
    isHeldAsUnknown(asked, 1);
  }

  @Test
  @Shows(Fault.FROZEN_SENDER)
  void a_late_result_settles_no_later_life_of_the_same_delivery() {
    Asked asked = ask();
    SendingMark.Ready first = workers.mark("frozen", 10).get(0);
    workers.leaseEnds("frozen");
    workers.reap();
    // A person sends it again, and the same sender gets it.
    Dispatch.asKey()
        .contentType("application/json")
        .body("{\"action\":\"SEND_AGAIN\",\"filter\":{}}")
        .post("/v1/deliveries/resolve")
        .then()
        .statusCode(200);
    dispatch.await("it is sent", () -> asked.delivery().equals("SENT"));
    dispatch.run(
        "update delivery set state = 'SENDING', sent_at = null where invitation_id = $1",
        asked.invitation());
    dispatch.run(
        "insert into delivery_queue (delivery_id, status, due_at, fence, leased_by, lease_until,"
            + " sending_at) select id, 1, now(), nextval('delivery_fence'), 'frozen',"
            + " now() + interval '5 min', now() from delivery where invitation_id = $1",
        asked.invitation());
    assertThat(workers.settle(first, new Verdict.Accepted())).isZero();
    assertThat(asked.delivery()).isEqualTo("SENDING");
  }

  @Test
  @Shows(Fault.REFUSED_BY_POLICY)
  void a_relays_policy_pauses_everybody_and_suppresses_nobody() {
    dispatch.run("update policy set enabled = false");
    policy = dispatch.policy(dispatch.survey("CSAT"), "\"delay\":\"PT0S\"");
    String email = UUID.randomUUID() + "@example.com";
    SurroundingsResource.relay()
        .at(SmtpPhase.RECIPIENT)
        .forRecipient(email)
        .times(1)
        .refuse(550, "5.7.1 we do not like you");
    Asked asked = Asked.by(dispatch, policy, clock.instant(), email);
    dispatch.await("it counts", () -> asked.attempts() == 1);
    assertThat(asked.delivery()).isEqualTo("QUEUED");
    dispatch.await(
        "sending pauses and says why",
        () ->
            dispatch
                .text(
                    "select reason from lane where blocked_until > clock_timestamp() + interval '20 s'")
                .startsWith("The mail relay asks for a pause: 550 5.7.1"));
    assertThat(dispatch.count("select count(*) from suppression where address = $1", email))
        .isZero();
  }

  @Test
  @Shows(Fault.OPTED_OUT_MEANWHILE)
  void who_opts_out_while_the_mail_is_being_prepared_gets_none() throws Exception {
    Asked asked = ask();
    SurroundingsResource.holdLinks();
    CompletableFuture<List<SendingMark.Ready>> marked =
        CompletableFuture.supplyAsync(() -> workers.mark("busy", 10));
    dispatch.await(
        "it is claimed",
        () -> dispatch.count("select count(*) from delivery_queue where status = 1") == 1);
    RestAssured.given()
        .contentType("application/x-www-form-urlencoded")
        .body("List-Unsubscribe=One-Click")
        .post("/unsubscribe/" + keys.of(asked.invitation()))
        .then()
        .statusCode(200);
    SurroundingsResource.answerLinks();
    assertThat(marked.get(9, TimeUnit.SECONDS)).isEmpty();
    assertThat(asked.delivery()).isEqualTo("CANCELLED");
    assertThat(dispatch.text("select reason from suppression where address = $1", asked.email()))
        .isEqualTo("OPTED_OUT");
    assertThat(asked.mails()).isEmpty();
  }

  @Test
  @Shows(Fault.CLOCK_SKEW)
  void a_machine_whose_clock_is_ahead_holds_no_longer_and_rescues_no_sooner() {
    ask();
    Clock ahead = Clock.offset(workers.tomorrow(), Duration.ofDays(400));
    Workers.now(queue.claim(pool, ahead.instant(), 10, "ahead", Workers.LEASE));
    assertThat(
            dispatch.count(
                "select count(*) from delivery_queue where lease_until between"
                    + " clock_timestamp() + interval '4 min' and clock_timestamp() + interval '5 min'"))
        .isEqualTo(1);
    Workers.now(reaper.run(ahead.instant()));
    assertThat(dispatch.text("select leased_by from delivery_queue")).isEqualTo("ahead");
  }
}
