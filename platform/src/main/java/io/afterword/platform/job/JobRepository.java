package io.afterword.platform.job;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Table {@code job}. Due times are business time and come in; leases are the database's clock. */
@ApplicationScoped
class JobRepository {
  /** How long a job waits for its replica after that was killed; renewed at a third of it. */
  static final Duration LEASE = Duration.ofSeconds(30);

  private static final double LEASE_SECONDS = LEASE.toSeconds();

  private final Pool pool;

  JobRepository(Pool pool) {
    this.pool = pool;
  }

  /**
   * Makes the row. One that is due later than a new row would be is drawn forward: its interval was
   * shortened by a release, or the clock was ahead when it was set.
   */
  Uni<Void> register(String name, Instant firstDue) {
    return pool.preparedQuery(
            """
            insert into job as j (name, due_at) values ($1, $2)
            on conflict (name) do update set due_at = excluded.due_at where j.due_at > excluded.due_at
            """)
        .execute(Tuple.of(name, utc(firstDue)))
        .replaceWithVoid();
  }

  /** Claims the job that has been due longest, if one is and no other replica has it. */
  Uni<Optional<Claim>> claimDue(Collection<String> names, Instant now, String replica) {
    return pool.preparedQuery(
            """
            update job set fence = fence + 1, leased_by = $3,
              lease_until = now() + make_interval(secs => $4)
            where name = (select name from job
              where name = any($1) and due_at <= $2 and lease_until <= now() and next_try_at <= now()
              order by due_at limit 1 for update skip locked)
            returning name, fence
            """)
        .execute(Tuple.of(names.toArray(String[]::new), utc(now), replica, LEASE_SECONDS))
        .map(
            rows -> {
              for (Row row : rows) {
                return Optional.of(new Claim(row.getString("name"), row.getLong("fence")));
              }
              return Optional.empty();
            });
  }

  /** Keeps the claim; false when another replica has taken the job over. */
  Uni<Boolean> renew(Claim claim) {
    return pool.preparedQuery(
            "update job set lease_until = now() + make_interval(secs => $3)"
                + " where name = $1 and fence = $2")
        .execute(Tuple.of(claim.job(), claim.fence(), LEASE_SECONDS))
        .map(JobRepository::touched);
  }

  Uni<Boolean> settle(Claim claim, Instant ranAt, String result, Instant nextDue) {
    return pool.preparedQuery(
            """
            update job set due_at = $4, last_run_at = $3, last_result = $5, failures = 0,
              last_error = null, lease_until = now()
            where name = $1 and fence = $2
            """)
        .execute(Tuple.of(claim.job(), claim.fence(), utc(ranAt), utc(nextDue), result))
        .map(JobRepository::touched);
  }

  /** The job stays due; it is tried again after 1, 2, 4, ... seconds, at most five minutes. */
  Uni<Boolean> fail(Claim claim, String error) {
    return pool.preparedQuery(
            """
            update job set failures = failures + 1, last_error = $3, lease_until = now(),
              next_try_at = now() + least(interval '5 minutes', interval '1 second' * power(2, least(failures, 20)))
            where name = $1 and fence = $2
            """)
        .execute(Tuple.of(claim.job(), claim.fence(), error))
        .map(JobRepository::touched);
  }

  /** Gives the job back unfinished, so that another replica need not wait for the lease's end. */
  Uni<Void> release(Claim claim) {
    return pool.preparedQuery("update job set lease_until = now() where name = $1 and fence = $2")
        .execute(Tuple.of(claim.job(), claim.fence()))
        .replaceWithVoid();
  }

  Uni<List<JobView>> list(Collection<String> names) {
    return pool.preparedQuery(
            """
            select name, due_at, lease_until > now() as running, last_run_at, last_result, failures,
              last_error
            from job where name = any($1) order by name
            """)
        .execute(Tuple.of(names.toArray(String[]::new)))
        .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(JobView::of).toList());
  }

  private static boolean touched(RowSet<Row> rows) {
    return rows.rowCount() == 1;
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
