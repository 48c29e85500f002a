package io.afterword.dispatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.dev.test.PostgresResource;
import io.afterword.dispatch.Dispatch;
import io.afterword.dispatch.SurroundingsResource;
import io.afterword.dispatch.delivery.DeliveryQueue.Claim;
import io.afterword.dispatch.failure.Fault;
import io.afterword.dispatch.failure.Shows;
import io.afterword.dispatch.smtp.Verdict;
import io.afterword.platform.feed.ReceivedEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(SurroundingsResource.class)
class QueueTest {
  private static final Duration LEASE = Duration.ofMinutes(5);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Inject Dispatch dispatch;
  @Inject Clock clock;
  @Inject Pool pool;
  @Inject DeliveryQueue queue;
  @Inject Settlement settlement;
  @Inject Reaper reaper;
  @Inject DeliveryConfig config;
  @Inject ExpiryJob expiry;
  @Inject AnswerReceiver answers;

  @BeforeEach
  void afresh() {
    dispatch.startAfresh();
  }

  /** Asked with a delay of a day, so that the service's own loop leaves it alone. */
  private UUID ask() {
    return ask(UUID.randomUUID() + "@example.com");
  }

  private UUID ask(String email) {
    return UUID.fromString(
        Dispatch.report(Dispatch.interaction(UUID.randomUUID().toString(), email, clock.instant()))
            .statusCode(202)
            .extract()
            .path("interactions[0].decisions[0].invitationId"));
  }

  private Instant tomorrow() {
    return clock.instant().plus(Duration.ofHours(25)).truncatedTo(ChronoUnit.MILLIS);
  }

  private <T> T now(Uni<T> work) {
    return work.await().atMost(PATIENCE);
  }

  private List<Claim> claim(String holder, int limit) {
    return now(queue.claim(pool, tomorrow(), limit, holder, LEASE));
  }

  private void mark(Claim claim) {
    now(queue.mark(pool, List.of(claim.delivery())));
    dispatch.run(
        "update delivery set state = 'SENDING', sending_since = now() where id = $1",
        claim.delivery());
  }

  private String delivery(UUID invitation) {
    return dispatch.text("select state from delivery where invitation_id = $1", invitation);
  }

  private String invitation(UUID invitation) {
    return dispatch.text("select state from invitation where id = $1", invitation);
  }

  @Test
  @Shows(Fault.TWO_REPLICAS)
  void two_claimers_that_race_never_get_the_same_row() {
    dispatch.policy(dispatch.survey("CSAT"), "");
    IntStream.range(0, 60).forEach(i -> ask());
    List<Claim> claims =
        now(
            Multi.createFrom()
                .range(0, 12)
                .onItem()
                .transformToUni(
                    i -> queue.claim(pool, tomorrow(), 10, i % 2 == 0 ? "a" : "b", LEASE))
                .merge(8)
                .onItem()
                .<Claim>transformToIterable(found -> found)
                .collect()
                .asList());
    Set<UUID> distinct = new HashSet<>();
    claims.forEach(claim -> distinct.add(claim.delivery()));
    assertThat(claims).hasSize(60);
    assertThat(distinct).hasSize(60);
  }

  @Test
  void nothing_is_claimed_before_it_is_due() {
    dispatch.policy(dispatch.survey("CSAT"), "");
    ask();
    assertThat(now(queue.claim(pool, clock.instant(), 10, "a", LEASE))).isEmpty();
    assertThat(claim("a", 10)).hasSize(1);
  }

  @Test
  void a_claim_that_was_never_marked_is_due_again() {
    dispatch.policy(dispatch.survey("CSAT"), "");
    UUID invitation = ask();
    claim("dead", 10);
    dispatch.run("update delivery_queue set lease_until = now() - interval '1 s'");
    now(reaper.run(clock.instant()));
    assertThat(delivery(invitation)).isEqualTo("QUEUED");
    assertThat(claim("alive", 10)).hasSize(1);
  }

  @Test
  void a_marked_mail_of_a_dead_sender_is_unknown() {
    dispatch.policy(dispatch.survey("CSAT"), "");
    UUID invitation = ask();
    mark(claim("dead", 10).get(0));
    dispatch.run("update delivery_queue set lease_until = now() - interval '1 s'");
    now(reaper.run(clock.instant()));
    assertThat(delivery(invitation)).isEqualTo("UNKNOWN");
    assertThat(invitation(invitation)).isEqualTo("OPEN");
    assertThat(dispatch.eventsOf(invitation)).hasSize(2);
  }

  @Test
  @Shows(Fault.FROZEN_SENDER)
  void a_sender_that_wakes_up_after_its_lease_settles_nothing() {
    dispatch.policy(dispatch.survey("CSAT"), "");
    UUID invitation = ask();
    Claim frozen = claim("frozen", 10).get(0);
    mark(frozen);
    dispatch.run("update delivery_queue set lease_until = now() - interval '1 s'");
    now(reaper.run(clock.instant()));
    int settled =
        now(
            settlement.settle(
                List.of(new Settlement.Result(frozen, invitation, new Verdict.Accepted())),
                new Settling(config.whenUnknown(), clock.instant())));
    assertThat(settled).isZero();
    assertThat(delivery(invitation)).isEqualTo("UNKNOWN");
  }

