package io.afterword.scoring.control;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** The mean distance of neighbouring values; empty with fewer than two. */
final class MovingRange {
  private MovingRange() {}

  static OptionalDouble mean(List<Double> values) {
    return IntStream.range(1, values.size())
        .mapToDouble(at -> Math.abs(values.get(at) - values.get(at - 1)))
        .average();
  }
}
