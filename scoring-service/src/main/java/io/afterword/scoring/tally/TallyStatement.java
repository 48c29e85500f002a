package io.afterword.scoring.tally;

import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Reads one dimension: whole months from the tallies of months, the days at the edges from those of
 * days, and the tail, unpacked once.
 */
record TallyStatement(String sql, Tuple parameters) {

  static TallyStatement byMember(TallyQuery query) {
    return new TallyStatement(sql(query, "member", query.member()), parameters(query));
  }

  static TallyStatement bySeries(TallyQuery query) {
    return new TallyStatement(sql(query, "series", "u.series::int"), parameters(query));
  }

  private static Tuple parameters(TallyQuery query) {
    Days days = query.days();
    Tuple parameters =
        Tuple.of(query.slots().toArray(Short[]::new), query.series().toArray(Short[]::new))
            .addShort(query.dim())
            .addLocalDate(days.from())
            .addLocalDate(days.monthsStart())
            .addLocalDate(days.monthsEnd())
            .addLocalDate(days.to())
            .addInteger(query.mostRows() + 1);
    TallyQuery.Range members = query.members();
    return members == null
        ? parameters
        : parameters.addInteger(members.first()).addInteger(members.last());
  }

  /**
   * The statement.
   *
   * @param key the column of the tallies that the rows are told apart by
   * @param tailKey the same of a change
   */
  private static String sql(TallyQuery query, String key, String tailKey) {
    Grain grain = query.cut().grain();
    boolean months = grain.canUseMonths();
    boolean some = query.members() != null;
    List<String> columns = query.columns();
    return """
    select key, period, %1$s from (
      select %2$s::int as key, %3$s as period, %4$s from tally_day
       where slot = any($1) and series = any($2) and dim = $3 and %5$s%11$s
      union all
      select %2$s::int, %6$s, %4$s from tally_month
       where slot = any($1) and series = any($2) and dim = $3 and month >= $5 and month < $6
         and %7$s%11$s
      union all
      select key, period, %8$s from (
        select %9$s as key, %10$s as period, v.r, v.g
          from (
            select u.* from change_pack q
              cross join lateral unnest(q.series, q.day, q.old_rating, q.new_rating%12$s)
                u(series, day, old_rating, new_rating%13$s)
             where q.slot = any($1)) u
          cross join lateral (values (u.old_rating, -1), (u.new_rating, 1)) v(r, g)
         where u.series = any($2) and u.day >= $4 and u.day < $7
           and v.r is not null%14$s) t group by key, period
    ) x group by key, period limit $8
    """
        .formatted(
            CountingSql.places(c -> "sum(c%1$d)::bigint c%1$d".formatted(c)),
            key,
            grain.of("day"),
            CountingSql.places(),
            months
                ? "(day >= $4 and day < $5 or day >= $6 and day < $7)"
                : "day >= $4 and day < $7",
            grain.of("month"),
            months ? "true" : "false",
            CountingSql.weighed(),
            tailKey,
            grain.of("u.day"),
            some ? " and member between $9 and $10" : "",
            columns.stream().map(", q."::concat).collect(Collectors.joining()),
            columns.stream().map(", "::concat).collect(Collectors.joining()),
            some ? " and %s between $9 and $10".formatted(query.member()) : "");
  }
}
