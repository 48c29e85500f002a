package io.afterword.scoring.metric;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongBinaryOperator;

/**
 * How often each raw rating from 0 to 10 was given: what is stored, and enough for every score,
 * interval and comparison. Skipped and withdrawn answers never get in here. Histograms add exactly;
 * scores of parts must never be averaged instead.
 */
public final class Histogram {
  private static final int SIZE = Scale.HIGHEST_RATING + 1;

  public static final Histogram EMPTY = new Histogram(new long[SIZE]);

  private final long[] counts;

  private Histogram(long[] counts) {
    this.counts = counts;
  }

  /** From the counts of the ratings 0 to 10, in this order. */
  public static Histogram of(long... countsFromZero) {
    if (countsFromZero.length > SIZE || Arrays.stream(countsFromZero).anyMatch(c -> c < 0)) {
      throw new IllegalArgumentException("not counts: " + Arrays.toString(countsFromZero));
    }
    return new Histogram(Arrays.copyOf(countsFromZero, SIZE));
  }

  public static Histogram of(Map<Integer, Long> countByRating) {
    long[] counts = new long[SIZE];
    countByRating.forEach((rating, count) -> counts[rating] += count);
    return of(counts);
  }

  public Histogram plus(Histogram other) {
    return combined(other, Long::sum);
  }

  /** This histogram with one more answer of that rating. */
  public Histogram with(int rating) {
    return changed(rating, 1);
  }

  /** This histogram with one answer of that rating taken back. */
  public Histogram without(int rating) {
    return changed(rating, -1);
  }

  private Histogram changed(int rating, long by) {
    long[] changed = counts.clone();
    changed[rating] += by;
    return of(changed);
  }

  private Histogram combined(Histogram other, LongBinaryOperator operator) {
    long[] sum = new long[SIZE];
    Arrays.setAll(sum, rating -> operator.applyAsLong(counts[rating], other.counts[rating]));
    return of(sum);
  }

  public long count(int rating) {
    return counts[rating];
  }

  public long count(Set<Integer> ratings) {
    return ratings.stream().mapToLong(this::count).sum();
  }

  long countBetween(int lowest, int highest) {
    return Arrays.stream(counts, lowest, highest + 1).sum();
  }

  /** The number of answers. */
  public long n() {
    return Arrays.stream(counts).sum();
  }

  /** The sum of all ratings, the numerator of the mean. */
  long sum() {
    long sum = 0;
    for (int rating = 0; rating < SIZE; rating++) {
      sum += rating * counts[rating];
    }
    return sum;
  }

  /** The arithmetic mean in rating points; empty for n = 0. A convention on an ordinal scale. */
  public OptionalDouble mean() {
    long n = n();
    return n == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) sum() / n);
  }

  /**
   * The standard deviation in rating points with divisor n - 1: sqrt((n Σx² - (Σx)²) / (n (n -
   * 1))), the numerator in whole numbers, so nothing cancels. Empty for n &lt; 2.
   */
  public OptionalDouble standardDeviation() {
    long n = n();
    if (n < 2) {
      return OptionalDouble.empty();
    }
    long squares = 0;
    for (int rating = 0; rating < SIZE; rating++) {
      squares += (long) rating * rating * counts[rating];
    }
    BigInteger sum = BigInteger.valueOf(sum());
    BigInteger spread =
        BigInteger.valueOf(n).multiply(BigInteger.valueOf(squares)).subtract(sum.multiply(sum));
    return OptionalDouble.of(Math.sqrt(spread.doubleValue() / ((double) n * (n - 1))));
  }

  /** The middle rating, or the mean of the two middle ones; empty for n = 0. */
  public OptionalDouble median() {
    long n = n();
    return n == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((ranked((n - 1) / 2) + ranked(n / 2)) / 2.0);
  }

  /** The rating at this place (from 0) when all answers stand in order. */
  private int ranked(long place) {
    long before = 0;
    for (int rating = 0; rating < SIZE; rating++) {
      before += counts[rating];
      if (place < before) {
        return rating;
      }
    }
    throw new IllegalStateException("place " + place + " of " + before);
  }

  /** Count by rating for every value of the scale, in its order, zeros included. */
  public SortedMap<Integer, Long> distribution(Scale scale) {
    SortedMap<Integer, Long> distribution = new TreeMap<>();
    for (int rating = scale.min(); rating <= scale.max(); rating++) {
      distribution.put(rating, counts[rating]);
    }
    return distribution;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Histogram that && Arrays.equals(counts, that.counts);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(counts);
  }

  @Override
  public String toString() {
    return Arrays.toString(counts);
  }
}
