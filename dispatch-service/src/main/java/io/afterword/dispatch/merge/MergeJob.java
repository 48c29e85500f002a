package io.afterword.dispatch.merge;

import io.afterword.platform.job.Job;
import io.afterword.platform.job.Schedules;
import io.afterword.platform.job.Steps;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** Forgets what was kept for the way back of merges that nobody can undo any more. */
@ApplicationScoped
class MergeJob implements Job {
  private static final Duration EVERY = Duration.ofHours(6);
  private static final int STEP = 100;

  private final Pool pool;
  private final MergeStore merges;

  MergeJob(Pool pool, MergeStore merges) {
    this.pool = pool;
    this.merges = merges;
  }

  @Override
  public String name() {
    return "contact-merges";
  }

  @Override
  public Instant next(Instant after, ZoneId zone) {
    return Schedules.every(EVERY, after);
  }

  @Override
  public Uni<String> run(Instant now) {
    return Steps.untilNothing(() -> pool.withTransaction(tx -> merges.forgetOld(tx, now, STEP)))
        .map(count -> count + " merges are for good");
  }
}
