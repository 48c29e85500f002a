package io.afterword.scoring.tally;

import io.afterword.platform.job.Job;
import io.afterword.scoring.metric.Scale;
import io.afterword.scoring.segment.Segment;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/**
 * Compares what is shown with a plain recount: tallies + tail - recount(answers) must be empty for
 * every day that was folded into since it was last checked, months must be the sums of their days,
 * and facets that are read must have as many bits as the tallies have answers. Each comparison is
 * one statement, so one snapshot, while intake goes on. What differs is reported, never repaired in
 * silence; such a day stays unchecked and is reported every night. A month is compared once, with
 * the newest of its days that are due.
 */
@ApplicationScoped
public class SelfCheck implements Job {
  private static final Logger LOG = Logger.getLogger(SelfCheck.class);
  private static final LocalTime QUIET_HOUR = LocalTime.of(3, 0);

  /** A day of 25,000 answers takes half a second. */
  private static final int DAYS_AT_ONCE = 20;

  private static final String CHECK = checkStatement();

  private final Pool pool;

  SelfCheck(Pool pool) {
    this.pool = pool;
  }

  /** What one run found: how many days and months it compared and how many cells differ. */
  record Result(long days, long cells, String first) {

    Result and(Result next) {
      return new Result(days + next.days, cells + next.cells, first.isEmpty() ? next.first : first);
    }

    String line() {
      return cells == 0
          ? "%d days recounted, no difference".formatted(days)
          : "%d days recounted, %d cells differ from the answers, first: %s"
              .formatted(days, cells, first);
    }
  }

  /** The oldest day that one statement compared; the next one begins before it. */
  private record Place(LocalDate day, short slot, short series) {
    /** Later than every day that there is. */
    static final Place START = new Place(LocalDate.of(9999, 12, 31), (short) 0, (short) 0);
  }

  @Override
  public String name() {
    return "self-check";
  }

  @Override
  public Instant next(Instant after, ZoneId zone) {
    ZonedDateTime tonight = after.atZone(zone).with(QUIET_HOUR);
    return (tonight.toInstant().isAfter(after) ? tonight : tonight.plusDays(1)).toInstant();
  }

  @Override
  public Uni<String> run(Instant now) {
    return checkBefore(Place.START, new Result(0, 0, ""))
        .invoke(
            result -> {
              if (result.cells() > 0) {
                LOG.errorf("self-check: %s", result.line());
              }
            })
        .map(Result::line);
  }

  /** Also those before a day that differs, which stays in the list. */
  private Uni<Result> checkBefore(Place last, Result before) {
    return pool.preparedQuery(CHECK)
        .execute(Tuple.of(DAYS_AT_ONCE, last.day(), last.slot(), last.series()))
        .map(rows -> rows.iterator().next())
        .chain(
            row -> {
              Result found = result(row);
              Result all = before.and(found);
              return found.days() == DAYS_AT_ONCE
                  ? checkBefore(place(row), all)
                  : Uni.createFrom().item(all);
            });
  }

  private static Place place(Row row) {
    return new Place(
        row.getLocalDate("last_day"), row.getShort("last_slot"), row.getShort("last_series"));
  }

  private static Result result(Row row) {
    String first = row.getString("first");
    return new Result(row.getLong("days"), row.getLong("cells"), first == null ? "" : first);
  }

