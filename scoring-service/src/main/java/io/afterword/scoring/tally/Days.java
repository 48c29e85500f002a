package io.afterword.scoring.tally;

import java.time.LocalDate;

/**
 * Local dates, half-open. The whole months within are read from the tallies of months, the days at
 * the edges from those of days.
 */
public record Days(LocalDate from, LocalDate to) {

  public Days {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("from %s must be before to %s".formatted(from, to));
    }
  }

  /** The first day of the first whole month; not after {@link #monthsEnd()}. */
  LocalDate monthsStart() {
    LocalDate next = from.getDayOfMonth() == 1 ? from : from.withDayOfMonth(1).plusMonths(1);
    return next.isAfter(to) ? to : next;
  }

  /** The first day after the last whole month. */
  LocalDate monthsEnd() {
    LocalDate end = to.withDayOfMonth(1);
    return end.isBefore(monthsStart()) ? monthsStart() : end;
  }

  public long length() {
    return to.toEpochDay() - from.toEpochDay();
  }
}
