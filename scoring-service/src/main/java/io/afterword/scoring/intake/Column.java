package io.afterword.scoring.intake;

import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A column of a set-based insert: its name, its SQL type, and where its value is in a row. A whole
 * batch goes over the wire as one array per column, so a statement is prepared once for every size.
 */
record Column<R>(
    String name, String type, IntFunction<Object[]> array, Function<R, @Nullable Object> value) {

  static <R> Column<R> smallint(String name, Function<R, @Nullable Object> value) {
    return new Column<>(name, "smallint", Short[]::new, value);
  }

  Object[] of(List<R> rows) {
    return rows.stream().map(value).toArray(array);
  }

  static String names(List<? extends Column<?>> columns) {
    return columns.stream().map(Column::name).collect(Collectors.joining(", "));
  }

  /** {@code $1::smallint[], $2::uuid[], ..} for these columns. */
  static String parameters(List<? extends Column<?>> columns) {
    StringBuilder parameters = new StringBuilder();
    for (int i = 0; i < columns.size(); i++) {
      parameters
          .append(i == 0 ? "" : ", ")
          .append('$')
          .append(i + 1)
          .append("::")
          .append(columns.get(i).type())
          .append("[]");
    }
    return parameters.toString();
  }
}
