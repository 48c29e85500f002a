package io.afterword.scoring.dashboard;

import io.afterword.scoring.metric.Scale;
import io.afterword.scoring.metric.ScoreUnit;
import io.afterword.scoring.score.ScoreResult;
import io.afterword.scoring.statistics.Interval;
import org.jspecify.annotations.Nullable;

/** An interval on the whole scale: from where the scale begins, how wide it is. */
record Drawing(double low, double score, double high, double from, double span) {

  static @Nullable Drawing of(ScoreResult result) {
    Interval interval = result.interval();
    return interval == null || result.score() == null
        ? null
        : new Drawing(
            interval.lower(),
            result.score(),
            interval.upper(),
            lowest(result),
            highest(result) - lowest(result));
  }

  /** The least value that the score can have. */
  static double lowest(ScoreResult result) {
    if (result.unit() == ScoreUnit.POINTS) {
      return -100;
    }
    return result.unit() == ScoreUnit.RATING ? scale(result).min() : 0;
  }

  /** The largest value that the score can have. */
  static double highest(ScoreResult result) {
    return result.unit() == ScoreUnit.RATING ? scale(result).max() : 100;
  }

  private static Scale scale(ScoreResult result) {
    return result.scale();
  }
}
