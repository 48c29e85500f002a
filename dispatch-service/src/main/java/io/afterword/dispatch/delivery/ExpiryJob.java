package io.afterword.dispatch.delivery;

import io.afterword.platform.job.Job;
import io.afterword.platform.job.Schedules;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** Ends invitations whose time for an answer, or for being sent at all, is over. */
@ApplicationScoped
class ExpiryJob implements Job {
  private static final Duration EVERY = Duration.ofMinutes(1);

  /** Short transactions: an invitation that is being answered waits for its row. */
  private static final int BATCH = 500;

  private final Pool pool;
  private final Withdrawal withdrawal;

  ExpiryJob(Pool pool, Withdrawal withdrawal) {
    this.pool = pool;
    this.withdrawal = withdrawal;
  }

  @Override
  public String name() {
    return "invitation-expiry";
  }

  @Override
  public Instant next(Instant after, ZoneId zone) {
    return Schedules.every(EVERY, after);
  }

  @Override
  public Uni<String> run(Instant now) {
    return expire(now.truncatedTo(ChronoUnit.MILLIS), 0)
        .map(expired -> expired + " invitations expired");
  }

  private Uni<Integer> expire(Instant now, int soFar) {
    return pool.withTransaction(tx -> withdrawal.expire(tx, now, BATCH))
        .chain(
            expired ->
                expired < BATCH
                    ? Uni.createFrom().item(soFar + expired)
                    : expire(now, soFar + expired));
  }
}
