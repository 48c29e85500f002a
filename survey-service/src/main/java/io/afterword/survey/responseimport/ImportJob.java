package io.afterword.survey.responseimport;

import io.afterword.platform.job.Job;
import io.afterword.platform.job.Schedules;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** Goes on with imports whose replica died, and forgets old ones. */
@ApplicationScoped
class ImportJob implements Job {
  private static final Duration EVERY = Duration.ofMinutes(1);

  /** Whoever has not confirmed by then does not want it any more. */
  private static final Duration KEPT = Duration.ofDays(30);

  private final Pool pool;
  private final ImportStore store;
  private final ImportProgress progress;
  private final ImportWork work;

  ImportJob(Pool pool, ImportStore store, ImportProgress progress, ImportWork work) {
    this.pool = pool;
    this.store = store;
    this.progress = progress;
    this.work = work;
  }

  @Override
  public String name() {
    return "response-imports";
  }

  @Override
  public Instant next(Instant after, ZoneId zone) {
    return Schedules.every(EVERY, after);
  }

  @Override
  public Uni<String> run(Instant now) {
    return progress
        .left(pool)
        .invoke(left -> left.forEach(work::begin))
        .chain(
            left ->
                pool.withTransaction(tx -> store.forgetOld(tx, now.minus(KEPT)))
                    .map(
                        gone ->
                            "%d imports gone on with, %d forgotten".formatted(left.size(), gone)));
  }
}
