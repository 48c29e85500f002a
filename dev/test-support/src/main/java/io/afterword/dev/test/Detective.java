package io.afterword.dev.test;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Has all rows of two sides and tries to say which belong together: by every pair of columns with
 * equal values, and by every pair of columns that puts both sides in an order.
 */
public final class Detective {

  /**
   * A row.
   *
   * @param person whom it is about in truth, which the detective may not look at
   * @param values its columns as texts that sort as their values do
   */
  public record Clue(int person, Map<String, String> values) {
    public Clue {
      values = Map.copyOf(values);
    }
  }

  /** A way of joining and how many it gets right. */
  public record Guess(String mine, String theirs, String how, double right) {}

  private Detective() {}

  /** The way of joining that gets most right. */
  public static Guess best(List<Clue> some, List<Clue> others) {
    Guess best = new Guess("", "", "not at all", 0);
    for (String mine : some.get(0).values().keySet()) {
      for (String theirs : others.get(0).values().keySet()) {
        best = better(best, new Guess(mine, theirs, "value", byValue(some, mine, others, theirs)));
        best = better(best, new Guess(mine, theirs, "order", byOrder(some, mine, others, theirs)));
      }
    }
    return best;
  }

  private static Guess better(Guess one, Guess other) {
    return one.right() >= other.right() ? one : other;
  }

  /** Where several fit, one of them is guessed. */
  private static double byValue(List<Clue> some, String mine, List<Clue> others, String theirs) {
    Map<String, List<Clue>> byValue = new HashMap<>();
    for (Clue clue : others) {
      byValue.computeIfAbsent(value(clue, theirs), v -> new ArrayList<>()).add(clue);
    }
    double right = 0;
    for (Clue clue : some) {
      List<Clue> fitting = byValue.getOrDefault(value(clue, mine), List.of());
      if (fitting.stream().anyMatch(other -> other.person() == clue.person())) {
        right += 1.0 / fitting.size();
      }
    }
    return right;
  }

  /** Columns with fewer than half as many values as rows put nothing in an order. */
  private static double byOrder(List<Clue> some, String mine, List<Clue> others, String theirs) {
    if (some.size() != others.size() || !orders(some, mine) || !orders(others, theirs)) {
      return 0;
    }
    List<Clue> first = sorted(some, mine);
    List<Clue> second = sorted(others, theirs);
    int right = 0;
    int backwards = 0;
    for (int i = 0; i < first.size(); i++) {
      right += first.get(i).person() == second.get(i).person() ? 1 : 0;
      backwards += first.get(i).person() == second.get(second.size() - 1 - i).person() ? 1 : 0;
    }
    return Math.max(right, backwards);
  }

  private static boolean orders(List<Clue> clues, String column) {
    return clues.stream().map(clue -> value(clue, column)).distinct().count() * 2 >= clues.size();
  }

  private static List<Clue> sorted(List<Clue> clues, String column) {
    List<Clue> sorted = new ArrayList<>(clues);
    sorted.sort(Comparator.comparing(clue -> value(clue, column)));
    return sorted;
  }

  private static String value(Clue clue, String column) {
    return String.valueOf(clue.values().get(column));
  }
}
