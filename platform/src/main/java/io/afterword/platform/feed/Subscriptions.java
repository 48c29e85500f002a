package io.afterword.platform.feed;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Table {@code subscription}: how far each subscriber is, and who serves it. Every statement stands
 * for itself; all times are the database's.
 *
 * <p>A subscriber is served in windows: the events that are visible in one snapshot of the database
 * and not in the one before. So an event counts from its commit, no matter when it took its number.
 */
final class Subscriptions {
  /** A subscription that has failed for so long is paused and says so. */
  private static final Duration PAUSED_AFTER = Duration.ofDays(5);

  private static final int MAX_ERROR_LENGTH = 500;

  /**
   * Three ends of an index. The "order by" keeps the planner on it, whatever it believes about the
   * number of new events.
   */
  static final String WAITING =
      """
      with s as materialized (
        select from_snap, to_snap from subscription
        where name = $1 and paused_at is null and retired_at is null and next_try_at <= now()
          and (lease_until <= now() or leased_by = $2))
      select exists (select from s where to_snap is not null)
        or exists (select from s, lateral (
          select 1 from outbox o where s.from_snap is null order by o.id limit 1) l)
        or exists (select from s, lateral (
          select 1 from outbox o where o.xid >= pg_snapshot_xmax(s.from_snap)
          order by o.xid, o.id limit 1) l)
        or exists (select from s, lateral (
          select 1 from outbox o where o.xid = any(array(select pg_snapshot_xip(s.from_snap)))
          order by o.xid, o.id limit 1) l) as waiting
      """;

  private final Pool pool;
  private final double leaseSeconds;

  Subscriptions(Pool pool, Duration lease) {
    this.pool = pool;
    this.leaseSeconds = lease.toMillis() / 1000.0;
  }

  /**
   * Makes or renews the row. A new address is tried at once. With a new type everything that is
   * kept is sent again, which receivers ignore; otherwise the older events of that type would be
   * missing.
   */
  Uni<Void> register(String name, String url, Set<String> types) {
    return run(
        """
        insert into subscription as s (name, url, types) values ($1, $2, $3)
        on conflict (name) do update set url = excluded.url, types = excluded.types, retired_at = null,
          failures = 0, failing_since = null, last_error = null, paused_at = null, next_try_at = now(),
          from_snap = case when excluded.types <@ s.types then s.from_snap end,
          to_snap = case when excluded.types <@ s.types then s.to_snap end,
          pos = case when excluded.types <@ s.types then s.pos end,
          fence = s.fence + (not excluded.types <@ s.types)::int
        where s.url <> excluded.url or s.types <> excluded.types or s.retired_at is not null
        """,
        Tuple.of(name, url, types.stream().sorted().toArray(String[]::new)));
  }

  /** Names of webhooks' subscriptions begin so; people register and remove those. */
  static final String WEBHOOK = "webhook:";

  /** Marks the subscriptions that are no longer configured, so that nothing is kept for them. */
  Uni<Void> retireOthers(Set<String> configured) {
    return run(
        "update subscription set retired_at = now() where retired_at is null and name <> all($1)"
            + " and not starts_with(name, 'webhook:')",
        Tuple.of(configured.toArray(String[]::new)));
  }

  /**
   * After a restore into another cluster, transaction numbers may lie ahead of that cluster's, and
   * such events would never be visible. They get a new number, and every cursor goes back: a replay
   * is harmless.
   */
  Uni<Void> healAfterRestore() {
    return run(
        """
        with ahead as (
          update outbox set xid = pg_current_xact_id()
          where xid >= pg_snapshot_xmax(pg_current_snapshot()) returning id)
        update subscription set from_snap = null, to_snap = null, pos = null, fence = fence + 1
        where exists (select from ahead)
          or pg_snapshot_xmax(from_snap) > pg_snapshot_xmax(pg_current_snapshot())
          or pg_snapshot_xmax(to_snap) > pg_snapshot_xmax(pg_current_snapshot())
        """,
        Tuple.tuple());
  }

  /**
   * Whether there may be something to send that nobody is sending. Asked five times a second, so it
   * writes nothing.
   */
  Uni<Boolean> waiting(String name, String replica) {
    return rows(WAITING, Tuple.of(name, replica))
        .map(rows -> rows.iterator().next().getBoolean("waiting"));
  }

  /** Takes the subscription, if no other replica has it. */
  Uni<Optional<Lease>> lease(String name, String replica) {
    return rows(
            """
            update subscription set fence = fence + 1, leased_by = $2,
              lease_until = now() + make_interval(secs => $3)
            where name = $1 and paused_at is null and retired_at is null and next_try_at <= now()
              and (lease_until <= now() or leased_by = $2)
            returning fence
            """,
            Tuple.of(name, replica, leaseSeconds))
        .map(rows -> first(rows).map(row -> new Lease(name, row.getLong("fence"))));
  }

