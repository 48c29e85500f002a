package io.afterword.platform.export;

import io.smallrye.mutiny.Uni;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows that can be exported, in an order in which nothing is ever put before what was given out.
 *
 * @param <T> a row
 */
public interface Exportable<T> {

  /** Those after a cursor, at most so many; an empty list is the end. */
  Uni<List<T>> after(@Nullable String cursor, int limit);

  /** Where to go on after a row. */
  String cursor(T row);

  /** The row as JSON is made of it. */
  Object json(T row);

  /** Names of the columns. */
  List<String> columns();

  /** One value per column: a number, a yes or no, a text, or nothing. */
  List<@Nullable Object> cells(T row);
}
