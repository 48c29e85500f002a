package io.afterword.scoring.tally;

import io.afterword.scoring.segment.Segment;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * What a view across segments has to look at.
 *
 * @param answers all that the days have
 * @param unpacked those of days that changed since their facets were made
 * @param cells days times the members of what is grouped by, at most
 */
public record Effort(long answers, long unpacked, long cells) {
  /** The tail may be left out: it is short, and this is an estimate. */
  static final String SQL =
      """
      select answers, unpacked, days, members
        from (select coalesce(sum(n), 0)::bigint answers,
                     coalesce(sum(n) filter (where not packed), 0)::bigint unpacked,
                     count(*) filter (where packed) days
                from (select %s as n, coalesce(s.version = s.packed_version, false) packed
                        from tally_day t left join day_state s using (slot, series, day)
                       where t.slot = any($1) and t.series = any($2) and t.dim = %d
                         and t.day >= $3 and t.day < $4) each_day) days
       cross join (select coalesce(exp(sum(ln(members))), 1) members
                     from (select count(*) + 2 members from member where dim = any($5) group by dim) each_dim) grouped
      """
          .formatted(
              CountingSql.places("t.c%d"::formatted).replace(", ", " + "), Segment.EVERYTHING);

  static Tuple parameters(TallyQuery query) {
    return Tuple.of(
        query.slots().toArray(Short[]::new),
        query.series().toArray(Short[]::new),
        query.days().from(),
        query.days().to(),
        query.cut().groupBy().stream()
            .filter(segment -> !query.filter().containsKey(segment))
            .map(Segment::dim)
            .toArray(Short[]::new));
  }

  static Effort of(TallyQuery query, Row row) {
    double hours = query.cut().byHourOfWeek() && query.hour() == null ? Segment.HOURS : 1;
    return new Effort(
        row.getLong("answers"),
        row.getLong("unpacked"),
        Math.round(row.getLong("days") * row.getDouble("members") * hours));
  }
}
