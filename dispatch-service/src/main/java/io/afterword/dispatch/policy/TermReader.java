package io.afterword.dispatch.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.afterword.dispatch.DispatchProblem;
import io.afterword.dispatch.reading.FieldReader;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the values that terms of a policy are made of. */
final class TermReader {
  private static final DateTimeFormatter TIME_OF_DAY = DateTimeFormatter.ofPattern("HH:mm");
  private static final String END_OF_DAY = "24:00";
  private static final Pattern MINUTES = Pattern.compile("\\d\\d:\\d\\d");

  private TermReader() {}

  /** What lies outside of the bounds is a fault; so is what is no duration. */
  static Duration duration(
      FieldReader fields, String field, Duration otherwise, Duration least, Duration most) {
    Duration given =
        fields.parsed(
            field,
            TermReader::duration,
            DispatchProblem.NOT_A_DURATION,
            "an ISO-8601 duration in days, hours, minutes or seconds, such as PT24H or P30D");
    if (given == null) {
      return otherwise;
    }
    if (given.compareTo(least) < 0 || given.compareTo(most) > 0) {
      fields.fault(
          field,
          DispatchProblem.OUT_OF_RANGE,
          "%s must lie between %s and %s.".formatted(field, least, most));
    }
    return given;
  }

  static @Nullable Duration duration(String text) {
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException | ArithmeticException malformed) {
      return null;
    }
  }

  /** A whole number within bounds; null when there is none, or a faulty one. */
  static @Nullable Integer number(FieldReader fields, String field, int least, int most) {
    JsonNode node = fields.node(field);
    if (node == null) {
      return null;
    }
    if (!node.isIntegralNumber()
        || !node.canConvertToInt()
        || node.intValue() < least
        || node.intValue() > most) {
      fields.fault(
          field,
          DispatchProblem.OUT_OF_RANGE,
          "%s must be a whole number from %d to %d.".formatted(field, least, most));
      return null;
    }
    return node.intValue();
  }

  /** "09:30"; "24:00", the end of the day, is midnight. */
  static @Nullable LocalTime timeOfDay(FieldReader fields, String field) {
    return fields.parsed(
        field,
        TermReader::timeOfDay,
        DispatchProblem.NOT_A_TIME_OF_DAY,
        "a time of day from 00:00 to 24:00, such as 09:30");
  }

  static @Nullable LocalTime timeOfDay(String text) {
    if (text.equals(END_OF_DAY)) {
      return LocalTime.MIDNIGHT;
    }
    try {
      return MINUTES.matcher(text).matches() ? LocalTime.parse(text, TIME_OF_DAY) : null;
    } catch (DateTimeException malformed) {
      return null;
    }
  }

  /**
   * @param asEnd whether midnight is the end of a day
   */
  static String said(LocalTime time, boolean asEnd) {
    return asEnd && time.equals(LocalTime.MIDNIGHT) ? END_OF_DAY : TIME_OF_DAY.format(time);
  }

  /** "01-15". */
  static String said(MonthDay day) {
    return day.toString().substring("--".length());
  }
}
