package io.afterword.scoring.metric;

import io.afterword.scoring.statistics.AdjustedWaldInterval;
import io.afterword.scoring.statistics.Confidence;
import io.afterword.scoring.statistics.Interval;
import io.afterword.scoring.statistics.NetScoreInterval;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * A net of three classes: 100 * (positive - negative) / n with the neutral ones in the denominator,
 * -100 to 100 points. The NPS is one, net satisfaction (also of emoji) another.
 *
 * <p>Interval: adjusted Wald, below ten answers the score interval, clipped to what is possible.
 */
public record Net(long positive, long neutral, long negative) {
  /** Below this the score interval keeps its level better than adjusted Wald (Rocks 2016). */
  static final long SCORE_INTERVAL_BELOW = 10;

  private static final double POINTS = 100;

  /** Promoters, passives and detractors. */
  public static Net ofNps(Histogram histogram) {
    return new Nps(histogram).net();
  }

  public long n() {
    return positive + neutral + negative;
  }

  public Score score(Confidence confidence) {
    return new Score(ScoreUnit.POINTS, positive - negative, n(), interval(confidence));
  }

  private @Nullable Interval interval(Confidence confidence) {
    Interval shares =
        n() < SCORE_INTERVAL_BELOW
            ? NetScoreInterval.of(positive, neutral, negative, confidence)
            : AdjustedWaldInterval.of(positive, neutral, negative, confidence);
    return shares == null ? null : shares.times(POINTS).clippedTo(-POINTS, POINTS);
  }

  /** 100 * (positive - negative) / (positive + negative); empty when nobody took a side. */
  OptionalDouble ofDecided() {
    long decided = positive + negative;
    return decided == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(POINTS * (positive - negative) / decided);
  }

  /** Variance of one answer coded -1, 0, +1, with divisor n: p + d - (p - d)². Empty for n = 0. */
  OptionalDouble variance() {
    double n = n();
    double net = (positive - negative) / n;
    return n == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((positive + negative) / n - net * net);
  }

  /** Standard error of the net in points: 100 sqrt(variance / n). Empty for n = 0. */
  OptionalDouble standardError() {
    OptionalDouble variance = variance();
    return variance.isEmpty()
        ? variance
        : OptionalDouble.of(POINTS * Math.sqrt(Math.max(0, variance.getAsDouble()) / n()));
  }
}
