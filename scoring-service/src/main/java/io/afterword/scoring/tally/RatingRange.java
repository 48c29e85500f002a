package io.afterword.scoring.tally;

import io.afterword.scoring.metric.Histogram;
import io.afterword.scoring.metric.Scale;
import io.vertx.mutiny.sqlclient.Row;
import java.util.Collection;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The ratings that the scales of a query have. Places of a histogram outside of them are empty, and
 * adding up zeros of 500 agents takes as long as adding up answers.
 */
public record RatingRange(int lowest, int highest) {
  static final RatingRange ALL = new RatingRange(0, Scale.HIGHEST_RATING);

  /** From the lowest end to the highest one; all there can be where no scale is known. */
  public static RatingRange of(Collection<Scale> scales) {
    return scales.isEmpty()
        ? ALL
        : new RatingRange(
            scales.stream().mapToInt(Scale::min).min().orElseThrow(),
            scales.stream().mapToInt(Scale::max).max().orElseThrow());
  }

  /** One piece of SQL per rating, with commas between. */
  String places(IntFunction<String> each) {
    return joined(each, ", ");
  }

  /** How many answers there are, of a column per rating. */
  String total(IntFunction<String> each) {
    return joined(each, " + ");
  }

  private String joined(IntFunction<String> each, String between) {
    return IntStream.rangeClosed(lowest, highest)
        .mapToObj(each)
        .collect(Collectors.joining(between));
  }

  /** Of a row with a column c0 to c10 per rating of the range. */
  Histogram histogram(Row row) {
    long[] counts = new long[Scale.HIGHEST_RATING + 1];
    for (int rating = lowest; rating <= highest; rating++) {
      counts[rating] = row.getLong("c" + rating);
    }
    return Histogram.of(counts);
  }
}
