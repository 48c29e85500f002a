package io.afterword.platform.access;

import io.afterword.platform.job.Job;
import io.afterword.platform.secret.Hash;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;

/**
 * Ten tries in a quarter of an hour for an account, whether it exists or not, over all replicas. A
 * try is counted before its password is looked at, so that many at once gain nothing.
 */
@ApplicationScoped
class SignInLimit implements Job {
  static final int TRIES = 10;

  private static final String COUNT =
      """
      insert into access_sign_in as s (account, tries, window_began) values ($1, 1, now())
      on conflict (account) do update
        set tries = case when s.window_began > now() - interval '15 minutes'
                         then least(s.tries + 1, 1000000) else 1 end,
            window_began = case when s.window_began > now() - interval '15 minutes'
                                then s.window_began else now() end
      returning tries
      """;

  private final Pool pool;

  SignInLimit(Pool pool) {
    this.pool = pool;
  }

  /** Counts this try and says whether it may go on. */
  Uni<Boolean> allows(String subject) {
    return pool.preparedQuery(COUNT)
        .execute(Tuple.of(account(subject)))
        .map(rows -> rows.iterator().next().getInteger("tries") <= TRIES);
  }

  /** A success wipes the tries before it. */
  Uni<Void> forget(String subject) {
    return pool.preparedQuery("delete from access_sign_in where account = $1")
        .execute(Tuple.of(account(subject)))
        .replaceWithVoid();
  }

  @Override
  public String name() {
    return "forget-sign-in-tries";
  }

  @Override
  public Instant next(Instant after, ZoneId zone) {
    return after.plus(Duration.ofHours(1));
  }

  @Override
  public Uni<String> run(Instant now) {
    return pool.query("delete from access_sign_in where window_began < now() - interval '1 hour'")
        .execute()
        .map(rows -> rows.rowCount() + " accounts forgotten");
  }

  private static Buffer account(String subject) {
    return Buffer.buffer(Hash.sha256(subject.toLowerCase(Locale.ROOT)));
  }
}
