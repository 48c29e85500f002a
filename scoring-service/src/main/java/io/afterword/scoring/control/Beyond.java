package io.afterword.scoring.control;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The first rule of every chart: which points, counted from 0, lie outside their limits. */
final class Beyond {
  private Beyond() {}

  static List<Integer> limits(List<@Nullable Double> points, List<@Nullable Limits> limits) {
    return IntStream.range(0, points.size())
        .filter(at -> isBeyond(points.get(at), limits.get(at)))
        .boxed()
        .toList();
  }

  private static boolean isBeyond(@Nullable Double point, @Nullable Limits limits) {
    return point != null && limits != null && limits.excludes(point);
  }
}
