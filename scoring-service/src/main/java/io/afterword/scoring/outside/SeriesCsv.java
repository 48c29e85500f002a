package io.afterword.scoring.outside;

import io.afterword.platform.csv.CsvException;
import io.afterword.platform.csv.CsvFile;
import io.afterword.platform.csv.CsvFormat;
import io.afterword.platform.csv.CsvRow;
import io.afterword.platform.problem.Problem;
import io.afterword.scoring.request.ScoringProblem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
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
  private static final CsvFormat COMMAS = new CsvFormat(StandardCharsets.UTF_8, ',');

  static SeriesCsv read(String text) {
    long lines = text.lines().count();
    if (lines > MOST_LINES) {
      throw refused(
          MOST_LINES + 1L,
          "a series has at most %d lines, this one %d".formatted(MOST_LINES, lines));
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try (CsvFile file = CsvFile.open(new ByteArrayInputStream(bytes), COMMAS)) {
      return read(file);
    } catch (CsvException unreadable) {
      throw refused(unreadable.line(), String.valueOf(unreadable.getMessage()));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static SeriesCsv read(CsvFile file) {
    NavigableMap<LocalDate, Double> values = new TreeMap<>();
    int holes = 0;
    boolean first = true;
    for (CsvRow row = file.next(); row != null; row = file.next()) {
      boolean skipped = isBlank(row) || (first && isHeader(row));
      first = false;
      if (skipped) {
        continue;
      }
      requireTwoColumns(row);
      LocalDate day = day(row.line(), row.cells().get(0).strip());
      Double value = value(row.line(), row.cells().get(1).strip());
      if (value == null) {
        holes++;
      } else if (values.put(day, value) != null) {
        throw refused(row.line(), "the day %s is there twice".formatted(day));
      }
    }
    if (values.isEmpty()) {
      throw Problem.of(
          ScoringProblem.BAD_CSV, "there is no line such as 2026-11-30,87.5 in the body");
    }
    return new SeriesCsv(values, holes);
  }

  private static boolean isBlank(CsvRow row) {
    return row.cells().size() == 1 && row.cells().get(0).isBlank();
  }

  private static boolean isHeader(CsvRow row) {
    return row.cells().size() > 1
        && row.cells().stream().allMatch(cell -> cell.chars().noneMatch(Character::isDigit));
  }

  private static void requireTwoColumns(CsvRow row) {
    int columns = row.cells().size();
    if (columns == COLUMNS) {
      return;
    }
    String line = cut(String.join(",", row.cells()));
    throw refused(
        row.line(),
        columns == 1
            ? "the columns must be separated by a comma, was '%s'".formatted(line)
            : "a line has a day and a number, decimals after a point, was '%s'".formatted(line));
  }

  private static LocalDate day(long number, String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw refused(
          number, "the day must be a date such as 2026-11-30, was '%s'".formatted(cut(text)));
    }
  }

  /** Null for a hole. */
  private static @Nullable Double value(long number, String text) {
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

  private static Problem refused(long line, String why) {
    return Problem.of(ScoringProblem.BAD_CSV, "line %d: %s".formatted(line, why))
        .with("line", line);
  }
}
