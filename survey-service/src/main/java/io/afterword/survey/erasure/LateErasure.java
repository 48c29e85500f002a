package io.afterword.survey.erasure;

import io.afterword.platform.job.Job;
import io.afterword.platform.job.Schedules;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * Looks once more at people who were erased lately: an answer or a link that was being stored at
 * that very moment was not there to be removed.
 */
@ApplicationScoped
class LateErasure implements Job {
  private static final Duration EVERY = Duration.ofMinutes(1);

  /** Far longer than any request takes. */
  private static final Duration LATELY = Duration.ofHours(1);

  private final Pool pool;
  private final ErasedRows rows;

  LateErasure(Pool pool, ErasedRows rows) {
    this.pool = pool;
    this.rows = rows;
  }

  @Override
  public String name() {
    return "late-erasure";
  }

  @Override
  public Instant next(Instant after, ZoneId zone) {
    return Schedules.every(EVERY, after);
  }

  @Override
  public Uni<String> run(Instant now) {
    return pool.withTransaction(tx -> rows.eraseAgain(tx, now.minus(LATELY)))
        .map(removed -> "removed " + removed);
  }
}
