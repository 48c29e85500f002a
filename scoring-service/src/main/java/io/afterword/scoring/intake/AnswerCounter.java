package io.afterword.scoring.intake;

import io.afterword.scoring.segment.MemberIds;
import io.afterword.scoring.segment.MemberName;
import io.afterword.scoring.segment.Members;
import io.afterword.scoring.segment.Segments;
import io.afterword.scoring.series.Series;
import io.afterword.scoring.tally.Partitions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Counts responses exactly once: one statement upserts the answers by revision and appends what
 * changed to the tail; no counter is touched.
 */
@ApplicationScoped
class AnswerCounter {
  private static final String COUNT = countStatement();
  private static final String KEEP = keepStatement();

  private final Members members;
  private final Segments segments;
  private final Partitions partitions;
  private final ZoneId zone;

  AnswerCounter(
      Members members,
      Segments segments,
      Partitions partitions,
      @ConfigProperty(name = "afterword.workspace.zone", defaultValue = "UTC") ZoneId zone) {
    this.members = members;
    this.segments = segments;
    this.partitions = partitions;
    this.zone = zone;
  }

  /** A response whose version is known and whose ratings were found to be on their scales. */
  record Countable(ArrivedResponse response, Map<Series, @Nullable Short> ratings) {

    static Countable of(ArrivedResponse response, List<Series> version) {
      return new Countable(response, Ratings.of(response, version));
    }
  }

  Uni<Void> count(SqlConnection tx, List<Countable> responses) {
    if (responses.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    List<Placed> placed =
        responses.stream()
            .map(each -> new Placed(each, Facts.of(each.response().data(), segments.facts())))
            .toList();
    return members
        .intern(names(placed))
        .call(() -> partitions.ensure(tx, responses.stream().map(r -> r.response().id()).toList()))
        .chain(ids -> execute(tx, COUNT, AnswerRow.COLUMNS, rows(placed, ids)))
        .chain(() -> execute(tx, KEEP, ResponseRow.COLUMNS, copies(responses)));
  }

  private record Placed(Countable countable, Facts facts) {}

  private static List<MemberName> names(List<Placed> placed) {
    return placed.stream().flatMap(each -> each.facts().members().stream()).distinct().toList();
  }

  private List<AnswerRow> rows(List<Placed> placed, MemberIds ids) {
    List<AnswerRow> rows = new ArrayList<>();
    for (Placed each : placed) {
      ArrivedResponse response = each.countable().response();
      LocalMoment moment =
          LocalMoment.of(response.data().firstAnsweredAt(), each.facts().occurredAt(), zone);
      each.countable()
          .ratings()
          .forEach(
              (series, rating) ->
                  rows.add(new AnswerRow(response, series, rating, moment, each.facts(), ids)));
    }
    return rows;
  }

  private static List<ResponseRow> copies(List<Countable> responses) {
    return responses.stream().map(each -> new ResponseRow(each.response())).toList();
  }

  private static <R> Uni<Void> execute(
      SqlConnection tx, String statement, List<Column<R>> columns, List<R> rows) {
    List<Object> arrays = new ArrayList<>();
    columns.forEach(column -> arrays.add(column.of(rows)));
    return tx.preparedQuery(statement).execute(Tuple.from(arrays)).replaceWithVoid();
  }

  /**
   * Why it is exact: the row lock of the upsert orders the revisions of an answer, and prev_rating
   * reads the newest committed row, so a change always says what the tallies will contain; a
   * redelivered or overtaken revision returns no row; day and segments come from the row and not
   * from the event, so a -1 hits the cells of its +1. The order prevents deadlocks, distinct keeps
   * two revisions in one batch from meeting.
   */
  private static String countStatement() {
    List<Column<AnswerRow>> columns = AnswerRow.COLUMNS;
    String names = Column.names(columns);
    String facts = String.join(", ", AnswerRow.SEGMENTS);
    String arrays =
        AnswerRow.SEGMENTS.stream()
            .map("array_agg(%s)"::formatted)
            .collect(Collectors.joining(", "));
    return """
        with w as (
          insert into answer as a (%1$s)
          select distinct on (slot, response_id, question) e.* from unnest(%2$s) e(%1$s)
          order by slot, response_id, question, revision desc
          on conflict (slot, response_id, question) do update
            set prev_rating = a.rating, rating = excluded.rating, revision = excluded.revision,
                answered_at = excluded.answered_at
            where excluded.revision > a.revision
          returning slot, series, day, hour_of_week, rating, prev_rating, %3$s)
        insert into change_pack (slot, n, series, day, hour_of_week, old_rating, new_rating, %3$s)
        select slot, count(*), array_agg(series), array_agg(day), array_agg(hour_of_week),
               array_agg(prev_rating), array_agg(rating), %4$s
          from w where rating is distinct from prev_rating group by slot
        """
        .formatted(names, Column.parameters(columns), facts, arrays);
  }

  private static String keepStatement() {
    List<Column<ResponseRow>> columns = ResponseRow.COLUMNS;
    String changing =
        columns.stream()
            .map(Column::name)
            .filter(name -> !name.equals("slot") && !name.equals("response_id"))
            .map("%1$s = excluded.%1$s"::formatted)
            .collect(Collectors.joining(", "));
    return """
        insert into response as r (%1$s)
        select distinct on (slot, response_id) e.* from unnest(%2$s) e(%1$s)
        order by slot, response_id, revision desc
        on conflict (slot, response_id) do update set %3$s where excluded.revision > r.revision
        """
        .formatted(Column.names(columns), Column.parameters(columns), changing);
  }
}
