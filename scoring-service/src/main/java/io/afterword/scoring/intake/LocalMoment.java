package io.afterword.scoring.intake;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * Where an answer stands in the workspace's calendar. Pure: the zone is an argument.
 *
 * @param day the local date on which the answer was first given
 * @param hourOfWeek the local hour in which the interaction happened, Monday 0:00 = 0 to Sunday
 *     23:00 = 167; in the hour that a clock change repeats both passes have the same number
 */
record LocalMoment(LocalDate day, short hourOfWeek) {
  private static final int HOURS_A_DAY = 24;

  static LocalMoment of(Instant firstAnsweredAt, Instant occurredAt, ZoneId zone) {
    ZonedDateTime happened = occurredAt.atZone(zone);
    int hour = (happened.getDayOfWeek().getValue() - 1) * HOURS_A_DAY + happened.getHour();
    return new LocalMoment(LocalDate.ofInstant(firstAnsweredAt, zone), (short) hour);
  }
}