  /**
   * Opens a window if none is open: all that is committed now and was not visible before. The list
   * is materialized because "min(id)" with a filter on xid would otherwise walk the primary key
   * from its beginning (400 ms at a million kept events, instead of 0.1 ms).
   */
  Uni<Void> openWindow(Lease lease) {
    return run(
        """
        with f as materialized (select from_snap from subscription where name = $1),
        n as materialized (
          select o.id from f, outbox o where f.from_snap is null
          union all
          select o.id from f, outbox o where o.xid >= pg_snapshot_xmax(f.from_snap)
          union all
          select o.id from f, outbox o where o.xid = any(array(select pg_snapshot_xip(f.from_snap)))),
        lo as (select min(id) - 1 as pos from n)
        update subscription set to_snap = pg_current_snapshot(), pos = lo.pos from lo
        where name = $1 and fence = $2 and to_snap is null and lo.pos is not null
        """,
        Tuple.of(lease.subscription(), lease.fence()));
  }

  /** The next events of the open window, in the order of their numbers; empty at its end. */
  Uni<List<Outgoing>> read(Lease lease, int limit) {
    return rows(
            """
            select o.id, o.event_id, o.type, o.subject, o.revision, o.data, o.at
            from subscription s, lateral (
              select o.id, o.event_id, o.type, o.subject, o.revision, o.data::text as data, o.at
              from outbox o
              where o.id > s.pos and o.type = any(s.types)
                and pg_visible_in_snapshot(o.xid, s.to_snap)
                and (s.from_snap is null or not pg_visible_in_snapshot(o.xid, s.from_snap))
              order by o.id limit $2) o
            where s.name = $1 order by o.id
            """,
            Tuple.of(lease.subscription(), limit))
        .map(rows -> stream(rows).map(Outgoing::of).toList());
  }

  /** Moves on inside the window and renews the lease; false if another replica took over. */
  Uni<Boolean> advance(Lease lease, long position) {
    return rows(
            """
            update subscription set pos = $3, lease_until = now() + make_interval(secs => $4),
              failures = 0, failing_since = null, last_error = null, delivered_at = now()
            where name = $1 and fence = $2 and to_snap is not null
            """,
            Tuple.of(lease.subscription(), lease.fence(), position, leaseSeconds))
        .map(Subscriptions::touched);
  }

  /**
   * Closes the window, whose events are all delivered, and gives the lease back, so that a replica
   * that dies with nothing to do leaves nothing behind.
   */
  Uni<Boolean> closeWindow(Lease lease, boolean delivered) {
    return rows(
            """
            update subscription set from_snap = coalesce(to_snap, from_snap), to_snap = null, pos = null,
              lease_until = now(), failures = 0, failing_since = null, last_error = null,
              delivered_at = case when $3 then now() else delivered_at end
            where name = $1 and fence = $2
            """,
            Tuple.of(lease.subscription(), lease.fence(), delivered))
        .map(Subscriptions::touched);
  }

  /** Gives the lease back without having moved. */
  Uni<Void> release(Lease lease) {
    return run(
        "update subscription set lease_until = now() where name = $1 and fence = $2",
        Tuple.of(lease.subscription(), lease.fence()));
  }

  /**
   * After a batch that was not taken: tried again after 0.2, 0.4, 0.8, ... seconds, at most half a
   * minute, so that a subscriber that comes back is not kept waiting longer than that.
   */
  Uni<Void> backOff(Lease lease, String error) {
    return run(
        """
        update subscription set failures = failures + 1, last_error = $3,
          failing_since = coalesce(failing_since, now()), lease_until = now(),
          next_try_at = now() + least(interval '30 seconds',
            interval '0.2 seconds' * power(2, least(failures, 20))) * (0.75 + random() / 4),
          paused_at = case when failing_since <= now() - make_interval(secs => $4) then now() end
        where name = $1 and fence = $2
        """,
        Tuple.of(lease.subscription(), lease.fence(), shortened(error), seconds(PAUSED_AFTER)));
  }

  /** Tries a paused or failing subscription again now; false if there is none of that name. */
  static Uni<Boolean> resume(SqlClient tx, String name) {
    return tx.preparedQuery(
            """
            update subscription set failures = 0, failing_since = null, last_error = null,
              paused_at = null, next_try_at = now()
            where name = $1 and retired_at is null
            """)
        .execute(Tuple.of(name))
        .map(Subscriptions::touched);
  }

  /** PostgreSQL has no text with NUL in it, and nobody reads a page of HTML as a reason. */
  private static String shortened(String error) {
    return error.substring(0, Math.min(error.length(), MAX_ERROR_LENGTH)).replace('\0', ' ');
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  private Uni<RowSet<Row>> rows(String sql, Tuple parameters) {
    return pool.preparedQuery(sql).execute(parameters);
  }

  private Uni<Void> run(String sql, Tuple parameters) {
    return rows(sql, parameters).replaceWithVoid();
  }

  private static boolean touched(RowSet<Row> rows) {
    return rows.rowCount() == 1;
  }

  private static Optional<Row> first(RowSet<Row> rows) {
    return stream(rows).findFirst();
  }

  private static Stream<Row> stream(RowSet<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false);
  }
}
