package io.afterword.scoring.segment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A value of a segment as an event reports it; agents come with a display name, of which the newest
 * is kept.
 *
 * @param at when the name was true, business time
 */
public record MemberName(Segment segment, String value, @Nullable String name, Instant at) {
  /** Longer values are cut: they are names for people, and stand in every list. */
  static final int LONGEST = 200;

  public MemberName {
    if (value.isBlank() || value.length() > LONGEST) {
      throw new IllegalArgumentException("not a member's value: '" + value + "'");
    }
  }

  /** The value to count by, or null when nothing was given. */
  public static @Nullable String cleaned(@Nullable String raw) {
    if (raw == null) {
      return null;
    }
    String value = raw.strip();
    if (value.isEmpty()) {
      return null;
    }
    return value.length() <= LONGEST ? value : value.substring(0, LONGEST);
  }

  MemberKey key() {
    return new MemberKey(segment, value);
  }
}
