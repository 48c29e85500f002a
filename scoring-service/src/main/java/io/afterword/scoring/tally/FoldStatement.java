package io.afterword.scoring.tally;

/**
 * Takes the oldest packs of one slot out of the tail and adds them to the tallies, in one
 * statement: killed half-way it undoes both. Parameters: $1 slot, $2 packs at most.
 */
final class FoldStatement {
  static final String SQL = build();

  private FoldStatement() {}

  private static String build() {
    String columns = CountingSql.columns();
    String added = CountingSql.places(c -> "c%1$d = t.c%1$d + excluded.c%1$d".formatted(c));
    String places = CountingSql.places();
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
        %3$s,
        ud as (
          insert into tally_day as t (slot, series, dim, member, day, %4$s)
          select $1, series, dim, member, day, %4$s from dd order by series, dim, day, member
          on conflict (slot, series, dim, day, member) do update set %5$s returning 1),
        um as (
          insert into tally_month as t (slot, series, dim, member, month, %4$s)
          %6$s
          on conflict (slot, series, dim, month, member) do update set %5$s returning 1),
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
            CountingSql.cells(),
            places,
            added,
            CountingSql.months("(select $1::smallint slot, * from dd) dd"));
  }
}
