package io.afterword.survey.anonymous;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;

/** The ISO week of an answer, which is all that is kept of its time. */
record Week(LocalDate monday) {

  static Week of(Instant now, ZoneId zone) {
    return new Week(
        now.atZone(zone).toLocalDate().with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)));
  }

  /** The moment that stands for the whole week. */
  Instant begin(ZoneId zone) {
    return monday.atStartOfDay(zone).toInstant();
  }
}
