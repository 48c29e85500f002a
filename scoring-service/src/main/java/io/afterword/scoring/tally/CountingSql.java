package io.afterword.scoring.tally;

import io.afterword.scoring.metric.Scale;
import io.afterword.scoring.segment.Segment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The parts that the counting statements share: the dimensions and the places of a histogram. */
final class CountingSql {
  /** A dimension of the tallies and the column of answers and changes that its members stand in. */
  record Dimension(short dim, String column) {}

  static final String HOUR_COLUMN = "hour_of_week";

  /** The member of {@link Segment#CHANNEL_BY_HOUR}. */
  static final String CHANNEL_BY_HOUR =
      "channel::int * %d + %s".formatted(Segment.HOURS, HOUR_COLUMN);

  static final List<Dimension> DIMENSIONS = dimensions();

  private CountingSql() {}

  private static List<Dimension> dimensions() {
    List<Dimension> dimensions = new ArrayList<>();
    Arrays.stream(Segment.values())
        .forEach(segment -> dimensions.add(new Dimension(segment.dim(), segment.column())));
    dimensions.add(new Dimension(Segment.HOUR_OF_WEEK, HOUR_COLUMN));
    return List.copyOf(dimensions);
  }

  /** {@code channel, agent, .., hour_of_week}. */
  static String columns() {
    return DIMENSIONS.stream().map(Dimension::column).collect(Collectors.joining(", "));
  }

  /** One piece of SQL per place of the histogram, c0 to c10, with commas between. */
  static String places(IntFunction<String> each) {
    return IntStream.rangeClosed(0, Scale.HIGHEST_RATING)
        .mapToObj(each)
        .collect(Collectors.joining(", "));
  }

  static String places() {
    return places(place -> "c" + place);
  }

  /** {@code q.channel, q.agent, ..}: the arrays of a pack. */
  static String packArrays() {
    return DIMENSIONS.stream().map(d -> "q." + d.column()).collect(Collectors.joining(", "));
  }

  /** Every answer once per dimension: {@code (0, 0), (1, channel::int), ..}. */
  static String dimensionValues() {
    return "(%d, 0), (%d, %s), "
            .formatted(Segment.EVERYTHING, Segment.CHANNEL_BY_HOUR, CHANNEL_BY_HOUR)
        + DIMENSIONS.stream()
            .map(d -> "(%d, %s::int)".formatted(d.dim(), d.column()))
            .collect(Collectors.joining(", "));
  }

  /**
   * Common table expressions that turn rows {@code s} (series, day, rating r, weight g and the
   * columns) into histograms {@code dd} per dimension, member and day.
   */
  static String cells() {
    String sets =
        DIMENSIONS.stream().map(d -> "(" + d.column() + ")").collect(Collectors.joining(", "));
    String dims =
        DIMENSIONS.stream()
            .map(d -> "when grouping(%s) = 0 then %d".formatted(d.column(), d.dim()))
            .collect(Collectors.joining(" "));
    String pair = "grouping(channel) = 0 and grouping(%s) = 0".formatted(HOUR_COLUMN);
    return """
    p as materialized (
      select series, day, r, sum(g) d,
             (case when %1$s then %2$d %3$s else %4$d end)::smallint dim,
             (case when %1$s then %5$s else coalesce(%6$s, 0) end)::int member
        from s group by series, day, r,
             grouping sets ((), %7$s, (channel, %8$s))),
    dd as materialized (
      select series, dim, member, day, %9$s from p where d <> 0 group by series, dim, member, day)"""
        .formatted(
            pair,
            Segment.CHANNEL_BY_HOUR,
            dims,
            Segment.EVERYTHING,
            CHANNEL_BY_HOUR,
            columns(),
            sets,
            HOUR_COLUMN,
            places(c -> "coalesce(sum(d) filter (where r = %1$d), 0)::int c%1$d".formatted(c)));
  }

  /** The days' histograms summed by month, as the tallies of months have them. */
  static String months(String days) {
    return """
    select slot, series, dim, member, date_trunc('month', day::timestamp)::date m, %s
      from %s group by slot, series, dim, member, m order by slot, series, dim, m, member"""
        .formatted(places("sum(c%d)"::formatted), days);
  }
}
