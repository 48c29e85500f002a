package io.afterword.scoring.tally;

import io.afterword.scoring.standby.Reads;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/**
 * Reads counts, each time in one statement, so in one snapshot, so exact at once. One segment at a
 * time comes from tallies and the unfolded tail; what crosses segments from the facets, or from the
 * answers, which contain the tail already.
 */
@ApplicationScoped
public class Tallies {
  private final Reads reads;

  Tallies(Reads reads) {
    this.reads = reads;
  }

  /** What tallies know: not for a query that crosses segments. */
  public Uni<List<TallyRow>> read(TallyQuery query) {
    TallyStatement statement = TallyStatement.byMember(query);
    return reads
        .ask(statement.sql(), statement.parameters())
        .map(
            rows ->
                rows(
                    rows,
                    row ->
                        query.row(
                            row.getLocalDate("period"),
                            row.getInteger("key"),
                            query.ratings().histogram(row))));
  }

  /** How many answers each series has in these days. */
  public Uni<Map<Short, Long>> answersBySeries(
      Collection<Short> slots, Collection<Short> series, Days days) {
    TallyStatement statement =
        TallyStatement.bySeries(
            new TallyQuery(
                slots, series, RatingRange.ALL, days, Cut.NONE, Map.of(), null, Short.MAX_VALUE));
    return reads
        .ask(statement.sql(), statement.parameters())
        .map(
            rows -> {
              Map<Short, Long> answers = new HashMap<>();
              rows.forEach(
                  row ->
                      answers.put(
                          row.getInteger("key").shortValue(), RatingRange.ALL.histogram(row).n()));
              return answers;
            });
  }

  /** What a query that crosses segments would have to look at. */
  public Uni<Effort> effort(TallyQuery query) {
    return reads
        .ask(Effort.SQL, Effort.parameters(query))
        .map(rows -> Effort.of(query, rows.iterator().next()));
  }

  /** From bitmaps per day; from the answers only for days that changed since they were packed. */
  public Uni<List<TallyRow>> readFacets(TallyQuery query) {
    FacetStatement statement = FacetStatement.of(query);
    return reads
        .ask(statement.sql(), Tuple.from(statement.parameters()))
        .map(rows -> rows(rows, row -> crossedRow(query, row)));
  }

  /** From the answers themselves, one by one. */
  public Uni<List<TallyRow>> readAnswers(TallyQuery query) {
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
                query
                    .ratings()
                    .places(c -> "count(*) filter (where rating = %1$d) c%1$d".formatted(c)),
                filter.condition(),
                IntStream.rangeClosed(1, 2 + cut.groupBy().size())
                    .mapToObj(Integer::toString)
                    .collect(Collectors.joining(", ")),
                query.mostRows() + 1);
    return reads
        .ask(sql, Tuple.from(filter.parameters()))
        .map(rows -> rows(rows, row -> crossedRow(query, row)));
  }

  private static TallyRow crossedRow(TallyQuery query, Row row) {
    return new TallyRow(
        row.getLocalDate("period"),
        row.getInteger("hour"),
        IntStream.range(0, query.cut().groupBy().size())
            .mapToObj(at -> row.getInteger("key" + at))
            .toList(),
        query.ratings().histogram(row));
  }

  /** Cells whose answers were all taken back are no rows. */
  private static List<TallyRow> rows(RowSet<Row> rows, Function<Row, TallyRow> each) {
    return StreamSupport.stream(rows.spliterator(), false)
        .map(each)
        .filter(row -> row.histogram().n() > 0)
        .toList();
  }
}
