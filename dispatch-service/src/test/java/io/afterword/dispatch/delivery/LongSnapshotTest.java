package io.afterword.dispatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.dev.test.PostgresResource;
import io.afterword.dispatch.Asked;
import io.afterword.dispatch.Dispatch;
import io.afterword.dispatch.SurroundingsResource;
import io.afterword.dispatch.failure.Fault;
import io.afterword.dispatch.failure.Shows;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** While somebody's snapshot keeps the dead entries of the queue, the claim steps over them. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(SurroundingsResource.class)
class LongSnapshotTest {
  private static final int MAILS = 10_000;
  private static final String FROM_THERE =
      "explain (analyze, buffers, format json) select delivery_id from delivery_queue"
          + " where lane = 'default' and status = 0 and due_at <= now() + interval '60 h'"
          + " and due_at >= %s order by due_at, delivery_id limit 10";

  @Inject Dispatch dispatch;
  @Inject DeliveryQueue queue;
  @Inject Pool pool;
  @Inject Clock clock;

  @BeforeEach
  @AfterEach
  void afresh() {
    dispatch.startAfresh();
  }

  /** Many waiting mails over some hours; only the queue matters here. */
  private void enqueue(UUID template) {
    dispatch.run(
        """
        with i as (
          insert into invitation (id, revision, state, policy_id, trigger, survey_id, contact_id,
            interaction_id, source, conversation, occurred_at, due_at, expires_after_seconds,
            context, created_at)
          select gen_random_uuid(), 1, 'SCHEDULED', policy_id, trigger, survey_id, contact_id,
            gen_random_uuid(), source, conversation, occurred_at,
            now() + interval '30 h' + n * interval '1 s', expires_after_seconds, context, created_at
          from invitation, generate_series(1, %d) n where id = $1 returning id, due_at),
        d as (
          insert into delivery (id, invitation_id, kind, channel, state, due_at, attempts,
            created_at, updated_at)
          select gen_random_uuid(), id, 'FIRST', 'MAIL', 'QUEUED', due_at, 0, now(), now() from i
          returning id, due_at)
        insert into delivery_queue (delivery_id, due_at) select id, due_at from d
        """
            .formatted(MAILS),
        template);
  }

  private long pagesRead(String lowWater) {
    return pool.withConnection(
            connection ->
                connection
                    .query("set enable_seqscan = off")
                    .execute()
                    .chain(() -> connection.query(FROM_THERE.formatted(lowWater)).execute())
                    .call(() -> connection.query("reset enable_seqscan").execute()))
        .map(
            rows ->
                new JsonArray(rows.iterator().next().getValue(0).toString())
                    .getJsonObject(0)
                    .getJsonObject("Plan"))
        .map(plan -> plan.getLong("Shared Hit Blocks") + plan.getLong("Shared Read Blocks"))
        .await()
        .atMost(Duration.ofSeconds(10));
  }

  @Test
  void what_is_due_is_taken_in_the_order_of_the_index_and_never_sorted() {
    Asked one = Asked.by(dispatch, dispatch.policy(dispatch.survey("CSAT"), ""), clock.instant());
    enqueue(one.invitation());
    dispatch.run("analyze delivery_queue");
    var until = clock.instant().plus(Duration.ofHours(60)).atOffset(ZoneOffset.UTC);
    String plan =
        Workers.now(
                pool.preparedQuery("explain " + DeliveryQueue.CLAIM)
                    .execute(Tuple.of(until, 10, "busy", 1000.0)))
            .stream()
            .map(row -> row.getString(0))
            .collect(Collectors.joining("\n"));
    assertThat(plan).contains("Index Scan using delivery_queue_due").doesNotContain("Sort");
  }

  @Test
  @Shows(Fault.LONG_SNAPSHOT)
  void the_low_water_mark_steps_over_what_the_snapshot_keeps() {
    Asked one = Asked.by(dispatch, dispatch.policy(dispatch.survey("CSAT"), ""), clock.instant());
    enqueue(one.invitation());
    SqlConnection dump = Workers.now(pool.getConnection());
    try {
      Workers.now(dump.query("begin isolation level repeatable read").execute());
      Workers.now(dump.query("select count(*) from delivery_queue").execute());
      int sent = 0;
      while (sent < MAILS - 500) {
        List<DeliveryQueue.Claim> claims =
            Workers.now(
                queue.claim(
                    pool, clock.instant().plus(Duration.ofHours(60)), 500, "busy", Workers.LEASE));
        Workers.now(
            queue.remove(pool, claims.stream().map(DeliveryQueue.Claim::delivery).toList()));
        sent += claims.size();
      }
      long without = pagesRead("'-infinity'");
      long with = pagesRead("(select low_water from lane)");
      assertThat(with).as("pages with the mark; %d without", without).isLessThan(without / 5);
    } finally {
      Workers.now(dump.query("rollback").execute());
      Workers.now(dump.close());
    }
  }
}
