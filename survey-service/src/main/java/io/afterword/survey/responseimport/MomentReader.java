package io.afterword.survey.responseimport;

import io.afterword.platform.problem.ProblemCode;
import io.afterword.survey.problem.SurveyProblem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads when something was answered, in the ways in which tools write it, and guesses nothing.
 * Pure.
 *
 * @param zone of times that say none
 * @param order of dates that end with the year
 * @param now what lies behind it was not answered yet
 */
record MomentReader(@Nullable ZoneId zone, @Nullable DateOrder order, Instant now) {

  private static final Pattern SECONDS = Pattern.compile("\\d{9,10}");
  private static final Pattern MILLIS = Pattern.compile("\\d{12,13}");

  private static final Pattern WRITTEN =
      Pattern.compile(
          "(\\d{1,4})([-/.])(\\d{1,2})\\2(\\d{1,4})\\.?"
              + "(?:[T,\\s]+(\\d{1,2})[:.](\\d{2})(?:[:.](\\d{2})(?:[.,](\\d{1,9}))?)?"
              + "\\s*([AaPp]\\.?[Mm]\\.?)?)?"
              + "\\s*(Z|(?:UTC|GMT)?(?:[+-]\\d{1,2}(?::?\\d{2})?)?)");

  /** Nobody answered surveys by web before; a year like 25 is a cut one. */
  private static final int FIRST_YEAR = 1990;

  private static final int NOON = 12;

  /** It cannot be read. */
  static final class UnreadableException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient ProblemCode code;

    private UnreadableException(ProblemCode code, String detail) {
      super(detail);
      this.code = code;
    }

    ProblemCode code() {
      return code;
    }

    /** Whether no row can be read before somebody has said more. */
    boolean isOfTheFile() {
      return code == SurveyProblem.ZONE_MISSING || code == SurveyProblem.DATE_ORDER_MISSING;
    }

    String detail() {
      return String.valueOf(getMessage());
    }
  }

  /**
   * @throws UnreadableException with the reason
   */
  Instant read(String text) {
    Instant moment = moment(text.strip());
    if (moment.isAfter(now)) {
      throw new UnreadableException(
          SurveyProblem.DATE_IN_FUTURE, "%s lies ahead.".formatted(shown(text)));
    }
    return moment;
  }

  private Instant moment(String text) {
    if (SECONDS.matcher(text).matches()) {
      return Instant.ofEpochSecond(Long.parseLong(text));
    }
    if (MILLIS.matcher(text).matches()) {
      return Instant.ofEpochMilli(Long.parseLong(text));
    }
    Matcher written = WRITTEN.matcher(text);
    if (!written.matches()) {
      throw malformed(text);
    }
    try {
      LocalDate date = date(written, text);
      LocalDateTime time = date.atTime(time(written));
      return date.getYear() < FIRST_YEAR
          ? tooEarly(text)
          : time.atZone(zone(written, text)).toInstant();
    } catch (DateTimeException impossible) {
      throw malformed(text);
    }
  }

  private LocalDate date(Matcher written, String text) {
    int first = Integer.parseInt(written.group(1));
    int second = Integer.parseInt(written.group(3));
    int third = Integer.parseInt(written.group(4));
    if (written.group(1).length() == 4) {
      return LocalDate.of(first, second, third);
    }
    if (written.group(1).length() > 2 || written.group(4).length() != 4) {
      throw malformed(text);
    }
    return isDayFirst(written.group(2), first, second, text)
        ? LocalDate.of(third, second, first)
        : LocalDate.of(third, first, second);
  }

  /** Nobody writes the month first with points. */
  private boolean isDayFirst(String between, int first, int second, String text) {
    if (".".equals(between) || order != null) {
      return ".".equals(between) || order == DateOrder.DAY_FIRST;
    }
    int months = 12;
    if (first > months || second > months) {
      return first > months;
    }
    throw new UnreadableException(
        SurveyProblem.DATE_ORDER_MISSING,
        "%s can be read in two ways; say whether the day or the month comes first."
            .formatted(shown(text)));
  }

  /** A day without a time is counted on that day, so its middle is taken. */
  private static LocalTime time(Matcher written) {
    if (written.group(5) == null) {
      return LocalTime.of(NOON, 0);
    }
    int hour = Integer.parseInt(written.group(5));
    String half = written.group(9);
    if (half != null) {
      if (hour < 1 || hour > NOON) {
        throw new DateTimeException("no hour of half a day");
      }
      hour = hour % NOON + (half.toLowerCase(Locale.ROOT).startsWith("p") ? NOON : 0);
    }
    int second = written.group(7) == null ? 0 : Integer.parseInt(written.group(7));
    String fraction = written.group(8);
    int nanos = fraction == null ? 0 : Integer.parseInt((fraction + "00000000").substring(0, 9));
    return LocalTime.of(hour, Integer.parseInt(written.group(6)), second, nanos);
  }

  private ZoneId zone(Matcher written, String text) {
    String said = written.group(10).replaceFirst("UTC|GMT", "");
    if (!written.group(10).isEmpty()) {
      return said.isEmpty() || said.equals("Z") ? ZoneOffset.UTC : offset(said);
    }
    if (zone == null) {
      throw new UnreadableException(
          SurveyProblem.ZONE_MISSING,
          "%s says no zone; say in which zone the times of this file are.".formatted(shown(text)));
    }
    return zone;
  }

  /** +1, +01, +0130 and +01:30. */
  private static ZoneOffset offset(String said) {
    String digits = said.substring(1).replace(":", "");
    int hours =
        Integer.parseInt(digits.length() > 2 ? digits.substring(0, digits.length() - 2) : digits);
    int minutes = digits.length() > 2 ? Integer.parseInt(digits.substring(digits.length() - 2)) : 0;
    int sign = said.charAt(0) == '-' ? -1 : 1;
    return ZoneOffset.ofHoursMinutes(sign * hours, sign * minutes);
  }

  private static Instant tooEarly(String text) {
    throw new UnreadableException(
        SurveyProblem.DATE_MALFORMED,
        "%s is before %d; write the year with four digits.".formatted(shown(text), FIRST_YEAR));
  }

  private static UnreadableException malformed(String text) {
    return new UnreadableException(
        SurveyProblem.DATE_MALFORMED,
        "%s is no time that can be read; write it as 2025-03-31T14:05:00Z.".formatted(shown(text)));
  }

  private static String shown(String text) {
    return "“" + (text.length() > 40 ? text.substring(0, 40) + "..." : text) + "”";
  }
}
