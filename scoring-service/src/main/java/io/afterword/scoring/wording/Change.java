package io.afterword.scoring.wording;

import io.afterword.scoring.metric.ScoreUnit;
import io.afterword.scoring.statistics.Interval;
import org.jspecify.annotations.Nullable;

/**
 * What a sentence about a difference says.
 *
 * @param difference null when one side has no answers
 * @param verdict CLEAR, LIKELY or UNCLEAR, or TOO_FEW_ANSWERS; null where it cannot be tested
 */
public record Change(
    @Nullable Double difference,
    ScoreUnit unit,
    @Nullable Interval interval,
    @Nullable Double pValue,
    @Nullable String verdict) {}
