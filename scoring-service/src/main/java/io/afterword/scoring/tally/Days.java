package io.afterword.scoring.tally;

import java.time.LocalDate;

/**
 * Local dates, half-open. What is nearer to a month's end than to its begin is read as that month
 * without the days that do not belong, so that at most half a month is read day by day at each
 * edge.
 */
public record Days(LocalDate from, LocalDate to) {

  /**
   * Days to be added to the months, or taken away from them.
   *
   * @param from not after to; nothing where they are the same
   */
  record Edge(LocalDate from, LocalDate to, boolean isAdded) {
    private static Edge between(LocalDate one, LocalDate other) {
      return one.isAfter(other) ? new Edge(other, one, false) : new Edge(one, other, true);
    }

    boolean isEmpty() {
      return from.equals(to);
    }
  }

  public Days {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("from %s must be before to %s".formatted(from, to));
    }
  }

  /** The first of the month that is nearest to the first day; not after {@link #monthsEnd()}. */
  LocalDate monthsStart() {
    return hasMonths() ? nearestFirst(from) : to;
  }

  /** The first day after the last month that is read. */
  LocalDate monthsEnd() {
    return hasMonths() ? nearestFirst(to) : to;
  }

  boolean hasMonths() {
    return nearestFirst(from).isBefore(nearestFirst(to));
  }

  Edge startEdge() {
    return Edge.between(from, monthsStart());
  }

  Edge endEdge() {
    return Edge.between(monthsEnd(), to);
  }

  private static LocalDate nearestFirst(LocalDate day) {
    LocalDate first = day.withDayOfMonth(1);
    return day.getDayOfMonth() - 1 <= day.lengthOfMonth() / 2 ? first : first.plusMonths(1);
  }

  public long length() {
    return to.toEpochDay() - from.toEpochDay();
  }
}
