package io.afterword.scoring.dashboard;

import io.afterword.platform.csv.CsvLine;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a panel, as people read them and as programs do. The first cell of each row names
 * it.
 *
 * @param mostShown more rows are in the CSV file only
 */
record Table(List<Column> columns, List<List<Cell>> rows, Kind kind, int mostShown) {
  /** A longer table is folded away on the page; the CSV file has all of it. */
  private static final int SHORT = 12;

  private static final int MOST_SHOWN = 60;

  Table(List<Column> columns, List<List<Cell>> rows, Kind kind) {
    this(columns, rows, kind, MOST_SHOWN);
  }

  Table {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<Cell> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(
            "a row of %d cells in %d columns".formatted(row.size(), columns.size()));
      }
    }
  }

  /** How it is drawn. */
  enum Kind {
    /** As a table. */
    PLAIN,
    /** With a bar in each row, which needs no head. */
    BARS,
    /** As a map whose cells are shaded by their level. */
    MAP
  }

  /** Who a column is for; an interval is one column to people and two to programs. */
  enum For {
    ALL,
    PEOPLE,
    PROGRAMS
  }

  /**
   * @param key its name in the CSV file; the same in every language
   */
  record Column(String key, String name, boolean number, For whom) {
    static Column text(String key, String name) {
      return new Column(key, name, false, For.ALL);
    }

    static Column number(String key, String name) {
      return new Column(key, name, true, For.ALL);
    }

    Column forPeople() {
      return new Column(key, name, number, For.PEOPLE);
    }

    Column forPrograms() {
      return new Column(key, name, number, For.PROGRAMS);
    }
  }

  /** A cell in its place on the page. */
  record Placed(Cell cell, Column column, boolean first) {}

  /**
   * @param text for people
   * @param raw for programs: a number unrounded, a text, or null for nothing
   * @param note a second, smaller line
   * @param tone a class of the stylesheet
   * @param href what is behind it
   */
  record Cell(
      String text,
      @Nullable Object raw,
      @Nullable String note,
      @Nullable String tone,
      @Nullable Drawing drawing,
      @Nullable String href) {

    static Cell of(String text, @Nullable Object raw) {
      return new Cell(text, raw, null, null, null, null);
    }

    static Cell text(String text) {
      return of(text, text);
    }

    Cell badge(String badge) {
      return new Cell(text, raw, note, badge, drawing, href);
    }

    Cell drawn(@Nullable Drawing drawn) {
      return new Cell(text, raw, note, tone, drawn, href);
    }

    Cell noted(@Nullable String line) {
      return new Cell(text, raw, line, tone, drawing, href);
    }

    Cell linked(@Nullable String address) {
      return new Cell(text, raw, note, tone, drawing, address);
    }
  }

  public boolean folded() {
    return rows.size() > SHORT;
  }

  public List<Column> shownColumns() {
    return columns.stream().filter(column -> column.whom() != For.PROGRAMS).toList();
  }

  public List<List<Placed>> shownRows() {
    return rows.stream().limit(mostShown).map(this::placed).toList();
  }

  private List<Placed> placed(List<Cell> row) {
    return IntStream.range(0, row.size())
        .mapToObj(at -> new Placed(row.get(at), columns.get(at), at == 0))
        .filter(cell -> cell.column().whom() != For.PROGRAMS)
        .toList();
  }

  /** How many rows the page leaves out. */
  public int left() {
    return Math.max(0, rows.size() - mostShown);
  }

  /** Comma-separated values as RFC 4180 has them, the keys of the columns first. */
  String csv() {
    StringBuilder file = new StringBuilder(CsvLine.of(written(columns, Column::key)));
    rows.forEach(row -> file.append(CsvLine.of(written(row, Cell::raw))));
    return file.toString();
  }

  private <T> List<@Nullable Object> written(List<T> row, Function<T, @Nullable Object> value) {
    List<@Nullable Object> values = new ArrayList<>();
    for (int at = 0; at < row.size(); at++) {
      if (columns.get(at).whom() != For.PEOPLE) {
        values.add(value.apply(row.get(at)));
      }
    }
    return values;
  }
}