  @Test
  void who_claimed_a_row_holds_it_and_learns_what_is_left_of_the_lease() {
    dispatch.policy(dispatch.survey("CSAT"), "");
    ask();
    Claim claim = claim("slow", 10).get(0);
    assertThat(now(queue.hold(pool, List.of(claim))).get(claim.delivery()))
        .isBetween(LEASE.dividedBy(2), LEASE);
    var somebody = new Claim(claim.delivery(), claim.fence(), "somebody");
    assertThat(now(queue.hold(pool, List.of(somebody)))).isEmpty();
  }

  /** The row that is there is due tomorrow; the one that is being added is due in an hour. */
  @Test
  void a_mail_that_is_being_queued_while_the_reaper_runs_is_not_passed_by() {
    dispatch.policy(dispatch.survey("CSAT"), "");
    ask();
    UUID added = claim("adder", 1).get(0).delivery();
    dispatch.run("delete from delivery_queue");
    dispatch.run("update lane set low_water = '-infinity'");
    ask();
    Instant due = clock.instant().plus(Duration.ofHours(1));
    now(
        pool.withTransaction(
            tx ->
                queue
                    .add(tx, Map.of(added, due))
                    .chain(() -> reaper.run(clock.instant()).replaceWithVoid())));
    assertThat(now(queue.claim(pool, due.plusSeconds(1), 10, "a", LEASE)))
        .extracting(Claim::delivery)
        .containsExactly(added);
  }

  @Test
  void a_stopping_sender_gives_back_what_it_does_not_send() {
    dispatch.policy(dispatch.survey("CSAT"), "");
    ask();
    ask();
    mark(claim("leaving", 10).get(0));
    now(queue.release(pool, "leaving"));
    assertThat(claim("staying", 10)).hasSize(1);
  }

  @Test
  void an_answer_settles_what_nobody_knew() {
    dispatch.policy(dispatch.survey("CSAT"), "");
    UUID invitation = ask();
    mark(claim("dead", 10).get(0));
    dispatch.run("update delivery_queue set lease_until = now() - interval '1 s'");
    now(reaper.run(clock.instant()));
    answer(invitation);
    answer(invitation);
    assertThat(delivery(invitation)).isEqualTo("SENT");
    assertThat(invitation(invitation)).isEqualTo("ANSWERED");
    assertThat(dispatch.eventsOf(invitation))
        .extracting(Dispatch.Event::revision)
        .containsExactly(1, 2, 3);
  }

  private void answer(UUID invitation) {
    var data =
        new com.fasterxml.jackson.databind.node.ObjectNode(
                com.fasterxml.jackson.databind.node.JsonNodeFactory.instance)
            .put("invitationId", invitation.toString())
            .put("answeredAt", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString())
            .put("somethingNew", 1);
    var event =
        new ReceivedEvent(
            UUID.randomUUID(),
            "/survey",
            "invitation.answered",
            invitation.toString(),
            1,
            clock.instant(),
            data);
    now(pool.withTransaction(tx -> answers.apply(tx, List.of(event))));
  }

  @Test
  void what_waits_too_long_expires_and_so_does_what_is_not_answered() {
    dispatch.policy(dispatch.survey("CSAT"), "");
    UUID waiting = ask();
    Instant due = clock.instant().plus(Duration.ofDays(1));
    now(expiry.run(due.plus(Duration.ofDays(13))));
    assertThat(invitation(waiting)).isEqualTo("SCHEDULED");
    now(expiry.run(due.plus(Duration.ofDays(14)).plusSeconds(60)));
    assertThat(invitation(waiting)).isEqualTo("EXPIRED");
    assertThat(delivery(waiting)).isEqualTo("CANCELLED");
  }

  @Test
  void the_cool_down_is_looked_at_again_with_the_mark() {
    String policy = dispatch.policy(dispatch.survey("CSAT"), "\"delay\":\"PT0S\"");
    String email = UUID.randomUUID() + "@example.com";
    SurroundingsResource.stop(true);
    try {
      UUID first = ask(email);
      dispatch.run(
          "update invitation set created_at = created_at - interval '1 s' where id = $1", first);
      dispatch.await(
          "the circuit is open", () -> !dispatch.text("select reason from lane").equals("null"));
      // A second one that the cool-down at intake could not know of: its own first is moved away.
      dispatch.run("update invitation set due_at = due_at - interval '30 h' where id = $1", first);
      UUID second = ask(email);
      assertThat(second).isNotEqualTo(first);
      SurroundingsResource.stop(false);
      dispatch.await(
          "one was sent, the other moved",
          () ->
              dispatch.count(
                      "select count(*) from decision where point = 'SENDING' and outcome = 'MOVE'"
                          + " and policy_id = $1 and reason = 'COOL_DOWN_FLOOR'",
                      UUID.fromString(policy))
                  == 1);
      dispatch.await(
          "one is sent, the other waits",
          () -> Set.of(delivery(first), delivery(second)).equals(Set.of("SENT", "QUEUED")));
    } finally {
      SurroundingsResource.stop(false);
    }
  }
}
