package io.afterword.platform.csv;

import java.util.List;

/**
 * One row of a file.
 *
 * @param line where it begins, counted from 1; a quoted cell may go over several
 */
public record CsvRow(long line, List<String> cells) {
  public CsvRow {
    cells = List.copyOf(cells);
  }
}
