package io.afterword.platform.access;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * A person's signed-in time with one browser. It is kept nowhere but in the browser's cookie.
 *
 * @param id random; form tokens are bound to it
 */
record Session(UUID id, UUID userId, Instant since) {
  static final Duration LASTS = Duration.ofHours(12);

  boolean isOver(Instant now) {
    return !now.isBefore(since.plus(LASTS));
  }
}
