package io.afterword.scoring.tally;

import io.vertx.mutiny.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Reads one dimension: months from the tallies of months, the days at the edges from those of days,
 * and the tail, unpacked once.
 */
record TallyStatement(String sql, Tuple parameters) {

  static TallyStatement byMember(TallyQuery query) {
    return new Writer(query, "member", query.member()).statement();
  }

  static TallyStatement bySeries(TallyQuery query) {
    return new Writer(query, "series", "u.series::int").statement();
  }

  /** Puts one statement together, of as many parts as its days need. */
  private static final class Writer {
    private final TallyQuery query;
    private final RatingRange ratings;
    private final String key;
    private final String tailKey;
    private final List<Object> parameters = new ArrayList<>();
    private final String slots;
    private final String series;
    private final String members;

    /**
     * Of a query.
     *
     * @param key the column of the tallies that the rows are told apart by
     * @param tailKey the same of a change
     */
    private Writer(TallyQuery query, String key, String tailKey) {
      this.query = query;
      this.ratings = query.ratings();
      this.key = key;
      this.tailKey = tailKey;
      this.slots = parameter(query.slots().toArray(Short[]::new));
      this.series = parameter(query.series().toArray(Short[]::new));
      TallyQuery.Range range = query.members();
      this.members =
          range == null
              ? ""
              : "between %s and %s".formatted(parameter(range.first()), parameter(range.last()));
    }

    private String parameter(Object value) {
      parameters.add(value);
      return "$" + parameters.size();
    }

    /** Cells that were all taken back, or away with the days that do not belong, are left out. */
    private TallyStatement statement() {
      List<String> parts = tallies();
      parts.add(tail());
      String sql =
          """
          select key, period, %s from (
          %s
          ) x group by key, period having %s > 0 limit %s
          """
              .formatted(
                  ratings.places(c -> "sum(c%1$d)::bigint c%1$d".formatted(c)),
                  String.join("\nunion all\n", parts),
                  ratings.total("sum(c%d)"::formatted),
                  parameter(query.mostRows() + 1));
      return new TallyStatement(sql, Tuple.from(parameters));
    }

    /** The first part names the columns of all. */
    private List<String> tallies() {
      Days days = query.days();
      List<String> parts = new ArrayList<>();
      if (query.cut().grain().canUseMonths() && days.hasMonths()) {
        parts.add(
            tally("month", days.monthsStart(), days.monthsEnd(), ratings.places("c%d"::formatted)));
        for (Days.Edge edge : List.of(days.startEdge(), days.endEdge())) {
          if (!edge.isEmpty()) {
            String places = ratings.places((edge.isAdded() ? "c%d" : "-c%d")::formatted);
            parts.add(tally("day", edge.from(), edge.to(), places));
          }
        }
      } else {
        parts.add(tally("day", days.from(), days.to(), ratings.places("c%d"::formatted)));
      }
      return parts;
    }

    /**
     * From the tallies of days or of months.
     *
     * @param grain the name of the column and the end of the table's name
     */
    private String tally(String grain, LocalDate from, LocalDate to, String places) {
      return """
      select %1$s::int as key, %2$s as period, %3$s from tally_%4$s
       where slot = any(%5$s) and series = any(%6$s) and dim = %7$s and %4$s >= %8$s and %4$s < %9$s%10$s"""
          .formatted(
              key,
              query.cut().grain().of(grain),
              places,
              grain,
              slots,
              series,
              parameter(query.dim()),
              parameter(from),
              parameter(to),
              members.isEmpty() ? "" : " and member " + members);
    }

    private String tail() {
      List<String> columns = query.columns();
      return """
      select key, period, %1$s from (
        select %2$s as key, %3$s as period, v.r, v.g
          from (
            select u.* from change_pack q
              cross join lateral unnest(q.series, q.day, q.old_rating, q.new_rating%4$s)
                u(series, day, old_rating, new_rating%5$s)
             where q.slot = any(%6$s)) u
          cross join lateral (values (u.old_rating, -1), (u.new_rating, 1)) v(r, g)
         where u.series = any(%7$s) and u.day >= %8$s and u.day < %9$s
           and v.r is not null%10$s) t group by key, period"""
          .formatted(
              ratings.places(
                  c -> "coalesce(sum(g) filter (where r = %1$d), 0)::int c%1$d".formatted(c)),
              tailKey,
              query.cut().grain().of("u.day"),
              columns.stream().map(", q."::concat).collect(Collectors.joining()),
              columns.stream().map(", "::concat).collect(Collectors.joining()),
              slots,
              series,
              parameter(query.days().from()),
              parameter(query.days().to()),
              members.isEmpty() ? "" : " and %s %s".formatted(query.member(), members));
    }
  }
}
