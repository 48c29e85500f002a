package io.afterword.scoring.selection;

import io.afterword.platform.problem.Problem;
import io.afterword.scoring.request.ScoringProblem;
import io.afterword.scoring.segment.Segment;
import org.jspecify.annotations.Nullable;

/** A filter by the hour of the week: no segment, for its members have no names. */
final class HourFilter {
  static final String NAME = "hourOfWeek";

  private HourFilter() {}

  static @Nullable Short of(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      short hour = Short.parseShort(text);
      if (hour >= 0 && hour < Segment.HOURS) {
        return hour;
      }
    } catch (NumberFormatException e) {
      // Refused below, like a number that is too large.
    }
    throw Problem.of(
        ScoringProblem.BAD_FILTER,
        "%s must be a whole number from 0 (Monday 0:00) to %d, was '%s'"
            .formatted(NAME, Segment.HOURS - 1, text));
  }
}
