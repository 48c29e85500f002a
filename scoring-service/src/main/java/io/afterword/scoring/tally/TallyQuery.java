package io.afterword.scoring.tally;

import io.afterword.scoring.segment.Segment;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What to count.
 *
 * @param cut one histogram per cell
 * @param filter members that an answer must have, by segment
 * @param mostRows rows beyond this number plus one are not read
 */
public record TallyQuery(
    Collection<Short> slots,
    Collection<Short> series,
    Days days,
    Cut cut,
    Map<Segment, Short> filter,
    int mostRows) {

  public TallyQuery {
    slots = List.copyOf(slots);
    series = List.copyOf(series);
    filter = Map.copyOf(filter);
  }

  /** Tallies know one dimension at a time; what crosses them is counted from the answers. */
  public boolean needsAnswers() {
    return segments().size() + (cut.byHourOfWeek() ? 1 : 0) > 1;
  }

  private Set<Segment> segments() {
    Set<Segment> all = EnumSet.noneOf(Segment.class);
    all.addAll(cut.groupBy());
    all.addAll(filter.keySet());
    return all;
  }

  /** The one segment that the tallies are read by; null for everything and for hours. */
  @Nullable Segment segment() {
    return segments().stream().findFirst().orElse(null);
  }

  /** The dimension that the tallies are read by. */
  short dim() {
    Segment segment = segment();
    if (segment != null) {
      return segment.dim();
    }
    return cut.byHourOfWeek() ? Segment.HOUR_OF_WEEK : Segment.EVERYTHING;
  }

  /** The column of answers and changes that the dimension's members stand in; null for none. */
  @Nullable String column() {
    Segment segment = segment();
    if (segment != null) {
      return segment.column();
    }
    return cut.byHourOfWeek() ? CountingSql.HOUR_COLUMN : null;
  }
}
