package io.afterword.dispatch.delivery;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Open work. Due times are business time and come as arguments; leases are the database's time,
 * since it arbitrates between replicas.
 */
@ApplicationScoped
class DeliveryQueue {
  /**
   * A replica's hold on a row: a settle that names another fence changes nothing.
   *
   * @param fence unlike any other claim's, also of the same row
   */
  record Claim(UUID delivery, long fence, String holder) {}

  /**
   * One statement (materialised, so that the planner cannot claim more than the limit). The low
   * water mark skips dead index entries while somebody's long snapshot keeps them; it stays five
   * minutes behind and moves a minute at a time, so that a row committed late is never below it and
   * the lane's row is not fought over: whoever finds it locked leaves it to the next. Lane and mark
   * are values and no join, since only then the planner sees that the index has the wanted order;
   * it sorted all that was due for each claim.
   */
  static final String CLAIM =
      """
      with l as materialized (
        select low_water from lane
        where lane = 'default' and (blocked_until is null or blocked_until <= clock_timestamp())),
      c as materialized (
        select q.delivery_id, q.due_at from delivery_queue q
        where q.lane = 'default' and q.status = 0 and q.due_at <= $1
          and q.due_at >= (select low_water from l)
        order by q.due_at, q.delivery_id limit $2 for update skip locked),
      u as (
        update delivery_queue q set status = 1, leased_by = $3, fence = nextval('delivery_fence'),
          lease_until = clock_timestamp() + $4 * interval '1 millisecond', sending_at = null
        from c where q.delivery_id = c.delivery_id
        returning q.delivery_id, q.fence),
      w as (
        update lane set low_water = g.lo - interval '5 min'
        from (select min(due_at) as lo from c) g
        where lane.low_water < g.lo - interval '6 min' and lane.lane in (
          select lane from lane
          where lane = 'default' and low_water < (select min(due_at) from c) - interval '6 min'
          for update skip locked))
      select delivery_id, fence from u
      """;

  /** Every holder's rows that are still his, locked in the order of their ids. */
  private static final String HOLD =
      """
      select q.delivery_id, (extract(epoch from q.lease_until - clock_timestamp()) * 1000)::bigint as left_ms
      from unnest($1::uuid[], $2::bigint[], $3::text[]) as u(id, fence, holder)
      join delivery_queue q on q.delivery_id = u.id
      where q.fence = u.fence and q.leased_by = u.holder
      order by q.delivery_id for update of q
      """;

  private static final String REMOVE =
      "delete from delivery_queue where delivery_id = any($1::uuid[])";

  private static final String MARK =
      "update delivery_queue set sending_at = clock_timestamp() where delivery_id = any($1::uuid[])";

  /** Whatever comes back into the queue (r) must not lie below the low water mark. */
  private static final String LOWER =
      """
      update lane set low_water = g.lo - interval '5 min'
      from (select min(due_at) as lo from r) g
      where lane.lane = 'default' and lane.low_water > g.lo
      """;

  private static final String ADD =
      """
      with r as (
        insert into delivery_queue (delivery_id, due_at)
        select id, due_at from unnest($1::uuid[], $2::timestamptz[]) as u(id, due_at)
        returning due_at)
      """
          + LOWER;

  private static final String REQUEUE =
      """
      with r as (
        update delivery_queue q set status = 0, due_at = u.due_at, leased_by = null,
          lease_until = null, sending_at = null
        from unnest($1::uuid[], $2::timestamptz[]) as u(id, due_at)
        where q.delivery_id = u.id
        returning q.due_at)
      """
          + LOWER;

  private static final String RELEASE =
      """
      with r as (
        update delivery_queue q set status = 0, leased_by = null, lease_until = null
        where q.leased_by = $1 and q.sending_at is null
        returning q.due_at)
      """
          + LOWER;

  private static final String GIVE_BACK =
      """
      with r as (
        update delivery_queue q set status = 0, leased_by = null, lease_until = null
        from unnest($1::uuid[], $2::bigint[], $3::text[]) as u(id, fence, holder)
        where q.delivery_id = u.id and q.fence = u.fence and q.leased_by = u.holder
          and q.sending_at is null
        returning q.due_at)
      """
          + LOWER;

  /** Never marked: certainly not sent, so simply due again. */
  private static final String RESCUE =
      """
      with r as (
        update delivery_queue q set status = 0, leased_by = null, lease_until = null
        from (select delivery_id from delivery_queue
              where status = 1 and lease_until < clock_timestamp() and sending_at is null
              order by lease_until limit $1 for update skip locked) x
        where q.delivery_id = x.delivery_id
        returning q.due_at),
      w as (
      """
          + LOWER
          + ") select count(*) from r";

  /** Marked and then abandoned: nobody knows. */
  private static final String ABANDONED =
      """
      select q.delivery_id, q.fence, q.leased_by, d.invitation_id
      from delivery_queue q join delivery d on d.id = q.delivery_id
      where q.status = 1 and q.lease_until < clock_timestamp() and q.sending_at is not null
      order by q.lease_until limit $1
      """;

  /**
   * The safety net of the low water mark: back to the truth, at the price of one index walk. It
   * stays behind the clock too, however late the oldest row is due: nobody sees here what is being
   * added at this moment, which may be due at once.
   */
  private static final String RESET_LOW_WATER =
      """
      update lane set low_water = coalesce(
        (select least(oldest.due_at, clock_timestamp()) - interval '5 min'
         from (select min(q.due_at) as due_at from delivery_queue q
               where q.lane = lane.lane and q.status = 0) oldest
         where oldest.due_at is not null),
        '-infinity')
      """;

