package io.afterword.dev.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/**
 * Measures several things in turns, A B C A B C: what slows the machine down for a while slows all
 * of them, and the ratios of one round are of one moment.
 */
final class Turns {
  private final Map<String, IntToDoubleFunction> sides = new LinkedHashMap<>();
  private final Map<String, List<Double>> figures = new LinkedHashMap<>();

  /** Adds a side; it is given the number of the round and returns its figure. */
  Turns with(String side, IntToDoubleFunction measure) {
    sides.put(side, measure);
    figures.put(side, new ArrayList<>());
    return this;
  }

  Turns run(int rounds) {
    for (int round = 0; round < rounds; round++) {
      int current = round;
      sides.forEach(
          (side, measure) -> {
            double figure = measure.applyAsDouble(current);
            figuresOf(side).add(figure);
            System.out.printf("  round %d  %-28s %,12.1f%n", current + 1, side, figure);
          });
    }
    return this;
  }

  /** What that side did, round by round. */
  List<Double> figuresOf(String side) {
    List<Double> found = figures.get(side);
    if (found == null) {
      throw new IllegalArgumentException(side);
    }
    return found;
  }
}
