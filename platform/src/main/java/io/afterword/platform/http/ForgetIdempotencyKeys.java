package io.afterword.platform.http;

import io.afterword.platform.job.Job;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Removes keys that are older than they are kept, in batches, so that no statement takes long. */
@ApplicationScoped
class ForgetIdempotencyKeys implements Job {
  private static final int BATCH = 5_000;
  private static final String DELETE =
      """
      delete from idempotency_key where (caller, operation, key) in (
        select caller, operation, key from idempotency_key
        where created_at <= $1 order by created_at limit $2 for update skip locked)
      """;

  private final Pool pool;

  ForgetIdempotencyKeys(Pool pool) {
    this.pool = pool;
  }

  @Override
  public String name() {
    return "forget-idempotency-keys";
  }

  @Override
  public Instant next(Instant after, ZoneId zone) {
    return after.plus(Duration.ofMinutes(30));
  }

  @Override
  public Uni<String> run(Instant now) {
    return deleteUntil(now.minus(Idempotency.KEPT).atOffset(ZoneOffset.UTC), 0)
        .map(removed -> removed + " keys forgotten");
  }

  private Uni<Integer> deleteUntil(OffsetDateTime old, int before) {
    return pool.preparedQuery(DELETE)
        .execute(Tuple.of(old, BATCH))
        .chain(
            rows ->
                rows.rowCount() < BATCH
                    ? Uni.createFrom().item(before + rows.rowCount())
                    : deleteUntil(old, before + rows.rowCount()));
  }
}
