package io.afterword.platform.fileimport;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The tables of one kind of import. Statements here call them {@code file_import}, with {@code
 * file_import_part}, {@code file_import_fault} and {@code file_import_seen}, and the type of their
 * JSON {@code kept_json}. Pure.
 *
 * @param imports the table of imports; its parts and faults are in {@code ..._part} and {@code
 *     ..._fault}
 * @param seen the table of what is kept of the rows that were looked at
 * @param json the type of the columns {@code found} and {@code problem}
 * @param counted the counts of looking at a file, which begin again whenever somebody does
 */
public record ImportTables(String imports, String seen, String json, List<String> counted) {

  public ImportTables {
    counted = List.copyOf(counted);
  }

  String sql(String statement) {
    return statement
        .replace("file_import_seen", seen)
        .replace("file_import", imports)
        .replace("kept_json", json)
        .replace("counted_again", countedAgain());
  }

  private String countedAgain() {
    return counted.stream()
        .map(count -> "%1$s = case when state = 'READING' then 0 else %1$s end".formatted(count))
        .collect(Collectors.joining(", "));
  }
}
