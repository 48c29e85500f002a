package io.afterword.platform.feed;

import io.afterword.platform.migrate.AfterRestore;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * The siblings may have been restored to an earlier moment than this service: what they had heard
 * after it they have lost, and this service believes it told. So every event that is kept is told
 * again; receivers ignore what they have, and failures of the past are over. Customers' webhooks
 * were not restored and hear nothing twice.
 */
@ApplicationScoped
class ToldAgain implements AfterRestore {
  private final Pool pool;

  ToldAgain(Pool pool) {
    this.pool = pool;
  }

  @Override
  public Uni<String> run() {
    return pool.query(
            """
            with back as (
              update subscription set from_snap = null, to_snap = null, pos = null,
                fence = fence + 1, lease_until = now(), next_try_at = now(), failures = 0,
                failing_since = null, last_error = null, paused_at = null
              where retired_at is null and not starts_with(name, 'webhook:'))
            select count(*) from outbox
            """)
        .execute()
        .map(rows -> "%d events are told again".formatted(rows.iterator().next().getLong(0)));
  }
}
