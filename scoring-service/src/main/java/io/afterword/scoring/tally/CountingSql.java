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

  /** A histogram from rows of a rating r and a weight g. */
  static String weighed() {
    return places(
        place -> "coalesce(sum(g) filter (where r = %1$d), 0)::int c%1$d".formatted(place));
  }

  /** {@code q.channel, q.agent, ..}: the arrays of a pack. */
  static String packArrays() {
    return DIMENSIONS.stream().map(d -> "q." + d.column()).collect(Collectors.joining(", "));
  }

  /** Every answer once per dimension: {@code (0, 0), (1, channel::int), ..}. */
  static String dimensionValues() {
    return "(%d, 0), ".formatted(Segment.EVERYTHING)
        + DIMENSIONS.stream()
            .map(d -> "(%d, %s::int)".formatted(d.dim(), d.column()))
            .collect(Collectors.joining(", "));
  }
}
