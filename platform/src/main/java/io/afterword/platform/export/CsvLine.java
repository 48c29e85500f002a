package io.afterword.platform.export;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of CSV (RFC 4180). A text that a spreadsheet would take for a formula gets an apostrophe
 * before it: what a respondent typed is never run on a colleague's machine.
 */
final class CsvLine {

  private static final String FORMULA = "=+-@\t\r";

  private CsvLine() {}

  static String of(List<? extends @Nullable Object> cells) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      if (i > 0) {
        line.append(',');
      }
      Object cell = cells.get(i);
      if (cell instanceof Number || cell instanceof Boolean) {
        line.append(cell);
      } else if (cell != null) {
        text(line, cell.toString());
      }
    }
    return line.append("\r\n").toString();
  }

  private static void text(StringBuilder line, String text) {
    boolean formula = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
    boolean quoted = formula || text.chars().anyMatch(c -> c == '"' || c == ',' || c < ' ');
    if (!quoted) {
      line.append(text);
      return;
    }
    line.append('"');
    if (formula) {
      line.append('\'');
    }
    line.append(text.replace("\"", "\"\"")).append('"');
  }
}
