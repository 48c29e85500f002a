package io.afterword.scoring.association;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The six sums from which Pearson's correlation, slope and covariance of pairs follow, kept
 * exactly: parts add and subtract without loss, also where values are large (epoch seconds), where
 * sums of doubles lose every digit that matters.
 *
 * <p>Correlations of parts must never be averaged. Undefined (empty) with fewer than two pairs or
 * where one side does not vary.
 */
public record CoMoments(
    long n,
    BigDecimal sumX,
    BigDecimal sumY,
    BigDecimal sumXX,
    BigDecimal sumYY,
    BigDecimal sumXY) {
  public static final CoMoments NONE =
      new CoMoments(
          0, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

  /** Of pairs (x_i, y_i); both lists are equally long and every number is finite. */
  public static CoMoments of(List<Double> x, List<Double> y) {
    if (x.size() != y.size()) {
      throw new IllegalArgumentException(x.size() + " values cannot pair with " + y.size());
    }
    CoMoments sum = NONE;
    for (int i = 0; i < x.size(); i++) {
      sum = sum.plus(pair(x.get(i), y.get(i)));
    }
    return sum;
  }

  static CoMoments pair(double x, double y) {
    BigDecimal one = exact(x);
    BigDecimal other = exact(y);
    return new CoMoments(
        1, one, other, one.multiply(one), other.multiply(other), one.multiply(other));
  }

  private static BigDecimal exact(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("not a number to correlate: " + value);
    }
    return BigDecimal.valueOf(value);
  }

  /** So many times the same pairs. */
  CoMoments times(long count) {
    BigDecimal factor = BigDecimal.valueOf(count);
    return new CoMoments(
        n * count,
        sumX.multiply(factor),
        sumY.multiply(factor),
        sumXX.multiply(factor),
        sumYY.multiply(factor),
        sumXY.multiply(factor));
  }

  public CoMoments plus(CoMoments other) {
    return new CoMoments(
        n + other.n,
        sumX.add(other.sumX),
        sumY.add(other.sumY),
        sumXX.add(other.sumXX),
        sumYY.add(other.sumYY),
        sumXY.add(other.sumXY));
  }

  public OptionalDouble meanX() {
    return mean(sumX);
  }

  public OptionalDouble meanY() {
    return mean(sumY);
  }

  private OptionalDouble mean(BigDecimal sum) {
    return n == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(sum.divide(BigDecimal.valueOf(n), MathContext.DECIMAL64).doubleValue());
  }

  /** With divisor n - 1; empty for fewer than two pairs. */
  public OptionalDouble covariance() {
    return n < 2 ? OptionalDouble.empty() : OptionalDouble.of(scaledXY() / ((double) n * (n - 1)));
  }

  /** Pearson's r, -1 to 1. */
  public OptionalDouble pearson() {
    double denominator = Math.sqrt(scaledXX()) * Math.sqrt(scaledYY());
    return isDefined()
        ? OptionalDouble.of(Math.max(-1, Math.min(1, scaledXY() / denominator)))
        : OptionalDouble.empty();
  }

  /** Of the least-squares line of y on x, in units of y per unit of x. */
  public OptionalDouble slope() {
    return isDefined() ? OptionalDouble.of(scaledXY() / scaledXX()) : OptionalDouble.empty();
  }

  public OptionalDouble intercept() {
    return isDefined()
        ? OptionalDouble.of(meanY().orElseThrow() - slope().orElseThrow() * meanX().orElseThrow())
        : OptionalDouble.empty();
  }

  public boolean isDefined() {
    return n > 1 && scaledXX() > 0 && scaledYY() > 0;
  }

  private double scaledXX() {
    return scaled(sumXX, sumX, sumX);
  }

  private double scaledYY() {
    return scaled(sumYY, sumY, sumY);
  }

  private double scaledXY() {
    return scaled(sumXY, sumX, sumY);
  }

  /** n Σab - Σa Σb, rounded once at the end. */
  private double scaled(BigDecimal products, BigDecimal one, BigDecimal other) {
    return BigDecimal.valueOf(n).multiply(products).subtract(one.multiply(other)).doubleValue();
  }
}
