package io.afterword.platform.access;

import io.afterword.platform.http.Cursor;
import io.afterword.platform.http.CursorPage;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Pages of things that are listed in the order of their ids. */
final class Pages {
  private Pages() {}

  /** Asks for one more than the page holds, to know whether there is a next one. */
  static <T, V> Uni<CursorPage<V>> of(
      @Nullable String cursor,
      int limit,
      BiFunction<@Nullable UUID, Integer, Uni<List<T>>> list,
      Function<T, UUID> id,
      Function<T, V> view) {
    return list.apply(after(cursor), limit + 1)
        .map(
            found -> {
              List<T> page = found.subList(0, Math.min(limit, found.size()));
              String next =
                  found.size() > limit
                      ? Cursor.encode(id.apply(page.get(limit - 1)).toString())
                      : null;
              return new CursorPage<>(page.stream().map(view).toList(), next);
            });
  }

  private static @Nullable UUID after(@Nullable String cursor) {
    if (cursor == null) {
      return null;
    }
    try {
      return UUID.fromString(Cursor.decode(cursor, 1).get(0));
    } catch (IllegalArgumentException noId) {
      throw Cursor.invalid();
    }
  }
}
