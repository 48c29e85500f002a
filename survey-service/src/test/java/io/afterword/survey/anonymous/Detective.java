package io.afterword.survey.anonymous;

import io.vertx.mutiny.sqlclient.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Has all rows of both sides and tries to say which belong together: by every pair of columns with
 * equal values, and by every pair of columns that puts both sides in an order.
 */
final class Detective {

  /** Somebody: whom a row is about in truth, which the detective may not look at. */
  record Clue(int person, Map<String, String> values) {}

  private Detective() {}

  /** A row with every column as text that sorts as its values do. */
  static Clue clue(int person, Row row) {
    Map<String, String> values = new TreeMap<>();
    for (int i = 0; i < row.size(); i++) {
      values.put(row.getColumnName(i), sortable(row.getValue(i)));
    }
    return new Clue(person, values);
  }

  private static String sortable(@Nullable Object value) {
    if (value instanceof Number number) {
      return "%030d".formatted(number.longValue());
    }
    return String.valueOf(value);
  }

  /** The most right guesses that any way of joining gives. */
  static double best(List<Clue> some, List<Clue> others) {
    double best = 0;
    for (String mine : some.get(0).values().keySet()) {
      for (String theirs : others.get(0).values().keySet()) {
        best = Math.max(best, byValue(some, mine, others, theirs));
        best = Math.max(best, byOrder(some, mine, others, theirs));
      }
    }
    return best;
  }

  /** Where several fit, one of them is guessed. */
  private static double byValue(List<Clue> some, String mine, List<Clue> others, String theirs) {
    double right = 0;
    for (Clue clue : some) {
      String value = clue.values().get(mine);
      List<Clue> fitting =
          others.stream()
              .filter(o -> String.valueOf(value).equals(o.values().get(theirs)))
              .toList();
      if (fitting.stream().anyMatch(o -> o.person() == clue.person())) {
        right += 1.0 / fitting.size();
      }
    }
    return right;
  }

  /** Columns with fewer than half as many values as rows put nothing in an order. */
  private static double byOrder(List<Clue> some, String mine, List<Clue> others, String theirs) {
    if (!orders(some, mine) || !orders(others, theirs)) {
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
    return clues.stream().map(c -> c.values().get(column)).distinct().count() * 2 >= clues.size();
  }

  private static List<Clue> sorted(List<Clue> clues, String column) {
    List<Clue> sorted = new ArrayList<>(clues);
    sorted.sort(Comparator.comparing(c -> c.values().get(column)));
    return sorted;
  }
}
