package io.afterword.scoring.metric;

import java.util.Set;
import java.util.TreeSet;

/**
 * The scale of a question: whole numbers from min to max (both between 0 and 10, so at most eleven
 * points), which end is good, and which values count as satisfied and as dissatisfied. What is in
 * neither set is neutral. The id names the scale for people and for pooling: equal ids with equal
 * values are one scale.
 */
public record Scale(
    String id,
    int min,
    int max,
    Polarity polarity,
    Set<Integer> satisfied,
    Set<Integer> dissatisfied) {

  /** The largest rating that a histogram has a place for. */
  public static final int HIGHEST_RATING = 10;

  public Scale {
    if (min < 0 || max > HIGHEST_RATING || min >= max) {
      throw new IllegalArgumentException(
          "a scale has whole numbers between 0 and %d, was %d to %d"
              .formatted(HIGHEST_RATING, min, max));
    }
    satisfied = Set.copyOf(satisfied);
    dissatisfied = Set.copyOf(dissatisfied);
    requireWithin(min, max, satisfied);
    requireWithin(min, max, dissatisfied);
    if (satisfied.stream().anyMatch(dissatisfied::contains)) {
      throw new IllegalArgumentException("a value cannot be satisfied and dissatisfied");
    }
  }

  private static void requireWithin(int min, int max, Set<Integer> values) {
    if (!values.stream().allMatch(value -> value >= min && value <= max)) {
      throw new IllegalArgumentException(
          "%s is not within %d to %d".formatted(new TreeSet<>(values), min, max));
    }
  }

  public boolean contains(int rating) {
    return rating >= min && rating <= max;
  }

  /** The answer that is as good as can be. */
  int best() {
    return polarity == Polarity.HIGHER_IS_BETTER ? max : min;
  }

  /** The answer that is as bad as can be. */
  int worst() {
    return polarity == Polarity.HIGHER_IS_BETTER ? min : max;
  }

  boolean spans(int lowest, int highest) {
    return min == lowest && max == highest;
  }
}
