package io.afterword.survey.responseimport;

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

  /**
   * @param name as the first line says
   * @param to what it says about a response; empty when it is left out
   */
  record Column(String name, String to) {}

  Found {
    columns = List.copyOf(columns);
    samples = samples.stream().map(List::copyOf).toList();
  }
}
