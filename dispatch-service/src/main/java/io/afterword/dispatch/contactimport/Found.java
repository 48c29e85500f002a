package io.afterword.dispatch.contactimport;

import io.afterword.platform.fileimport.Column;
import java.util.List;

/**
 * What reading found in a file.
 *
 * @param columns in their order
 * @param samples the first rows; none once the import is over
 */
record Found(String encoding, String separator, List<Column> columns, List<List<String>> samples) {

  Found {
    columns = List.copyOf(columns);
    samples = samples.stream().map(List::copyOf).toList();
  }
}
