package io.afterword.survey.responseimport;

import io.afterword.platform.fileimport.Column;
import java.util.List;

/**
 * What reading found in a file.
 *
 * @param columns in their order
 * @param samples the first rows; none once the import is over
 */
record Found(
    Layout layout,
    String encoding,
    String separator,
    List<Column> columns,
    List<List<String>> samples) {

  /** Characters of a cell; enough to see what a column is. */
  private static final int LONGEST_SAMPLE = 100;

  Found {
    columns = List.copyOf(columns);
    samples = samples.stream().map(List::copyOf).toList();
  }

  /** The beginning of each cell of a row, cut between characters. */
  static List<String> sample(List<String> cells) {
    return cells.stream()
        .map(
            cell ->
                cell.codePointCount(0, cell.length()) > LONGEST_SAMPLE
                    ? cell.substring(0, cell.offsetByCodePoints(0, LONGEST_SAMPLE)) + "..."
                    : cell)
        .toList();
  }
}
