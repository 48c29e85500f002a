package io.afterword.scoring.tally;

import io.afterword.platform.migrate.Command;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.Period;
import java.util.stream.StreamSupport;

/**
 * Counts everything anew from the answers, slot by slot, while intake and reads go on: the lock
 * keeps folders out, and one statement sees answers and tail of a week in one snapshot, so that its
 * tallies become recount - tail. What arrives between two weeks is in the tail until the lock is
 * let go of. For when the self-check has found a difference, and for answers that were loaded
 * without events.
 */
@ApplicationScoped
public class Rebuild implements Command {
  private static final String SLOTS =
      "select distinct slot from (select slot from survey union select slot from day_state) s"
          + " order by slot";

  /** A statement of its own: the snapshot of the next ones is younger than the lock. */
  private static final String LOCK = "select pg_advisory_xact_lock(815, $1::int)";

  /** Those of the tail are among them: every change has its answer. */
  private static final String SPAN =
      "select min(day) first, max(day) last from answer where slot = $1";

  /** So many at once that a day is read once and its histograms stay in memory. */
  private static final int DAYS_AT_ONCE = 7;

  private static final String NOT_ZERO =
      CountingSql.places("c%d <> 0"::formatted).replace(", ", " or ");

  private static final String DAYS =
      """
      with t as (
        select u.* from change_pack q cross join lateral
               unnest(q.series, q.day, q.old_rating, q.new_rating, %1$s)
                 u(series, day, old_rating, new_rating, %2$s)
         where q.slot = $1 and u.day >= $2 and u.day < $3),
      s as (
        select series, day, rating as r, 1 as g, %2$s from answer
         where slot = $1 and day >= $2 and day < $3 and rating is not null
        union all
        select series, day, v.r, v.g, %2$s
          from t cross join lateral (values (old_rating, 1), (new_rating, -1)) v(r, g) where v.r is not null),
      %3$s
      insert into tally_day (slot, series, dim, member, day, %4$s)
      select $1, series, dim, member, day, %4$s from dd where %5$s
       order by series, dim, day, member
      """
          .formatted(
              CountingSql.packArrays(),
              CountingSql.columns(),
              CountingSql.cells(),
              CountingSql.places(),
              NOT_ZERO);

  private static final String MONTHS =
      "insert into tally_month (slot, series, dim, member, month, %s) %s"
          .formatted(
              CountingSql.places(),
              CountingSql.months("(select * from tally_day where slot = $1) d"));

  /** Every day has a new version: it is packed and checked again. */
  private static final String STATES =
      """
      insert into day_state as t (slot, series, day, version)
      select distinct slot, series, day, 1 from tally_day where slot = $1 order by slot, series, day
      on conflict (slot, series, day) do update set version = t.version + 1, packed_at = null
      """;

  private final Pool pool;

  Rebuild(Pool pool) {
    this.pool = pool;
  }

  @Override
  public String name() {
    return "rebuild";
  }

  @Override
  public Uni<String> run() {
    return pool.query(SLOTS)
        .execute()
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false)
                    .map(row -> row.getShort("slot"))
                    .toList())
        .call(
            slots ->
                Multi.createFrom()
                    .iterable(slots)
                    .onItem()
                    .transformToUniAndConcatenate(
                        slot -> pool.withTransaction(tx -> rebuild(tx, slot)))
                    .collect()
                    .last())
        .map(slots -> "%d surveys' slots counted anew".formatted(slots.size()));
  }

  private static Uni<Void> rebuild(SqlConnection tx, short slot) {
    Tuple parameter = Tuple.of(slot);
    return tx.preparedQuery(LOCK)
        .execute(Tuple.of((int) slot))
        // Sorting the answers once per dimension on disk would take several times as long.
        .chain(() -> tx.query("set local work_mem = '256MB'").execute())
        .chain(() -> tx.preparedQuery("delete from tally_day where slot = $1").execute(parameter))
        .chain(() -> tx.preparedQuery("delete from tally_month where slot = $1").execute(parameter))
        .chain(() -> tx.preparedQuery(SPAN).execute(parameter))
        .chain(span -> countDays(tx, slot, span.iterator().next()))
        .chain(() -> tx.preparedQuery(MONTHS).execute(parameter))
        .chain(() -> tx.preparedQuery(STATES).execute(parameter))
        .replaceWithVoid();
  }

  private static Uni<Void> countDays(SqlConnection tx, short slot, Row span) {
    LocalDate first = span.getLocalDate("first");
    if (first == null) {
      return Uni.createFrom().voidItem();
    }
    LocalDate end = span.getLocalDate("last").plusDays(1);
    return Multi.createFrom()
        .items(first.datesUntil(end, Period.ofDays(DAYS_AT_ONCE)))
        .onItem()
        .transformToUniAndConcatenate(
            from ->
                tx.preparedQuery(DAYS).execute(Tuple.of(slot, from, from.plusDays(DAYS_AT_ONCE))))
        .collect()
        .last()
        .replaceWithVoid();
  }
}
