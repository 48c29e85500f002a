package io.afterword.scoring.association;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Ranks from 1, equal values sharing the mean of theirs. */
final class MidRanks {
  private MidRanks() {}

  /** Whole or half numbers, so sums of them are exact. */
  static List<Double> of(List<Double> values) {
    int[] ascending =
        IntStream.range(0, values.size())
            .boxed()
            .sorted(Comparator.comparing(values::get))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] ranks = new double[values.size()];
    int first = 0;
    while (first < ascending.length) {
      int next = first;
      while (next < ascending.length
          && values.get(ascending[next]).doubleValue() == values.get(ascending[first])) {
        next++;
      }
      for (int at = first; at < next; at++) {
        ranks[ascending[at]] = (first + 1 + next) / 2.0;
      }
      first = next;
    }
    return IntStream.range(0, ranks.length).mapToObj(at -> ranks[at]).toList();
  }
}
