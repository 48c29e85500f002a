package io.afterword.scoring.tally;

import io.afterword.scoring.segment.Segment;
import java.util.List;

/**
 * How answers are cut up: by period, by hour of the week, by the members of segments, or by all of
 * them at once.
 *
 * @param grain {@link Grain#NONE} for all days in one
 */
public record Cut(Grain grain, boolean byHourOfWeek, List<Segment> groupBy) {
  public static final Cut NONE = new Cut(Grain.NONE, false, List.of());

  public Cut {
    groupBy = List.copyOf(groupBy);
  }

  public static Cut by(Segment... segments) {
    return new Cut(Grain.NONE, false, List.of(segments));
  }

  public static Cut by(Grain grain) {
    return new Cut(grain, false, List.of());
  }
}
