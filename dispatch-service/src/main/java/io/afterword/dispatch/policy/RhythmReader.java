package io.afterword.dispatch.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.afterword.dispatch.DispatchProblem;
import io.afterword.dispatch.decision.Rhythm;
import io.afterword.dispatch.decision.Trigger;
import io.afterword.dispatch.reading.FieldReader;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a recurring trigger: every so often, or on days of the year. */
final class RhythmReader {
  /** A Monday and the first day of a year: weeks, months and quarters begin where people think. */
  private static final LocalDate START = LocalDate.of(2001, 1, 1);

  /** Every quarter, where nothing is said. */
  private static final Period USUAL = Period.ofMonths(3);

  private static final LocalDate EARLIEST = LocalDate.of(1970, 1, 1);
  private static final LocalDate LATEST = LocalDate.of(2100, 1, 1);

  /** Whoever is asked more often than weekly does not answer for long. */
  private static final int LEAST_DAYS = 7;

  private static final Period LONGEST = Period.ofYears(10);
  private static final int MOST_DATES = 24;

  /** Who asks on a date means that date. */
  private static final Period SPREAD_OF_DATES = Period.ofDays(5);

  private static final String PERIOD =
      "an ISO-8601 period of years, months, weeks or days, such as P3M or P2W";

  private RhythmReader() {}

  static Trigger.Recurring read(FieldReader trigger) {
    JsonNode on = trigger.node("on");
    Period every = period(trigger, "every");
    LocalDate start = start(trigger);
    Period spread = period(trigger, "spread");
    if (on != null && (trigger.node("every") != null || trigger.node("start") != null)) {
      trigger.fault(
          "on",
          DispatchProblem.INVALID_RHYTHM,
          "Either on, or every with a start: a policy has one rhythm.");
    }
    if (on == null) {
      return new Trigger.Recurring(new Rhythm.Every(every == null ? USUAL : every, start), spread);
    }
    List<MonthDay> dates = dates(trigger, on);
    if (dates.isEmpty()) {
      return new Trigger.Recurring(new Rhythm.Every(USUAL, START), spread);
    }
    var rhythm = new Rhythm.On(dates);
    if (rhythm.shortest() < LEAST_DAYS) {
      tooOften(trigger, "on");
    }
    return new Trigger.Recurring(rhythm, spread == null ? SPREAD_OF_DATES : spread);
  }

  private static @Nullable Period period(FieldReader trigger, String field) {
    Period period =
        trigger.parsed(field, RhythmReader::period, DispatchProblem.NOT_A_PERIOD, PERIOD);
    if (period == null) {
      return null;
    }
    if (period.isZero() || period.isNegative()) {
      trigger.fault(
          field, DispatchProblem.NOT_A_PERIOD, "%s must be longer than nothing.".formatted(field));
      return null;
    }
    if (isTooLong(period)) {
      trigger.fault(
          field, DispatchProblem.OUT_OF_RANGE, "%s must be at most ten years.".formatted(field));
      return null;
    }
    if (field.equals("every") && new Rhythm.Every(period, START).shortest() < LEAST_DAYS) {
      tooOften(trigger, field);
    }
    return period;
  }

  private static boolean isTooLong(Period period) {
    try {
      return START.plus(period).isAfter(START.plus(LONGEST));
    } catch (DateTimeException | ArithmeticException beyondTheCalendar) {
      return true;
    }
  }

  private static void tooOften(FieldReader trigger, String field) {
    trigger.fault(
        field,
        DispatchProblem.ASKS_TOO_OFTEN,
        "The same people would be asked more than once in %d days.".formatted(LEAST_DAYS));
  }

  private static @Nullable Period period(String text) {
    try {
      return Period.parse(text).normalized();
    } catch (DateTimeException | ArithmeticException malformed) {
      return null;
    }
  }

  private static LocalDate start(FieldReader trigger) {
    LocalDate start =
        trigger.parsed(
            "start",
            RhythmReader::date,
            DispatchProblem.NOT_A_DATE,
            "a date between 1970 and 2100, such as 2026-01-05");
    return start == null ? START : start;
  }

  private static @Nullable LocalDate date(String text) {
    try {
      LocalDate date = LocalDate.parse(text);
      return date.isBefore(EARLIEST) || date.isAfter(LATEST) ? null : date;
    } catch (DateTimeException malformed) {
      return null;
    }
  }

  private static List<MonthDay> dates(FieldReader trigger, JsonNode on) {
    var dates = new ArrayList<MonthDay>();
    if (!on.isArray() || on.isEmpty() || on.size() > MOST_DATES) {
      trigger.fault(
          "on",
          DispatchProblem.INVALID_RHYTHM,
          "on is a list of 1 to %d days of the year, such as [\"01-15\", \"07-15\"]."
              .formatted(MOST_DATES));
      return dates;
    }
    for (JsonNode each : on) {
      @Nullable MonthDay date = each.isTextual() ? monthDay(each.textValue()) : null;
      if (date == null) {
        trigger.fault(
            "on", DispatchProblem.NOT_A_DATE, "A day of the year is month and day, such as 01-15.");
        return List.of();
      }
      dates.add(date);
    }
    return dates;
  }

  private static @Nullable MonthDay monthDay(String text) {
    try {
      return MonthDay.parse("--" + text);
    } catch (DateTimeException malformed) {
      return null;
    }
  }
}
