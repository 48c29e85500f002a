package io.afterword.scoring.wording;

import io.afterword.scoring.metric.ScoreUnit;
import io.afterword.scoring.statistics.Interval;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers and dates as people of a language write them. Rounds for display only. */
public record Figures(Locale locale) {
  /** What a person sees where there is no number; never 0. */
  public static final String NONE = "–";

  private static final int MOST_DECIMALS = 4;

  private static final char MINUS = '\u2212';

  public String count(long n) {
    return NumberFormat.getIntegerInstance(locale).format(n);
  }

  /** A value in that unit without its sign: 83, −12, 4.21. */
  public String value(@Nullable Double value, ScoreUnit unit) {
    return value == null ? NONE : number(value, unit.shownDecimals());
  }

  /** 83 %, −12, 4.21. */
  public String withSign(@Nullable Double value, ScoreUnit unit) {
    return value == null ? NONE : value(value, unit) + (unit == ScoreUnit.PERCENT ? "\u00a0%" : "");
  }

  /**
   * "62 – 79": the ends in the unit of the score. Of very many answers, "73.2 – 73.4": no range
   * looks like a point unless it is one.
   */
  public String range(@Nullable Interval interval, ScoreUnit unit) {
    return interval == null ? NONE : range(interval.lower(), interval.upper(), unit);
  }

  public String range(@Nullable Double lower, @Nullable Double upper, ScoreUnit unit) {
    if (lower == null || upper == null) {
      return NONE;
    }
    int decimals = unit.shownDecimals();
    while (decimals < MOST_DECIMALS
        && lower < upper
        && number(lower, decimals).equals(number(upper, decimals))) {
      decimals++;
    }
    return number(lower, decimals) + "\u00a0–\u00a0" + number(upper, decimals);
  }

  /** A difference of scores in points, with one decimal more than a score: 6.6. */
  public String points(double difference, ScoreUnit unit) {
    return number(difference, decimalsOfDifference(unit));
  }

  /** The same with its sign also where it is positive: +6.6. */
  public String signed(double difference, ScoreUnit unit) {
    String points = points(difference, unit);
    return difference > 0 && !isShownAsZero(difference, unit) ? "+" + points : points;
  }

  /** Whether rounding for people leaves nothing of a difference. */
  public boolean isShownAsZero(double difference, ScoreUnit unit) {
    return isZero(points(difference, unit));
  }

  private static boolean isZero(String number) {
    return number.chars().noneMatch(c -> c >= '1' && c <= '9');
  }

  private static int decimalsOfDifference(ScoreUnit unit) {
    return Math.max(1, unit.shownDecimals());
  }

  public String percent(double value) {
    return number(value, value != 0 && Math.abs(value) < 1 ? 1 : 0) + "\u00a0%";
  }

  /** A correlation or a weight: −0.39. */
  public String weight(@Nullable Double weight) {
    return weight == null ? NONE : number(weight, 2);
  }

  /** A p-value; below a thousandth its size says nothing more. */
  public String probability(double p) {
    return p < 0.001 ? "<\u00a0" + number(0.001, 3) : "=\u00a0" + number(p, 3);
  }

  public String day(LocalDate day) {
    return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(locale).format(day);
  }

  /** Without the year, for the axis of a chart. */
  public String shortDay(LocalDate day) {
    return DateTimeFormatter.ofPattern(isGerman() ? "d. MMM" : "d MMM", locale).format(day);
  }

  public String month(LocalDate day) {
    return DateTimeFormatter.ofPattern("MMM yyyy", locale).format(day);
  }

  public String weekday(DayOfWeek day) {
    return day.getDisplayName(TextStyle.FULL_STANDALONE, locale);
  }

  private boolean isGerman() {
    return locale.getLanguage().equals(Locale.GERMAN.getLanguage());
  }

  private String number(double value, int decimals) {
    NumberFormat format = NumberFormat.getInstance(locale);
    format.setMinimumFractionDigits(decimals);
    format.setMaximumFractionDigits(decimals);
    format.setRoundingMode(RoundingMode.HALF_UP);
    String text = format.format(value);
    // Negative zero is a number, but nobody writes it.
    return isZero(text) ? text.replace("-", "") : text.replace('-', MINUS);
  }
}
