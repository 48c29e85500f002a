package io.afterword.dispatch.decision;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Set;
import java.util.TreeSet;

/**
 * When a policy may send: weekdays and a part of the day, as the contact's clocks show them.
 *
 * @param from the first minute
 * @param to the first minute after it; midnight is the end of the day
 */
public record SendWindow(Set<DayOfWeek> days, LocalTime from, LocalTime to) {

  public SendWindow {
    days = Set.copyOf(new TreeSet<>(days));
    if (days.isEmpty() || isInverted(from, to)) {
      throw new IllegalArgumentException("a window that never opens");
    }
  }

  /** Whether the window would end before it begins. */
  public static boolean isInverted(LocalTime from, LocalTime to) {
    return !to.equals(LocalTime.MIDNIGHT) && !from.isBefore(to);
  }

  boolean contains(LocalDateTime local) {
    LocalTime time = local.toLocalTime();
    return days.contains(local.getDayOfWeek())
        && !time.isBefore(from)
        && (to.equals(LocalTime.MIDNIGHT) || time.isBefore(to));
  }
}
