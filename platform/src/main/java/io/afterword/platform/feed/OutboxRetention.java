package io.afterword.platform.feed;

import io.afterword.platform.job.Job;
import io.afterword.platform.job.Schedules;
import io.afterword.platform.job.Steps;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * Deletes old events that every subscription has passed, also a paused one's: nothing accepted is
 * lost, a subscriber that is gone for good is taken out of the configuration. Age is the database's
 * time, as the events' own.
 */
@ApplicationScoped
class OutboxRetention implements Job {
  /** Half a day's work of a busy service in a few hundred short transactions. */
  static final int BATCH = 5_000;

  private static final Duration EVERY = Duration.ofHours(1);

  private final Pool pool;
  private final Duration keep;

  OutboxRetention(Pool pool, FeedConfig config) {
    this.pool = pool;
    this.keep = config.retention();
  }

  @Override
  public String name() {
    return "outbox-retention";
  }

  @Override
  public Instant next(Instant after, ZoneId zone) {
    return Schedules.every(EVERY, after);
  }

  @Override
  public Uni<String> run(Instant now) {
    return Steps.untilNothing(this::deleteBatch).map(deleted -> deleted + " events deleted");
  }

  private Uni<Integer> deleteBatch() {
    return pool.preparedQuery(
            """
            delete from outbox where id in (
              select id from outbox o
              where o.at < now() - make_interval(secs => $1)
                and not exists (
                  select from subscription s
                  where s.retired_at is null
                    and (s.from_snap is null or not pg_visible_in_snapshot(o.xid, s.from_snap)))
              order by id limit $2)
            """)
        .execute(Tuple.of((double) keep.toSeconds(), BATCH))
        .map(rows -> rows.rowCount());
  }
}
