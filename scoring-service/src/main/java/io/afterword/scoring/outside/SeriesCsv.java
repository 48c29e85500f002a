package io.afterword.scoring.outside;

import io.afterword.platform.problem.Problem;
import io.afterword.scoring.request.ScoringProblem;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads a series from CSV: a day and a number on each line, with a comma between them, and a first
 * line of names if one likes. A line without a number is a hole. Everything else is refused with
 * its line, since a number that is guessed would be counted wrongly. Pure.
 *
 * @param values by day
 * @param holes lines that had a day but no number
 */
record SeriesCsv(NavigableMap<LocalDate, Double> values, int holes) {
  /** Ten years of days, and some. */
  static final int MOST_LINES = 5_000;

  private static final int COLUMNS = 2;
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  static SeriesCsv read(String text) {
    String body = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    List<String> lines = body.lines().toList();
    if (lines.size() > MOST_LINES) {
      throw refused(
          MOST_LINES + 1,
          "a series has at most %d lines, this one %d".formatted(MOST_LINES, lines.size()));
    }
    NavigableMap<LocalDate, Double> values = new TreeMap<>();
    int holes = 0;
    for (int at = 0; at < lines.size(); at++) {
      String line = lines.get(at).strip();
      if (line.isEmpty() || (at == 0 && isHeader(line))) {
        continue;
      }
      String[] columns = columns(at + 1, line);
      LocalDate day = day(at + 1, columns[0]);
      Double value = value(at + 1, columns[1]);
      if (value == null) {
        holes++;
      } else if (values.put(day, value) != null) {
        throw refused(at + 1, "the day %s is there twice".formatted(day));
      }
    }
    if (values.isEmpty()) {
      throw Problem.of(
          ScoringProblem.BAD_CSV, "there is no line such as 2026-11-30,87.5 in the body");
    }
    return new SeriesCsv(values, holes);
  }

  private static boolean isHeader(String line) {
    return line.chars().noneMatch(Character::isDigit) && line.contains(",");
  }

  private static String[] columns(int number, String line) {
    String[] columns = line.split(",", -1);
    if (columns.length == COLUMNS) {
      return new String[] {unquoted(columns[0]), unquoted(columns[1])};
    }
    if (columns.length == 1) {
      throw refused(
          number, "the columns must be separated by a comma, was '%s'".formatted(cut(line)));
    }
    throw refused(
        number,
        "a line has a day and a number, decimals after a point, was '%s'".formatted(cut(line)));
  }

  private static String unquoted(String column) {
    String text = column.strip();
    boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
    return quoted ? text.substring(1, text.length() - 1).strip() : text;
  }

  private static LocalDate day(int number, String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw refused(
          number, "the day must be a date such as 2026-11-30, was '%s'".formatted(cut(text)));
    }
  }

  /** Null for a hole. */
  private static @Nullable Double value(int number, String text) {
    if (text.isEmpty()) {
      return null;
    }
    try {
      double value = Double.parseDouble(text);
      // Java reads "1d" and "0x1p3" as numbers; people do not.
      if (Double.isFinite(value) && text.matches("[-+0-9.eE]+")) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Refused below, like infinity.
    }
    throw refused(
        number,
        "the value must be a finite number such as 87.5, or empty for a hole, was '%s'"
            .formatted(cut(text)));
  }

  private static String cut(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }

  private static Problem refused(int line, String why) {
    return Problem.of(ScoringProblem.BAD_CSV, "line %d: %s".formatted(line, why))
        .with("line", line);
  }
}
