package io.afterword.scoring.tally;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;

/** The periods that answers are summed by: sums of local days, weeks begin on Monday. */
public enum Grain {
  /** One period: all of it. */
  NONE,
  DAY,
  WEEK,
  MONTH;

  /** The first day of the period that this day is in. */
  public LocalDate start(LocalDate day) {
    return switch (this) {
      case NONE, DAY -> day;
      case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      case MONTH -> day.withDayOfMonth(1);
    };
  }

  /** The first day after the period that begins on this day. */
  public LocalDate end(LocalDate start) {
    return switch (this) {
      case NONE, DAY -> start.plusDays(1);
      case WEEK -> start.plusWeeks(1);
      case MONTH -> start.plusMonths(1);
    };
  }

  /** The period of a date column; a date, so that no session's zone can move it. */
  String of(String column) {
    return switch (this) {
      case NONE -> "null::date";
      case DAY -> column;
      case WEEK -> "date_trunc('week', " + column + "::timestamp)::date";
      case MONTH -> "date_trunc('month', " + column + "::timestamp)::date";
    };
  }

  /** Whether whole months may be read from the tallies of months. */
  boolean canUseMonths() {
    return this == NONE || this == MONTH;
  }
}
