package io.afterword.scoring.tally;

import io.afterword.scoring.metric.Histogram;
import io.afterword.scoring.segment.Segment;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What to count.
 *
 * @param ratings what the series' scales have
 * @param cut one histogram per cell
 * @param filter members that an answer must have, by segment
 * @param hour of the week that an answer's interaction must have been in; null for any
 * @param mostRows rows beyond this number plus one are not read
 */
public record TallyQuery(
    Collection<Short> slots,
    Collection<Short> series,
    RatingRange ratings,
    Days days,
    Cut cut,
    Map<Segment, Short> filter,
    @Nullable Short hour,
    int mostRows) {

  public TallyQuery {
    slots = List.copyOf(slots);
    series = List.copyOf(series);
    filter = Map.copyOf(filter);
  }

  /** Tallies know one dimension at a time and one pair; what crosses others is not in them. */
  public boolean crosses() {
    return segments().size() + (isByHour() ? 1 : 0) > 1 && !isChannelByHour();
  }

  private boolean isByHour() {
    return cut.byHourOfWeek() || hour != null;
  }

  /** The pair, as far as its members stand side by side: all hours of a channel, or one. */
  private boolean isChannelByHour() {
    boolean oneChannel = filter.containsKey(Segment.CHANNEL);
    return isByHour() && segments().equals(Set.of(Segment.CHANNEL)) && (hour == null || oneChannel);
  }

  private Set<Segment> segments() {
    Set<Segment> all = EnumSet.noneOf(Segment.class);
    all.addAll(cut.groupBy());
    all.addAll(filter.keySet());
    return all;
  }

  /** The one segment that the tallies are read by; null for everything and for hours. */
  private @Nullable Segment segment() {
    return segments().stream().findFirst().orElse(null);
  }

  /** The dimension that the tallies are read by. */
  short dim() {
    if (isChannelByHour()) {
      return Segment.CHANNEL_BY_HOUR;
    }
    Segment segment = segment();
    if (segment != null) {
      return segment.dim();
    }
    return isByHour() ? Segment.HOUR_OF_WEEK : Segment.EVERYTHING;
  }

  /** The columns of answers and changes that the dimension's members are made of. */
  List<String> columns() {
    List<String> columns = new ArrayList<>();
    Segment segment = segment();
    if (segment != null) {
      columns.add(segment.column());
    }
    if (isByHour()) {
      columns.add(CountingSql.HOUR_COLUMN);
    }
    return columns;
  }

  /** The member of the dimension, from these columns. */
  String member() {
    List<String> columns = columns();
    return isChannelByHour()
        ? CountingSql.CHANNEL_BY_HOUR
        : columns.isEmpty() ? "0" : columns.get(0) + "::int";
  }

  /** The first and the last member of the dimension that is asked for; null for all. */
  @Nullable Range members() {
    Segment segment = segment();
    Short only = segment == null ? null : filter.get(segment);
    if (isChannelByHour()) {
      return only == null
          ? null
          : hour == null
              ? new Range(only * Segment.HOURS, only * Segment.HOURS + Segment.HOURS - 1)
              : Range.of(only * Segment.HOURS + hour);
    }
    Short one = segment == null ? hour : only;
    return one == null ? null : Range.of(one);
  }

  /** Members that stand side by side. */
  record Range(int first, int last) {
    static Range of(int one) {
      return new Range(one, one);
    }
  }

  /** The row of a member of the dimension. */
  TallyRow row(@Nullable LocalDate period, int member, Histogram histogram) {
    boolean pair = isChannelByHour();
    Integer ofWeek = cut.byHourOfWeek() ? pair ? member % Segment.HOURS : member : null;
    List<Integer> members =
        cut.groupBy().isEmpty() ? List.of() : List.of(pair ? member / Segment.HOURS : member);
    return new TallyRow(period, ofWeek, members, histogram);
  }
}
