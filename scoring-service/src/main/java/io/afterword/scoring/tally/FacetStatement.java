package io.afterword.scoring.tally;

import io.afterword.scoring.segment.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Counts what crosses segments, in one statement: for each day whose facets are those of its
 * version, the bitmaps that were asked for are AND-ed and their bits counted per rating, and the
 * day's tail is added; all other days are read from the answers, which contain the tail. Every look
 * at a facet names its whole key ({@code offset 0} keeps the planner from any other way), and each
 * AND is made once, not once per rating. Surveys of one slot, as one survey is, name it at every
 * table: on a cluster the whole statement then goes to the one server that has it (ADR 38).
 *
 * @param parameters $1 slot or slots, $2 series, $3 and $4 days, then the members
 */
record FacetStatement(String sql, List<Object> parameters) {
  /** The dimension of the rating among the facets. */
  static final short RATING = 100;

  private static final String KEY = "slot = %1$s and series = %2$s.series and day = %2$s.day";

  /** One more bitmap that an answer must be in: of one member, or of each of a dimension. */
  private record Level(short dim, String column, String member) {
    boolean isOne() {
      return member.startsWith("$");
    }
  }

  static FacetStatement of(TallyQuery query) {
    List<Object> parameters = new ArrayList<>();
    Short[] slots = query.slots().toArray(Short[]::new);
    parameters.add(slots.length == 1 ? slots[0] : slots);
    parameters.add(query.series().toArray(Short[]::new));
    parameters.add(query.days().from());
    parameters.add(query.days().to());
    List<Level> filters = new ArrayList<>();
    query
        .filter()
        .forEach(
            (segment, member) -> {
              parameters.add(member);
              filters.add(new Level(segment.dim(), segment.column(), "$" + parameters.size()));
            });
    if (query.hour() != null) {
      parameters.add(query.hour());
      filters.add(
          new Level(Segment.HOUR_OF_WEEK, CountingSql.HOUR_COLUMN, "$" + parameters.size()));
    }
    return new FacetStatement(sql(query, filters), parameters);
  }

  /** Where a row of that day is found. */
  private static String key(TallyQuery query, String day) {
    return KEY.formatted(query.slots().size() == 1 ? "$1" : day + ".slot", day);
  }

  private static String sql(TallyQuery query, List<Level> filters) {
    Cut cut = query.cut();
    String slots = query.slots().size() == 1 ? "= $1" : "= any($1)";
    List<String> keys = new ArrayList<>();
    List<Level> levels = new ArrayList<>(filters);
    for (Segment segment : cut.groupBy()) {
      keys.add(segment.column());
      add(levels, new Level(segment.dim(), segment.column(), segment.column()));
    }
    if (cut.byHourOfWeek()) {
      add(
          levels,
          new Level(Segment.HOUR_OF_WEEK, CountingSql.HOUR_COLUMN, CountingSql.HOUR_COLUMN));
    }
    String hour = cut.byHourOfWeek() ? CountingSql.HOUR_COLUMN + "::int" : "null::int";
    String named =
        cut.grain().of("day")
            + " as period, "
            + hour
            + " as hour"
            + IntStream.range(0, keys.size())
                .mapToObj(at -> ", %s::int as key%d".formatted(keys.get(at), at))
                .collect(Collectors.joining());
    String columns =
        "period, hour"
            + IntStream.range(0, keys.size())
                .mapToObj(at -> ", key" + at)
                .collect(Collectors.joining());
    String conditions =
        filters.stream()
            .map(level -> " and %s = %s".formatted(level.column(), level.member()))
            .collect(Collectors.joining());
    String groups =
        IntStream.rangeClosed(1, 3 + keys.size())
            .mapToObj(Integer::toString)
            .collect(Collectors.joining(", "));
    return """
        with st as materialized (
          select slot, series, day, version = packed_version ok from day_state
           where slot %11$s and series = any($2) and day >= $3 and day < $4),
        tail as materialized (
          select q.slot, u.* from change_pack q
            cross join lateral unnest(q.series, q.day, q.old_rating, q.new_rating, %1$s)
              u(series, day, old_rating, new_rating, %2$s)
           where q.slot %11$s and u.series = any($2) and u.day >= $3 and u.day < $4),
        stale as (
          select slot, series, day from st where not ok
          union
          select slot, series, day from tail
           where not exists (select 1 from st where st.slot = tail.slot and st.series = tail.series and st.day = tail.day))
        select %3$s, %4$s from (
          select %5$s, r.member::int as r, sum(bit_count(f.bits & r.bits))::bigint as n
            from %6$s f cross join lateral unnest(f.ratings, f.rated) r(member, bits)
           group by %7$s
          union all
          select %5$s, v.r::int, sum(v.g) from tail join st using (slot, series, day)
            cross join lateral (values (old_rating, -1), (new_rating, 1)) v(r, g)
           where st.ok and v.r is not null%8$s group by %7$s
          union all
          select %5$s, rating::int, count(*)
            from (select a.* from stale cross join lateral (
              select * from answer where %9$s and rating is not null%8$s offset 0) a) a
           group by %7$s) x
         group by %3$s having sum(n) > 0 limit %10$d
        """
        .formatted(
            CountingSql.packArrays(),
            CountingSql.columns(),
            columns,
            query
                .ratings()
                .places(
                    c -> "coalesce(sum(n) filter (where r = %1$d), 0)::bigint c%1$d".formatted(c)),
            named,
            anded(query, levels),
            groups,
            conditions,
            key(query, "stale"),
            query.mostRows() + 1,
            slots);
  }

  /** What is grouped by and filtered too is one level. */
  private static void add(List<Level> levels, Level level) {
    if (levels.stream().noneMatch(each -> each.dim() == level.dim())) {
      levels.add(level);
    }
  }

  /**
   * Days with their ratings' bitmaps and what is left of their own, level by level; what is empty
   * goes no further. An array holds its bitmaps unpacked, and so does an AND of a bitmap with
   * itself: unpacking one for every member that it meets would take most of the time.
   */
  private static String anded(TallyQuery query, List<Level> levels) {
    String inner =
        """
        (select st.slot, st.series, st.day, r.ratings, r.rated
           from st cross join lateral (
             select array_agg(member) as ratings, array_agg(bits) as rated
               from facet where %s and dim = %d offset 0) r
          where st.ok offset 0)"""
            .formatted(key(query, "st"), RATING);
    for (int at = 0; at < levels.size(); at++) {
      Level level = levels.get(at);
      inner =
          """
          (select f.slot, f.series, f.day, f.ratings, f.rated%1$s, g.member as %2$s, g.bits
             from %4$s f cross join lateral (
               select member, %3$s & bits as bits from facet where %5$s and dim = %6$d%7$s offset 0) g
            %8$s offset 0)"""
              .formatted(
                  levels.subList(0, at).stream()
                      .map(before -> ", f." + before.column())
                      .collect(Collectors.joining()),
                  level.column(),
                  at == 0 ? "bits" : "f.bits",
                  inner,
                  key(query, "f"),
                  level.dim(),
                  level.isOne() ? " and member = " + level.member() : "",
                  at == 0 ? "" : "where bit_count(g.bits) > 0");
    }
    return inner;
  }
}
