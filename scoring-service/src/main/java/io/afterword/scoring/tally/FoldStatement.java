package io.afterword.scoring.tally;

import io.afterword.scoring.segment.Segment;
import io.afterword.scoring.tally.CountingSql.Dimension;
import java.util.stream.Collectors;

/**
 * Takes the oldest packs of one slot out of the tail and adds them to the tallies, in one
 * statement: killed half-way it undoes both. Parameters: $1 slot, $2 packs at most.
 */
final class FoldStatement {
  static final String SQL = build();

  private FoldStatement() {}

  private static String build() {
    String columns = CountingSql.columns();
    String sets =
        CountingSql.DIMENSIONS.stream()
            .map(d -> "(" + d.column() + ")")
            .collect(Collectors.joining(", "));
    String dims =
        CountingSql.DIMENSIONS.stream()
            .map(FoldStatement::dimWhen)
            .collect(Collectors.joining(" "));
    String added = CountingSql.places(c -> "c%1$d = t.c%1$d + excluded.c%1$d".formatted(c));
    String places = CountingSql.places();
    String sums = CountingSql.places(c -> "sum(c%d)".formatted(c));
    String histogram =
        CountingSql.places(
            c -> "coalesce(sum(d) filter (where r = %1$d), 0)::int c%1$d".formatted(c));
    return """
        with q as (
          delete from change_pack
           where slot = $1 and id in (select id from change_pack where slot = $1 order by id limit $2)
          returning *),
        y as materialized (
          select u.* from q, unnest(q.series, q.day, q.old_rating, q.new_rating, %1$s)
            u(series, day, old_rating, new_rating, %2$s)),
        s as materialized (
          select y.*, z.r, z.g from y cross join lateral (values (old_rating, -1), (new_rating, 1)) z(r, g)
           where z.r is not null),
        p as materialized (
          select series, day, r, sum(g) d, (case %3$s else %4$d end)::smallint dim, coalesce(%2$s, 0)::int member
            from s group by series, day, r, grouping sets ((), %5$s)),
        dd as materialized (
          select series, dim, member, day, %6$s from p where d <> 0 group by series, dim, member, day),
        ud as (
          insert into tally_day as t (slot, series, dim, member, day, %7$s)
          select $1, series, dim, member, day, %7$s from dd order by series, dim, day, member
          on conflict (slot, series, dim, day, member) do update set %8$s returning 1),
        um as (
          insert into tally_month as t (slot, series, dim, member, month, %7$s)
          select $1, series, dim, member, date_trunc('month', day::timestamp)::date m, %9$s
            from dd group by series, dim, member, m order by series, dim, m, member
          on conflict (slot, series, dim, month, member) do update set %8$s returning 1),
        ds as (
          insert into day_state as t (slot, series, day, version)
          select distinct $1::smallint, series, day, 1 from y order by series, day
          on conflict (slot, series, day) do update set version = t.version + 1 returning 1)
        select (select count(*) from q) packs, (select count(*) from y) changes,
               (select count(*) from ud) day_cells, (select count(*) from um) month_cells,
               (select count(*) from ds) days
        """
        .formatted(
            CountingSql.packArrays(),
            columns,
            dims,
            Segment.EVERYTHING,
            sets,
            histogram,
            places,
            added,
            sums);
  }

  private static String dimWhen(Dimension dimension) {
    return "when grouping(%s) = 0 then %d".formatted(dimension.column(), dimension.dim());
  }
}
