package io.afterword.scoring.tally;

import io.afterword.scoring.segment.Segment;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to count.
 *
 * @param groupBy one histogram per member of this segment; null for all in one
 * @param filter members that an answer must have, by segment
 */
public record TallyQuery(
    Collection<Short> slots,
    Collection<Short> series,
    Days days,
    Grain grain,
    @Nullable Segment groupBy,
    Map<Segment, Short> filter) {

  public TallyQuery {
    slots = List.copyOf(slots);
    series = List.copyOf(series);
    filter = Map.copyOf(filter);
  }

  /** Tallies know one segment at a time; what crosses segments is counted from the answers. */
  boolean needsAnswers() {
    return filter.size() > 1
        || (filter.size() == 1 && groupBy != null && !filter.containsKey(groupBy));
  }

  /** The one segment that the tallies are read by; null for everything. */
  @Nullable Segment segment() {
    return groupBy != null ? groupBy : filter.keySet().stream().findFirst().orElse(null);
  }
}
