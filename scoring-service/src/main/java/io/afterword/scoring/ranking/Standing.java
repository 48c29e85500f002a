package io.afterword.scoring.ranking;

import io.afterword.scoring.statistics.Interval;
import io.afterword.scoring.statistics.Proportion;
import org.jspecify.annotations.Nullable;

/**
 * Where one group stands among the others; all shares 0 to 1.
 *
 * @param shrunken its share after shrinking towards all, by which groups are ordered
 * @param pVersusRest Fisher's exact test against all others; null without answers or others
 * @param adjustedP the same after Benjamini and Hochberg over all groups
 * @param alert exact 95 % limits for its number of answers; null without answers
 * @param alarm exact 99.8 % limits
 * @param enoughData whether it has as many answers as it needs to be ranked
 */
public record Standing(
    String id,
    Proportion counts,
    double shrunken,
    Interval credible,
    @Nullable Double pVersusRest,
    @Nullable Double adjustedP,
    @Nullable FunnelLimits alert,
    @Nullable FunnelLimits alarm,
    boolean enoughData) {

  public boolean isOutsideAlert() {
    return alert != null && !alert.holds(counts);
  }

  public boolean isOutsideAlarm() {
    return alarm != null && !alarm.holds(counts);
  }
}
