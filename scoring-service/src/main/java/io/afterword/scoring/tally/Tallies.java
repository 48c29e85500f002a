package io.afterword.scoring.tally;

import io.afterword.scoring.metric.Histogram;
import io.afterword.scoring.metric.Scale;
import io.afterword.scoring.segment.Segment;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Reads counts: tallies and the unfolded tail in one statement, so in one snapshot, so exact at
 * once. What crosses segments is counted from the answers, which contain the tail already.
 */
@ApplicationScoped
public class Tallies {
  private static final String MEMBER = "member";
  private static final String SERIES = "series";

  private final Pool pool;

  Tallies(Pool pool) {
    this.pool = pool;
  }

  public Uni<List<TallyRow>> read(TallyQuery query) {
    return query.needsAnswers() ? readAnswers(query) : readTallies(query);
  }

  /** How many answers each series has in these days. */
  public Uni<Map<Short, Long>> answersBySeries(
      Collection<Short> slots, Collection<Short> series, Days days) {
    TallyQuery everything =
        new TallyQuery(slots, series, days, Cut.NONE, Map.of(), Short.MAX_VALUE);
    return pool.preparedQuery(tallySql(everything, SERIES))
        .execute(tallyParameters(everything))
        .map(
            rows -> {
              Map<Short, Long> answers = new HashMap<>();
              rows.forEach(
                  row -> answers.put(row.getInteger("key").shortValue(), histogram(row).n()));
              return answers;
            });
  }

  private Uni<List<TallyRow>> readTallies(TallyQuery query) {
    return pool.preparedQuery(tallySql(query, MEMBER))
        .execute(tallyParameters(query))
        .map(rows -> rows(rows, row -> tallyRow(query.cut(), row)));
  }

  private static Tuple tallyParameters(TallyQuery query) {
    Segment segment = query.segment();
    Days days = query.days();
    Short only = segment == null ? null : query.filter().get(segment);
    List<@Nullable Object> parameters = new ArrayList<>();
    parameters.add(query.slots().toArray(Short[]::new));
    parameters.add(query.series().toArray(Short[]::new));
    parameters.add(query.dim());
    parameters.add(days.from());
    parameters.add(days.monthsStart());
    parameters.add(days.monthsEnd());
    parameters.add(days.to());
    parameters.add(only == null ? null : only.intValue());
    parameters.add(query.mostRows() + 1);
    return Tuple.from(parameters);
  }

  /** The key is the member or the series; the tail is unpacked once. */
  private static String tallySql(TallyQuery query, String key) {
    Grain grain = query.cut().grain();
    String ofDay = grain.of("day");
    boolean months = grain.canUseMonths();
    String edges =
        months ? "(day >= $4 and day < $5 or day >= $6 and day < $7)" : "day >= $4 and day < $7";
    String column = query.column();
    String tailMember = column == null ? "0" : "u.member::int";
    String tailColumn = column == null ? "q.series" : "q." + column;
    String places = CountingSql.places();
    return """
    select key, period, %1$s from (
      select %2$s::int as key, %3$s as period, %4$s from tally_day
       where slot = any($1) and series = any($2) and dim = $3 and %5$s and ($8::int is null or member = $8)
      union all
      select %2$s::int, %6$s, %4$s from tally_month
       where slot = any($1) and series = any($2) and dim = $3 and month >= $5 and month < $6
         and ($8::int is null or member = $8) and %7$s
      union all
      select key, period, %8$s from (
        select %9$s as key, %12$s as period, v.r, v.g
          from change_pack q
          cross join lateral unnest(q.series, q.day, %10$s, q.old_rating, q.new_rating)
            u(series, day, member, old_rating, new_rating)
          cross join lateral (values (u.old_rating, -1), (u.new_rating, 1)) v(r, g)
         where q.slot = any($1) and u.series = any($2) and u.day >= $4 and u.day < $7
           and ($8::int is null or %11$s = $8) and v.r is not null) t group by key, period
    ) x group by key, period limit $9
    """
        .formatted(
            CountingSql.places(c -> "sum(c%1$d)::bigint c%1$d".formatted(c)),
            key,
            ofDay,
            places,
            edges,
            grain.of("month"),
            months ? "true" : "false",
            CountingSql.weighed(),
            key.equals(SERIES) ? "u.series::int" : tailMember,
            tailColumn,
            tailMember,
            grain.of("u.day"));
  }

  private static TallyRow tallyRow(Cut cut, Row row) {
    int key = row.getInteger("key");
    return new TallyRow(
        row.getLocalDate("period"),
        cut.byHourOfWeek() ? key : null,
        cut.groupBy().isEmpty() ? List.of() : List.of(key),
        histogram(row));
  }

  private Uni<List<TallyRow>> readAnswers(TallyQuery query) {
    Cut cut = query.cut();
    AnswerFilter filter = AnswerFilter.of(query);
    String hour = cut.byHourOfWeek() ? CountingSql.HOUR_COLUMN + "::int" : "null::int";
    String keys =
        IntStream.range(0, cut.groupBy().size())
            .mapToObj(at -> cut.groupBy().get(at).column() + "::int as key" + at + ", ")
            .collect(Collectors.joining());
    String sql =
        """
        select %1$s as period, %2$s as hour, %3$s%4$s from answer
         where %5$s
         group by %6$s limit %7$d
        """
            .formatted(
                cut.grain().of("day"),
                hour,
                keys,
                CountingSql.places(c -> "count(*) filter (where rating = %1$d) c%1$d".formatted(c)),
                filter.condition(),
                IntStream.rangeClosed(1, 2 + cut.groupBy().size())
                    .mapToObj(Integer::toString)
                    .collect(Collectors.joining(", ")),
                query.mostRows() + 1);
    return pool.preparedQuery(sql)
        .execute(Tuple.from(filter.parameters()))
        .map(rows -> rows(rows, row -> answerRow(cut, row)));
  }

  private static TallyRow answerRow(Cut cut, Row row) {
    return new TallyRow(
        row.getLocalDate("period"),
        row.getInteger("hour"),
        IntStream.range(0, cut.groupBy().size())
            .mapToObj(at -> row.getInteger("key" + at))
            .toList(),
        histogram(row));
  }

  /** Cells whose answers were all taken back are no rows. */
  private static List<TallyRow> rows(RowSet<Row> rows, Function<Row, TallyRow> each) {
    return StreamSupport.stream(rows.spliterator(), false)
        .map(each)
        .filter(row -> row.histogram().n() > 0)
        .toList();
  }

  private static Histogram histogram(Row row) {
    long[] counts = new long[Scale.HIGHEST_RATING + 1];
    for (int rating = 0; rating < counts.length; rating++) {
      counts[rating] = row.getLong("c" + rating);
    }
    return Histogram.of(counts);
  }
}
