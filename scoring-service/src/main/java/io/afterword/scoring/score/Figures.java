package io.afterword.scoring.score;

import io.afterword.scoring.metric.ScoreUnit;
import io.afterword.scoring.statistics.Interval;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers and dates as people of a language write them. Rounds for display only. */
record Figures(Locale locale) {
  /** What a person sees where there is no number; never 0. */
  static final String NONE = "–";

  String count(long n) {
    return NumberFormat.getIntegerInstance(locale).format(n);
  }

  String score(ScoreResult result) {
    return result.score() == null ? NONE : number(result.score(), result.unit().shownDecimals());
  }

  String value(@Nullable Double value, int decimals) {
    return value == null ? NONE : number(value, decimals);
  }

  /** "62 to 79": the ends in the unit of the score. */
  String range(@Nullable Interval interval, ScoreUnit unit) {
    return interval == null
        ? NONE
        : number(interval.lower(), unit.shownDecimals())
            + "\u00a0–\u00a0"
            + number(interval.upper(), unit.shownDecimals());
  }

  String percent(double value) {
    return number(value, value != 0 && Math.abs(value) < 1 ? 1 : 0) + "\u00a0%";
  }

  String day(LocalDate day) {
    return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(locale).format(day);
  }

  /** The unit as it stands after the number: percent has a sign, points and ratings have none. */
  static String sign(ScoreUnit unit) {
    return unit == ScoreUnit.PERCENT ? "%" : "";
  }

  private String number(double value, int decimals) {
    NumberFormat format = NumberFormat.getInstance(locale);
    format.setMinimumFractionDigits(decimals);
    format.setMaximumFractionDigits(decimals);
    format.setRoundingMode(RoundingMode.HALF_UP);
    // Negative zero is a number, but nobody writes it.
    return format.format(value == 0 ? 0 : value);
  }
}
