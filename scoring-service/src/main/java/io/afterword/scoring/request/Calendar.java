package io.afterword.scoring.request;

import io.afterword.platform.problem.Problem;
import io.afterword.scoring.tally.Days;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * The workspace's calendar, in which every question about days is asked. Pure but for the words of
 * its refusals.
 *
 * @param today the local date now
 */
public record Calendar(ZoneId zone, LocalDate today) {
  /** What is shown when nobody says which days. */
  private static final int USUAL_DAYS = 30;

  /** Longer periods are a mistake; every day costs rows. */
  private static final int LONGEST_YEARS = 10;

  private static final LocalDate EARLIEST = LocalDate.of(2000, 1, 1);

  /** Half-open: from is the first day, to the first one after. Absent: the last 30 days. */
  public Days days(@Nullable String from, @Nullable String to) {
    LocalDate end = to == null ? today.plusDays(1) : date("to", to);
    LocalDate start = from == null ? end.minusDays(USUAL_DAYS) : date("from", from);
    if (!start.isBefore(end)) {
      throw bad(
          "from (%s) must be before to (%s), which is the first day after".formatted(start, end));
    }
    if (start.isBefore(EARLIEST) || end.isAfter(today.plusYears(1))) {
      throw bad("the period must lie between %s and a year from now".formatted(EARLIEST));
    }
    if (start.plusYears(LONGEST_YEARS).isBefore(end)) {
      throw bad("the period must not be longer than %d years".formatted(LONGEST_YEARS));
    }
    return new Days(start, end);
  }

  /** A day that something kept may name: neither long ago nor far ahead. */
  public void requireUsable(String field, LocalDate day) {
    if (day.isBefore(EARLIEST) || day.isAfter(today.plusYears(1))) {
      throw bad(
          "%s must lie between %s and a year from now, was %s".formatted(field, EARLIEST, day));
    }
  }

  /** Days exist in one zone only; naming that one is fine. */
  public void require(@Nullable String otherZone) {
    if (otherZone != null && !otherZone.equals(zone.getId())) {
      throw Problem.of(
          ScoringProblem.OTHER_ZONE,
          "answers are counted by the days of %s; leave zone away or name that one, not %s"
              .formatted(zone, otherZone));
    }
  }

  private static LocalDate date(String name, String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw bad("%s must be a date such as 2026-11-30, was '%s'".formatted(name, text));
    }
  }

  private static Problem bad(String detail) {
    return Problem.of(ScoringProblem.BAD_PERIOD, detail);
  }
}
