package io.afterword.scoring.driver;

import io.afterword.scoring.metric.Polarity;
import io.afterword.scoring.segment.NumberFact;
import io.afterword.scoring.selection.Selected;
import io.afterword.scoring.series.Series;
import io.afterword.scoring.standby.Reads;
import io.afterword.scoring.tally.AnswerFilter;
import io.afterword.scoring.tally.Cut;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a driver analysis: the newest answers or contacts, each in one statement. */
@ApplicationScoped
class DriverReader {
  /** The analysis multiplies every pair of drivers; these take a second. */
  static final int MOST_ROWS = 20_000;

  private final Reads reads;

  DriverReader(Reads reads) {
    this.reads = reads;
  }

  /**
   * The rating, facts and other ratings of the same response.
   *
   * @param questions the series of each question that is a driver
   */
  Uni<DriverTable> ofAnswers(
      DriverQuestion question, Selected selected, List<List<Series>> questions) {
    AnswerFilter filter = AnswerFilter.of(selected.query(Cut.NONE));
    List<Object> parameters = new ArrayList<>(filter.parameters());
    StringBuilder columns = new StringBuilder();
    question
        .facts()
        .forEach(fact -> columns.append(", a.").append(fact.column()).append("::float8"));
    StringBuilder joins = new StringBuilder();
    for (int at = 0; at < questions.size(); at++) {
      parameters.add(questions.get(at).stream().map(Series::id).toArray(Short[]::new));
      columns.append(", q").append(at).append(".rating::float8");
      joins.append(
          " left join answer q%1$d on q%1$d.slot = a.slot and q%1$d.response_id = a.response_id and q%1$d.series = any($%2$d)"
              .formatted(at, parameters.size()));
    }
    String sql =
        """
        select a.rating::float8%1$s
          from (select * from answer where %2$s order by day desc, response_id desc limit %3$d) a%4$s
        """
            .formatted(columns, filter.condition(), MOST_ROWS, joins);
    return read(question, selected, sql, parameters);
  }

  /** Each contact's newest rating, and means of that contact's other ratings and their facts. */
  Uni<DriverTable> ofContacts(
      DriverQuestion question, Selected selected, List<Series> transactional) {
    AnswerFilter filter = AnswerFilter.of(selected.query(Cut.NONE));
    List<Object> parameters = new ArrayList<>(filter.parameters());
    parameters.add(transactional.stream().map(Series::id).toArray(Short[]::new));
    String means =
        question.metrics().stream()
                .map(
                    metric ->
                        "avg(t.good) filter (where t.metric = '%s')::float8".formatted(metric))
                .collect(Collectors.joining(", "))
            + question.facts().stream()
                .map(fact -> ", avg(t." + fact.column() + ")::float8")
                .collect(Collectors.joining());
    String sql =
        """
        with o as (
          select distinct on (r.contact_id) r.contact_id, a.rating
            from (select * from answer where %1$s) a join response r using (slot, response_id)
           where r.contact_id is not null
           order by r.contact_id, a.day desc, a.response_id desc limit %2$d),
        t as (
          select r.contact_id, s.metric, a.*,
                 (case s.polarity when 'HIGHER_IS_BETTER' then a.rating - s.scale_min else s.scale_max - a.rating end)::float8
                   / (s.scale_max - s.scale_min) good
            from answer a join series s on s.id = a.series join response r using (slot, response_id)
           where a.series = any($%3$d) and a.day >= $3 and a.day < $4 and a.rating is not null
             and r.contact_id in (select contact_id from o))
        select o.rating::float8, %4$s from o join t using (contact_id) group by o.contact_id, o.rating
        """
            .formatted(filter.condition(), MOST_ROWS, parameters.size(), means);
    return read(question, selected, sql, parameters);
  }

  private Uni<DriverTable> read(
      DriverQuestion question, Selected selected, String sql, List<Object> parameters) {
    boolean highIsGood = selected.choice().scale().polarity() == Polarity.HIGHER_IS_BETTER;
    return reads.ask(sql, Tuple.from(parameters)).map(rows -> table(question, rows, highIsGood));
  }

  private static DriverTable table(DriverQuestion question, RowSet<Row> rows, boolean highIsGood) {
    List<String> names = question.names();
    return new DriverTable(
        names,
        StreamSupport.stream(rows.spliterator(), false)
            .map(
                row ->
                    new DriverTable.Row(
                        (highIsGood ? 1 : -1) * row.getDouble(0), values(question, row)))
            .toList());
  }

  /** Waiting times are skewed: their logarithm is what goes together with ratings. */
  private static List<@Nullable Double> values(DriverQuestion question, Row row) {
    List<@Nullable Double> values = new ArrayList<>();
    int before = question.metrics().size();
    for (int at = 0; at < question.names().size(); at++) {
      Double value = row.getDouble(at + 1);
      boolean isSeconds =
          at >= before
              && at < before + question.facts().size()
              && question.facts().get(at - before).unit() == NumberFact.Unit.SECONDS;
      values.add(value != null && isSeconds ? Double.valueOf(Math.log1p(value)) : value);
    }
    return values;
  }
}
