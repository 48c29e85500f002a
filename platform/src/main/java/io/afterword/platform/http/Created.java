package io.afterword.platform.http;

import java.util.Map;

/**
 * What an idempotent operation answers: kept with its key and given again unchanged.
 *
 * @param status HTTP status, usually 201 or 202
 * @param body what is written as JSON
 * @param headers such as {@code Location} and {@code ETag}
 */
public record Created<T>(int status, T body, Map<String, String> headers) {
  public Created {
    headers = Map.copyOf(headers);
  }

  /** 201 with the new thing's address. */
  public static <T> Created<T> at(String location, T body) {
    return new Created<>(201, body, Map.of("Location", location));
  }

  /** 201 with the new thing's address and version. */
  public static <T> Created<T> at(String location, long version, T body) {
    return new Created<>(201, body, Map.of("Location", location, "ETag", ETags.of(version)));
  }
}
