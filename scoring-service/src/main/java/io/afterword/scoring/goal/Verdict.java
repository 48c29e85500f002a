package io.afterword.scoring.goal;

import io.afterword.scoring.metric.Polarity;
import io.afterword.scoring.metric.ScoreStatus;
import io.afterword.scoring.metric.ScoreUnit;
import io.afterword.scoring.score.ScoreResult;
import io.afterword.scoring.statistics.Interval;

/**
 * Whether a goal is reached, as far as the answers can tell: the whole interval must lie on one
 * side of the target. A score that merely touches it proves nothing, nor do fewer than 30 answers.
 */
public enum Verdict {
  /** The whole interval is at the target or better. */
  REACHED,
  /** The whole interval is worse than the target. */
  NOT_REACHED,
  /** The target lies within the interval, or there are too few answers. */
  CANNOT_SAY_YET;

  static Verdict of(double target, ScoreResult result) {
    Interval interval = result.interval();
    if (interval == null || result.status() != ScoreStatus.OK) {
      return CANNOT_SAY_YET;
    }
    // A share or a net always has its good end at the top; a mean where its scale has it.
    boolean lowIsGood =
        result.unit() == ScoreUnit.RATING && result.polarity() == Polarity.LOWER_IS_BETTER;
    if (lowIsGood ? interval.upper() <= target : interval.lower() >= target) {
      return REACHED;
    }
    return (lowIsGood ? interval.lower() > target : interval.upper() < target)
        ? NOT_REACHED
        : CANNOT_SAY_YET;
  }
}