  private static String checkStatement() {
    String some =
        IntStream.rangeClosed(0, Scale.HIGHEST_RATING)
            .mapToObj("sum(c%d) <> 0"::formatted)
            .collect(Collectors.joining(" or "));
    return """
        with st as materialized (
          select slot, series, day, version, version = packed_version packed
            from day_state
           where version <> checked_version and (day, slot, series) < ($2::date, $3::smallint, $4::smallint)
           order by day desc, slot desc, series desc limit $1),
        due_months as materialized (
          select m.slot, m.series, m.month
            from (select distinct slot, series, date_trunc('month', day::timestamp)::date from st) m(slot, series, month)
            left join day_state d
              on d.slot = m.slot and d.series = m.series and d.version <> d.checked_version
             and d.day >= m.month and d.day < m.month + interval '1 month'
             and (d.day, d.slot, d.series) >= ($2, $3, $4)
           group by m.slot, m.series, m.month having count(d.day) = 0),
        tail as (
          select q.slot, u.* from change_pack q
            cross join lateral unnest(q.series, q.day, q.old_rating, q.new_rating, %1$s)
              u(series, day, old_rating, new_rating, %2$s)),
        days as (
          select slot, series, dim, member, day, %3$s from tally_day join st using (slot, series, day)
          union all
          select slot, series, m.dim, m.member, day, %4$s
            from tail join st using (slot, series, day)
            cross join lateral (values (old_rating, -1), (new_rating, 1)) v(r, g)
            cross join lateral (values %5$s) m(dim, member)
           where v.r is not null group by 1, 2, 3, 4, 5
          union all
          select slot, series, m.dim, m.member, day, %6$s
            from st join answer a using (slot, series, day)
            cross join lateral (values %5$s) m(dim, member)
           where a.rating is not null group by 1, 2, 3, 4, 5),
        months as (
          select slot, series, dim, member, month, %3$s from tally_month
           where (slot, series, month) in (select slot, series, month from due_months)
          union all
          select slot, series, dim, member, date_trunc('month', day::timestamp)::date, %7$s from tally_day
           where (slot, series, date_trunc('month', day::timestamp)::date)
              in (select slot, series, month from due_months)
           group by 1, 2, 3, 4, 5),
        wrong_days as (
          select slot, series, dim, member, day from days group by 1, 2, 3, 4, 5 having %8$s),
        wrong_months as (
          select slot, series, dim, member, month from months group by 1, 2, 3, 4, 5 having %8$s),
        bits as (
          select slot, series, dim, member, day, bit_count(bits) n
            from facet join st using (slot, series, day) where packed
          union all
          select slot, series, dim, member, day, -(%9$s)
            from tally_day join st using (slot, series, day) where packed and dim not in (%10$d, %11$d)
          union all
          select slot, series, %12$d, r.member, day, -r.n
            from tally_day t join st using (slot, series, day) cross join lateral (values %13$s) r(member, n)
           where packed and dim = %10$d),
        wrong_bits as (
          select slot, series, dim, member, day from bits group by 1, 2, 3, 4, 5 having sum(n) <> 0),
        checked as (
          update day_state d set checked_version = st.version from st
           where d.slot = st.slot and d.series = st.series and d.day = st.day
             and not exists (select 1 from wrong_days w where w.slot = st.slot and w.series = st.series and w.day = st.day)
             and not exists (select 1 from wrong_bits w where w.slot = st.slot and w.series = st.series and w.day = st.day)
             and not exists (select 1 from wrong_months w where w.slot = st.slot and w.series = st.series
                              and w.month = date_trunc('month', st.day::timestamp)::date)
          returning 1)
        select (select count(*) from st) days,
               (select count(*) from wrong_days) + (select count(*) from wrong_months)
                 + (select count(*) from wrong_bits) cells,
               coalesce((select format('day %%s of series %%s, dimension %%s, member %%s', day, series, dim, member) from wrong_days limit 1),
                        (select format('month %%s of series %%s, dimension %%s, member %%s', month, series, dim, member) from wrong_months limit 1),
                        (select format('facet of day %%s of series %%s, dimension %%s, member %%s', day, series, dim, member) from wrong_bits limit 1)) as first,
               (select count(*) from checked) checked,
               last.day last_day, last.slot last_slot, last.series last_series
          from (values (true)) one
          left join lateral (select day, slot, series from st order by day, slot, series limit 1) last on true
        """
        .formatted(
            CountingSql.packArrays(),
            CountingSql.columns(),
            CountingSql.places(),
            CountingSql.places(c -> "coalesce(sum(g) filter (where r = %d), 0)".formatted(c)),
            CountingSql.dimensionValues(),
            CountingSql.places(c -> "-count(*) filter (where rating = %d)".formatted(c)),
            CountingSql.places(c -> "-sum(c%d)".formatted(c)),
            some,
            CountingSql.places("c%d"::formatted).replace(", ", " + "),
            Segment.EVERYTHING,
            Segment.CHANNEL_BY_HOUR,
            FacetStatement.RATING,
            CountingSql.places("(%1$d, c%1$d)"::formatted));
  }
}
