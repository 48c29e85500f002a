package io.afterword.dispatch.ledger;

import io.afterword.platform.job.Job;
import io.afterword.platform.job.Schedules;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Makes the ledger's partitions of the coming months. When it does not run, rows go into the
 * default partition: nothing is refused.
 */
@ApplicationScoped
class MonthsJob implements Job {
  private static final Duration EVERY = Duration.ofDays(1);
  private static final int AHEAD = 3;

  private final Pool pool;

  MonthsJob(Pool pool) {
    this.pool = pool;
  }

  @Override
  public String name() {
    return "decision-months";
  }

  @Override
  public Instant next(Instant after, ZoneId zone) {
    return Schedules.every(EVERY, after);
  }

  @Override
  public Uni<String> run(Instant now) {
    YearMonth first = YearMonth.from(now.atOffset(ZoneOffset.UTC)).plusMonths(1);
    return Multi.createFrom()
        .items(IntStream.range(0, AHEAD).mapToObj(first::plusMonths))
        .onItem()
        .transformToUniAndConcatenate(month -> pool.query(statement(month)).execute())
        .collect()
        .asList()
        .map(done -> "the ledger has partitions up to " + first.plusMonths(AHEAD - 1));
  }

  static String statement(YearMonth month) {
    return String.format(
        Locale.ROOT,
        "create table if not exists decision_%04d_%02d partition of decision"
            + " for values from ('%s-01T00:00:00Z') to ('%s-01T00:00:00Z')",
        month.getYear(),
        month.getMonthValue(),
        month,
        month.plusMonths(1));
  }
}
