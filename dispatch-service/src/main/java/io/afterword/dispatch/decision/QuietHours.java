package io.afterword.dispatch.decision;

import java.time.LocalTime;

/**
 * The part of the day in which nobody is written to, whatever the policies say; it may go over
 * midnight.
 *
 * @param from the first quiet minute
 * @param to the first minute that is not
 */
public record QuietHours(LocalTime from, LocalTime to) {

  public QuietHours {
    if (from.equals(to)) {
      throw new IllegalArgumentException(
          "quiet hours from %s to %s leave nothing".formatted(from, to));
    }
  }

  boolean contains(LocalTime time) {
    return from.isBefore(to)
        ? !time.isBefore(from) && time.isBefore(to)
        : !time.isBefore(from) || time.isBefore(to);
  }
}
