package io.afterword.scoring.intake;

import io.afterword.scoring.segment.MemberIds;
import io.afterword.scoring.segment.NumberFact;
import io.afterword.scoring.segment.Segment;
import io.afterword.scoring.series.Series;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One answer, placed: what one row of table {@code answer} says. */
record AnswerRow(
    ArrivedResponse response,
    Series series,
    @Nullable Short rating,
    LocalMoment moment,
    Facts facts,
    MemberIds members) {

  /** Every segment has its column. */
  static final List<String> SEGMENTS =
      List.of(Segment.values()).stream().map(Segment::column).toList();

  static final List<Column<AnswerRow>> COLUMNS = columns();

  private static List<Column<AnswerRow>> columns() {
    List<Column<AnswerRow>> columns = new ArrayList<>();
    columns.add(Column.smallint("slot", row -> row.response.slot()));
    columns.add(new Column<>("response_id", "uuid", UUID[]::new, row -> row.response.id()));
    columns.add(Column.smallint("question", row -> row.series.question().position()));
    columns.add(new Column<>("revision", "int", Integer[]::new, row -> row.response.revision()));
    columns.add(Column.smallint("series", row -> row.series.id()));
    columns.add(new Column<>("day", "date", LocalDate[]::new, row -> row.moment.day()));
    columns.add(Column.smallint("hour_of_week", row -> row.moment.hourOfWeek()));
    columns.add(Column.smallint("rating", row -> row.rating));
    for (Segment segment : Segment.values()) {
      columns.add(Column.smallint(segment.column(), row -> row.member(segment)));
    }
    for (NumberFact fact : NumberFact.values()) {
      columns.add(
          new Column<>(fact.column(), "int", Integer[]::new, row -> row.facts.numbers().get(fact)));
    }
    columns.add(
        new Column<>(
            "answered_at",
            "timestamptz",
            OffsetDateTime[]::new,
            row -> row.response.data().answeredAt().atOffset(ZoneOffset.UTC)));
    return List.copyOf(columns);
  }

  private short member(Segment segment) {
    return members.of(segment, facts.values().get(segment));
  }
}
