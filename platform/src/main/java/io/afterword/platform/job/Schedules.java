package io.afterword.platform.job;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** The two usual answers to {@link Job#next}. */
public final class Schedules {

  private Schedules() {}

  /** Again when this much time has passed. */
  public static Instant every(Duration interval, Instant after) {
    return after.plus(interval);
  }

  /**
   * The next time that clocks in the zone show this time of day. On a day on which that time is
   * skipped it is later by the length of the gap; on one on which it comes twice it is the first.
   */
  public static Instant dailyAt(LocalTime time, Instant after, ZoneId zone) {
    ZonedDateTime local = after.atZone(zone);
    Instant today = local.toLocalDate().atTime(time).atZone(zone).toInstant();
    return today.isAfter(after)
        ? today
        : local.toLocalDate().plusDays(1).atTime(time).atZone(zone).toInstant();
  }
}
