package io.afterword.dispatch.decision;

import io.afterword.dispatch.decision.Rhythm.Cycle;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How one cycle of a recurring policy is spread: every contact has a turn, a place from 0 to 1 that
 * stays the same in all cycles, and the turns lie evenly on the working days of the spread, in the
 * order of their places. So the time between two turns of a contact is the policy's rhythm.
 */
public final class CyclePlan {
  private static final Set<DayOfWeek> WORKING_DAYS =
      EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
  private static final LocalTime MORNING = LocalTime.of(9, 0);
  private static final LocalTime EVENING = LocalTime.of(17, 0);

  private final List<LocalDate> days;
  private final LocalTime from;
  private final Duration open;

  private CyclePlan(List<LocalDate> days, LocalTime from, Duration open) {
    this.days = days;
    this.from = from;
    this.open = open;
  }

  /**
   * The plan of a cycle.
   *
   * @param spread from the beginning of the cycle; null for all of it
   * @param window the policy's; without one it is working hours
   */
  public static CyclePlan of(Cycle cycle, @Nullable Period spread, @Nullable SendWindow window) {
    Set<DayOfWeek> wanted = window == null ? WORKING_DAYS : window.days();
    LocalDate end = spread == null ? cycle.end() : earlier(cycle.start().plus(spread), cycle.end());
    List<LocalDate> days =
        cycle.start().datesUntil(end).filter(day -> wanted.contains(day.getDayOfWeek())).toList();
    if (days.isEmpty()) {
      // A weekend: everybody on the first working day after it.
      LocalDate day = cycle.start();
      while (!wanted.contains(day.getDayOfWeek())) {
        day = day.plusDays(1);
      }
      days = List.of(day);
    }
    LocalTime from = window == null ? MORNING : window.from();
    LocalTime to = window == null ? EVENING : window.to();
    Duration open = Duration.between(from, to);
    return new CyclePlan(days, from, open.isZero() || open.isNegative() ? open.plusDays(1) : open);
  }

  private static LocalDate earlier(LocalDate one, LocalDate other) {
    return one.isBefore(other) ? one : other;
  }

  /** When the turn at this place comes, by the clocks of the contact. */
  public Instant dueAt(double place, ZoneId zone) {
    double inDays = place * days.size();
    int day = (int) inDays;
    long nanos = (long) ((inDays - day) * open.toNanos());
    return days.get(day)
        .atTime(from)
        .plus(Duration.ofMillis(nanos / 1_000_000))
        .atZone(zone)
        .toInstant();
  }

  /** The place up to which all turns lie before that day. */
  public double placeBefore(LocalDate day) {
    return days.stream().filter(each -> each.isBefore(day)).count() / (double) days.size();
  }

  List<LocalDate> days() {
    return days;
  }
}
