package io.afterword.platform.audit;

import io.afterword.platform.job.Job;
import io.afterword.platform.job.Schedules;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.stream.IntStream;

/** Makes the audit log's monthly partitions (months of UTC) ahead of time. */
@ApplicationScoped
class AuditPartitions implements Job {
  /** This month and the next three: the job may fail for a quarter before anyone has to care. */
  static final int MONTHS = 4;

  /** Any quiet hour will do. */
  private static final LocalTime AT = LocalTime.of(3, 10);

  private final Pool pool;

  AuditPartitions(Pool pool) {
    this.pool = pool;
  }

  @Override
  public String name() {
    return "audit-partitions";
  }

  @Override
  public Instant next(Instant after, ZoneId zone) {
    return Schedules.dailyAt(AT, after, zone);
  }

  @Override
  public Uni<String> run(Instant now) {
    return pool.preparedQuery(
            """
            select count(*) filter (where make_month_partition('audit_entry', month)) as made
            from unnest($1::date[]) month
            """)
        .execute(Tuple.of(months(now)))
        .map(RowSet::iterator)
        .map(rows -> rows.next().getLong("made") + " months made");
  }

  /** The first days of the month of {@code now} and of those that follow. */
  static LocalDate[] months(Instant now) {
    LocalDate first = LocalDate.ofInstant(now, ZoneOffset.UTC).withDayOfMonth(1);
    return IntStream.range(0, MONTHS).mapToObj(first::plusMonths).toArray(LocalDate[]::new);
  }
}
