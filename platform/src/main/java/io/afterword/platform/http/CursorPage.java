package io.afterword.platform.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param nextCursor what to send as {@code cursor} to get the next page; absent on the last
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CursorPage<T>(List<T> items, @Nullable String nextCursor) {
  public CursorPage {
    items = List.copyOf(items);
  }

  /**
   * A page from what was read for it: one row more than it shows tells that there is a next one.
   *
   * @param cursor of the last one that is shown
   */
  public static <R, T> CursorPage<T> of(
      List<R> read, int limit, Function<R, T> view, Function<T, String> cursor) {
    List<T> items = read.stream().limit(limit).map(view).toList();
    return new CursorPage<>(
        items, read.size() > limit ? cursor.apply(items.get(items.size() - 1)) : null);
  }
}
