package io.afterword.dev.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The rows that a service left in one table, to be written again by multi-row inserts: a ceiling
 * that knows what to write and has nothing to decide. They go to a table with the same columns,
 * constraints and indexes but without foreign keys, which makes the ceiling a little higher.
 */
final class RowCopies {
  private static final String SCHEMA = "ceiling";

  private final String insert;
  private final List<String[]> columns;

  private RowCopies(String insert, List<String[]> columns) {
    this.insert = insert;
    this.columns = columns;
  }

  int count() {
    return columns.get(0).length;
  }

  /**
   * Reads the rows as texts and makes the table that they will be written to.
   *
   * @param where which rows
   */
  static RowCopies read(Connection connection, String table, String where) throws SQLException {
    List<String> names = new ArrayList<>();
    List<String> types = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      statement.execute("create schema if not exists " + SCHEMA);
      statement.execute(
          "create table if not exists %s.%s (like public.%s including all)"
              .formatted(SCHEMA, table, table));
      try (ResultSet found =
          statement.executeQuery(
              """
              select attname, format_type(atttypid, atttypmod) from pg_attribute
              where attrelid = 'public.%s'::regclass and attnum > 0 and not attisdropped
                and attidentity = '' and attgenerated = '' and attname <> 'xid' order by attnum
              """
                  .formatted(table))) {
        while (found.next()) {
          names.add(found.getString(1));
          types.add(found.getString(2));
        }
      }
      return new RowCopies(insertInto(table, names, types), texts(statement, table, names, where));
    }
  }

  /** Writes the rows of one of so many equal parts. */
  void insert(Connection connection, int part, int parts) throws SQLException {
    int from = (int) ((long) count() * part / parts);
    int to = (int) ((long) count() * (part + 1) / parts);
    if (from == to) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(insert)) {
      for (int column = 0; column < columns.size(); column++) {
        String[] slice = Arrays.copyOfRange(columns.get(column), from, to);
        statement.setArray(column + 1, connection.createArrayOf("text", slice));
      }
      if (statement.executeUpdate() != to - from) {
        throw new IllegalStateException("not every row was inserted: " + insert);
      }
    }
  }

  private static String insertInto(String table, List<String> names, List<String> types) {
    String aliases =
        IntStream.range(0, names.size()).mapToObj(n -> "c" + n).collect(Collectors.joining(", "));
    String casts =
        IntStream.range(0, names.size())
            .mapToObj(n -> "c" + n + "::" + types.get(n))
            .collect(Collectors.joining(", "));
    String marks = names.stream().map(name -> "?::text[]").collect(Collectors.joining(", "));
    return "insert into %s.%s (%s) select %s from unnest(%s) as t(%s)"
        .formatted(SCHEMA, table, quoted(names, ""), casts, marks, aliases);
  }

  private static List<String[]> texts(
      Statement statement, String table, List<String> names, String where) throws SQLException {
    List<String[]> rows = new ArrayList<>();
    try (ResultSet found =
        statement.executeQuery(
            "select %s from public.%s where %s".formatted(quoted(names, "::text"), table, where))) {
      while (found.next()) {
        String[] row = new String[names.size()];
        for (int column = 0; column < row.length; column++) {
          row[column] = found.getString(column + 1);
        }
        rows.add(row);
      }
    }
    List<String[]> columns = new ArrayList<>();
    for (int column = 0; column < names.size(); column++) {
      int current = column;
      columns.add(rows.stream().map(row -> row[current]).toArray(String[]::new));
    }
    return columns;
  }

  private static String quoted(List<String> names, String after) {
    return names.stream().map(name -> '"' + name + '"' + after).collect(Collectors.joining(", "));
  }
}
