package io.afterword.platform.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param nextCursor what to send as {@code cursor} to get the next page; {@code null} on the last
 */
public record CursorPage<T>(List<T> items, @Nullable String nextCursor) {
  public CursorPage {
    items = List.copyOf(items);
  }
}
