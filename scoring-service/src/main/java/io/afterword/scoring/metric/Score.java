package io.afterword.scoring.metric;

import io.afterword.scoring.statistics.Interval;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * A score as an exact fraction of whole numbers over the number of answers n, with its interval in
 * the unit of the score. A score without its n cannot be built, and without answers there is no
 * value: null, never 0, NaN or 100.
 *
 * <p>value = factor * numerator / n, where factor is 100 for {@link ScoreUnit#PERCENT} and {@link
 * ScoreUnit#POINTS} and 1 for {@link ScoreUnit#RATING}. Rounded once, at the edge, half away from
 * zero: 12.5 is shown as 13 and -12.5 as -13.
 */
public record Score(ScoreUnit unit, long numerator, long n, @Nullable Interval interval) {

  public Score {
    if (n < 0 || (n == 0 && (numerator != 0 || interval != null))) {
      throw new IllegalArgumentException("%d of %d is not a score".formatted(numerator, n));
    }
  }

  public ScoreStatus status() {
    return ScoreStatus.of(n);
  }

  public OptionalDouble value() {
    return n == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) unit.factor() * numerator / n);
  }

  /** Rounded half away from zero to that many decimals; null without answers. */
  public @Nullable BigDecimal rounded(int decimals) {
    return n == 0
        ? null
        : BigDecimal.valueOf(numerator)
            .multiply(BigDecimal.valueOf(unit.factor()))
            .divide(BigDecimal.valueOf(n), decimals, RoundingMode.HALF_UP);
  }

  /** The value as people see it. */
  public @Nullable BigDecimal shown() {
    return rounded(unit.shownDecimals());
  }
}
