package io.afterword.scoring.statistics;

import java.util.Collection;
import java.util.OptionalDouble;

/** So many successes of n tries, kept as whole numbers. Without tries there is no share. */
public record Proportion(long successes, long n) implements Comparable<Proportion> {
  public static final Proportion NONE = new Proportion(0, 0);

  public Proportion {
    Shares.requireCounts(successes, n);
  }

  /** Successes / n, 0 to 1; empty for n = 0. */
  public OptionalDouble value() {
    return n == 0 ? OptionalDouble.empty() : OptionalDouble.of(share());
  }

  /** Successes / n, 0 to 1; NaN for n = 0. */
  public double share() {
    return (double) successes / n;
  }

  public long failures() {
    return n - successes;
  }

  public Proportion plus(Proportion other) {
    return new Proportion(successes + other.successes, n + other.n);
  }

  public Proportion minus(Proportion part) {
    return new Proportion(successes - part.successes, n - part.n);
  }

  /** All counts together: the exact share of the whole, never a mean of shares. */
  public static Proportion pooled(Collection<Proportion> parts) {
    return parts.stream().reduce(NONE, Proportion::plus);
  }

  /** By the exact share; both must have tries. */
  @Override
  public int compareTo(Proportion other) {
    return Long.compare(
        Math.multiplyExact(successes, other.n), Math.multiplyExact(other.successes, n));
  }
}
