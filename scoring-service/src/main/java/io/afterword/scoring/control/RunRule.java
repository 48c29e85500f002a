package io.afterword.scoring.control;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The second rule of a chart: eight points in a row on one side of the centre.
 *
 * <p>Gives the places, from 0, of every point that ends or continues such a run. A point exactly on
 * the centre breaks it; a period without answers neither breaks nor lengthens it.
 */
final class RunRule {
  private static final int LENGTH = 8;

  private RunRule() {}

  static List<Integer> runs(List<@Nullable Double> points, double centre) {
    List<Integer> found = new ArrayList<>();
    double side = 0;
    int length = 0;
    for (int at = 0; at < points.size(); at++) {
      Double point = points.get(at);
      if (point == null) {
        continue;
      }
      double here = Math.signum(point - centre);
      length = here != 0 && here == side ? length + 1 : 1;
      side = here;
      if (here != 0 && length >= LENGTH) {
        found.add(at);
      }
    }
    return List.copyOf(found);
  }
}
