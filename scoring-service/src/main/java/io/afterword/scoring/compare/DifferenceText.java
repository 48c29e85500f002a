package io.afterword.scoring.compare;

import io.afterword.scoring.metric.ScoreUnit;
import io.afterword.scoring.statistics.Interval;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** A difference as a sentence in English, rounded for people. Pure. */
final class DifferenceText {
  private DifferenceText() {}

  /** "Up 6.6 points (95 %: -3.2 to +16.9); could be chance." */
  static String of(Difference difference) {
    Double observed = difference.observed();
    if (observed == null) {
      return "One side has no answers.";
    }
    int decimals = difference.unit() == ScoreUnit.RATING ? 2 : 1;
    String change = rounded(Math.abs(observed), decimals);
    String words =
        isZero(observed, decimals)
            ? "No difference"
            : (observed > 0 ? "Up " : "Down ") + change + " " + unit(difference.unit());
    return words + range(difference.interval(), decimals) + "; " + meaning(difference) + ".";
  }

  private static String unit(ScoreUnit unit) {
    return unit == ScoreUnit.RATING ? "on the scale" : "points";
  }

  private static String range(@Nullable Interval interval, int decimals) {
    return interval == null
        ? ""
        : " (%s %%: %s to %s)"
            .formatted(
                rounded(100 * interval.level(), 0),
                signed(interval.lower(), decimals),
                signed(interval.upper(), decimals));
  }

  private static String meaning(Difference difference) {
    if (difference.verdict() == Verdict.TOO_FEW_ANSWERS) {
      return "too few answers to judge";
    }
    if (difference.tier() == null) {
      return "it cannot be tested";
    }
    return switch (difference.tier()) {
      case CLEAR -> "clear";
      case LIKELY -> "likely, not certain";
      case UNCLEAR -> "could be chance";
    };
  }

  private static String signed(double value, int decimals) {
    return (value > 0 && !isZero(value, decimals) ? "+" : "") + rounded(value, decimals);
  }

  private static boolean isZero(double value, int decimals) {
    return decimal(value, decimals).signum() == 0;
  }

  private static String rounded(double value, int decimals) {
    return decimal(value, decimals).toPlainString();
  }

  private static BigDecimal decimal(double value, int decimals) {
    return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP);
  }
}
