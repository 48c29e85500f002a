package io.afterword.platform.csv;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One line of an RFC 4180 file. A text that a spreadsheet would take for a formula, since it begins
 * with {@code = + - @}, a tab or a line break, gets an apostrophe in front, which makes it a text
 * there; numbers of ours stay numbers.
 */
public final class CsvLine {
  private static final String FORMULA_BEGINS = "=+-@\t\r\n";

  private CsvLine() {}

  public static String of(List<? extends @Nullable Object> values) {
    return values.stream().map(CsvLine::cell).collect(Collectors.joining(",", "", "\r\n"));
  }

  private static String cell(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    String text = Objects.toString(value);
    if (value instanceof Number) {
      return text;
    }
    String safe =
        !text.isEmpty() && FORMULA_BEGINS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    return safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
        ? '"' + safe.replace("\"", "\"\"") + '"'
        : safe;
  }
}