  /**
   * @param limit bounded by the places at the relay: what is claimed is kept from other replicas
   */
  Uni<List<Claim>> claim(SqlClient client, Instant now, int limit, String holder, Duration lease) {
    return client
        .preparedQuery(CLAIM)
        .execute(Tuple.of(now.atOffset(ZoneOffset.UTC), limit, holder, (double) lease.toMillis()))
        .map(
            rows ->
                rows.stream()
                    .map(row -> new Claim(row.getUUID("delivery_id"), row.getLong("fence"), holder))
                    .toList());
  }

  /**
   * Locks the rows among these that are still held as claimed.
   *
   * @return what is left of their leases, by delivery; negative when they are over
   */
  Uni<Map<UUID, Duration>> hold(SqlClient tx, Collection<Claim> claims) {
    return tx.preparedQuery(HOLD)
        .execute(columns(claims))
        .map(
            rows ->
                rows.stream()
                    .collect(
                        Collectors.toMap(
                            row -> row.getUUID("delivery_id"),
                            row -> Duration.ofMillis(row.getLong("left_ms")))));
  }

  /** Claims that were not used; a marked one is never given back. */
  Uni<Void> giveBack(SqlClient tx, Collection<Claim> claims) {
    return claims.isEmpty()
        ? Uni.createFrom().voidItem()
        : tx.preparedQuery(GIVE_BACK).execute(columns(claims)).replaceWithVoid();
  }

  private static Tuple columns(Collection<Claim> claims) {
    return Tuple.of(
        claims.stream().map(Claim::delivery).toArray(UUID[]::new),
        claims.stream().map(Claim::fence).toArray(Long[]::new),
        claims.stream().map(Claim::holder).toArray(String[]::new));
  }

  /** Sets the sending mark on rows that this transaction holds. */
  Uni<Void> mark(SqlClient tx, Collection<UUID> deliveries) {
    return each(tx, MARK, deliveries);
  }

  /** Rows of the queue wait again, until these times. */
  Uni<Void> requeue(SqlClient tx, Map<UUID, Instant> dueAt) {
    return put(tx, REQUEUE, dueAt);
  }

  /** What had left the queue and is to be sent after all. */
  Uni<Void> add(SqlClient tx, Map<UUID, Instant> dueAt) {
    return put(tx, ADD, dueAt);
  }

  private static Uni<Void> put(SqlClient tx, String sql, Map<UUID, Instant> dueAt) {
    if (dueAt.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    var rows = new TreeMap<>(dueAt);
    return tx.preparedQuery(sql)
        .execute(
            Tuple.of(
                rows.keySet().toArray(UUID[]::new),
                rows.values().stream()
                    .map(due -> due.atOffset(ZoneOffset.UTC))
                    .toArray(OffsetDateTime[]::new)))
        .replaceWithVoid();
  }

  Uni<Void> remove(SqlClient tx, Collection<UUID> deliveries) {
    return each(tx, REMOVE, deliveries);
  }

  private static Uni<Void> each(SqlClient tx, String sql, Collection<UUID> deliveries) {
    return deliveries.isEmpty()
        ? Uni.createFrom().voidItem()
        : tx.preparedQuery(sql)
            .execute(Tuple.of(deliveries.stream().sorted().toArray(UUID[]::new)))
            .replaceWithVoid();
  }

  /** Takes out what is not being sent at this moment; a marked mail can no longer be stopped. */
  Uni<List<UUID>> removeUnmarked(SqlClient tx, Collection<UUID> deliveries) {
    return tx.preparedQuery(
            "delete from delivery_queue where delivery_id = any($1::uuid[]) and sending_at is null"
                + " returning delivery_id")
        .execute(Tuple.of(deliveries.stream().sorted().toArray(UUID[]::new)))
        .map(DeliveryQueue::ids);
  }

  /** Gives back everything of this holder that is not being sent. */
  Uni<Void> release(SqlClient client, String holder) {
    return client.preparedQuery(RELEASE).execute(Tuple.of(holder)).replaceWithVoid();
  }

  Uni<Long> rescue(SqlClient client, int limit) {
    return client
        .preparedQuery(RESCUE)
        .execute(Tuple.of(limit))
        .map(rows -> rows.iterator().next().getLong(0));
  }

  /** What was marked and then abandoned, and the invitation that each belongs to. */
  Uni<Map<Claim, UUID>> abandoned(SqlClient client, int limit) {
    return client
        .preparedQuery(ABANDONED)
        .execute(Tuple.of(limit))
        .map(
            rows ->
                rows.stream()
                    .collect(
                        Collectors.toMap(
                            row ->
                                new Claim(
                                    row.getUUID("delivery_id"),
                                    row.getLong("fence"),
                                    row.getString("leased_by")),
                            row -> row.getUUID("invitation_id"))));
  }

  Uni<Void> resetLowWater(SqlClient client) {
    return client.query(RESET_LOW_WATER).execute().replaceWithVoid();
  }

  private static List<UUID> ids(RowSet<Row> rows) {
    return rows.stream().map(row -> row.getUUID("delivery_id")).toList();
  }
}
