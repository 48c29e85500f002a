package io.afterword.platform.feed;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How the feed is doing, on both ends. */
@ApplicationScoped
public class FeedStatus {
  private final Pool pool;

  FeedStatus(Pool pool) {
    this.pool = pool;
  }

  /**
   * The feed in the status.
   *
   * @param subscriptions who is told of this service's events
   */
  @Schema(
      name = "FeedStatus",
      requiredProperties = {"subscriptions", "parked"})
  public record View(
      List<SubscriptionView> subscriptions,
      @Schema(
              description =
                  "Events from other services that could not be applied, see feed/parked.")
          long parked) {}

  /** How far every subscriber is, and how many events are parked here. */
  public Uni<View> read() {
    return subscriptions()
        .chain(subscriptions -> parked().map(parked -> new View(subscriptions, parked)));
  }

  /** The list of what is new is materialized for the reason given in Subscriptions.openWindow. */
  private Uni<List<SubscriptionView>> subscriptions() {
    return pool.query(
            """
            select s.name, s.url, s.types, s.failures, s.paused_at, s.delivered_at, s.failing_since,
              s.last_error, s.next_try_at, w.waiting, w.waiting_since
            from subscription s,
            lateral (
              with n as materialized (
                select o.id from outbox o where s.from_snap is null
                union all
                select o.id from outbox o where o.xid >= pg_snapshot_xmax(s.from_snap)
                union all
                select o.id from outbox o where o.xid = any(array(select pg_snapshot_xip(s.from_snap))))
              select count(*)::int as waiting, min(at) as waiting_since from (
                select o.at from n join outbox o using (id)
                where o.type = any(s.types)
                  and (s.to_snap is null or o.id > s.pos
                    or not pg_visible_in_snapshot(o.xid, s.to_snap))
                order by o.id limit 10000) oldest) w
            where s.retired_at is null order by s.name
            """)
        .execute()
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false).map(SubscriptionView::of).toList());
  }

  private Uni<Long> parked() {
    return pool.query("select count(*) as n from feed_parked")
        .execute()
        .map(rows -> rows.iterator().next().getLong("n"));
  }
}
