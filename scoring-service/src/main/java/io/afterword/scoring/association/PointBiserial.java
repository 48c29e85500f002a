package io.afterword.scoring.association;

import io.afterword.scoring.statistics.Confidence;
import io.afterword.scoring.statistics.Interval;
import io.afterword.scoring.statistics.IntervalMethod;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Correlation of a yes/no fact (first-contact resolution, churn) with a rating: Pearson's r of the
 * 0/1 coding; positive where the rating is higher for yes.
 *
 * <p>Interval and error by Bonett: d = (m1 - m0) / s with the pooled s, b = (n - 2) / (n p q), r =
 * d / sqrt(d² + b); error of d = sqrt(d² (1/(n1-1) + 1/(n0-1)) / 8 + (s1²/n1 + s0²/n0) / s²); the
 * ends of d are carried over to r. Undefined (empty, null) with fewer than two answers on a side or
 * no spread.
 *
 * <p>Source: D. G. Bonett 2020 (Br. J. Math. Stat. Psychol. 73), weighted variances; as statpsych's
 * ci.pbcor. Fisher's z is only rough for a binary side.
 */
public record PointBiserial(List<Double> yes, List<Double> no) {

  public PointBiserial {
    yes = List.copyOf(yes);
    no = List.copyOf(no);
  }

  public long n() {
    return (long) yes.size() + no.size();
  }

  public OptionalDouble meanOfYes() {
    return mean(yes);
  }

  public OptionalDouble meanOfNo() {
    return mean(no);
  }

  /** Pearson's view of the same pairs, for r, p and Fisher's interval. */
  public PearsonCorrelation pearson() {
    return new PearsonCorrelation(coded(yes, 1.0).plus(coded(no, 0.0)));
  }

  private static CoMoments coded(List<Double> ratings, double code) {
    return CoMoments.of(ratings.stream().map(rating -> code).toList(), ratings);
  }

  /** Bonett's error of r. */
  public OptionalDouble standardError() {
    if (!isPossible()) {
      return OptionalDouble.empty();
    }
    double d = standardizedDifference();
    double b = scale();
    return OptionalDouble.of(b / Math.pow(d * d + b, 1.5) * errorOfDifference());
  }

  /** Bonett's interval of r. */
  public @Nullable Interval interval(Confidence confidence) {
    if (!isPossible()) {
      return null;
    }
    double half = confidence.z() * errorOfDifference();
    double d = standardizedDifference();
    return new Interval(IntervalMethod.BONETT, confidence.level(), asR(d - half), asR(d + half));
  }

  private boolean isPossible() {
    return yes.size() > 1 && no.size() > 1 && pooledVariance() > 0;
  }

  private double asR(double difference) {
    return difference / Math.sqrt(difference * difference + scale());
  }

  private double scale() {
    double n = n();
    return (n - 2) * n / ((double) yes.size() * no.size());
  }

  private double standardizedDifference() {
    return (mean(yes).orElseThrow() - mean(no).orElseThrow()) / Math.sqrt(pooledVariance());
  }

  private double errorOfDifference() {
    double d = standardizedDifference();
    double one = yes.size();
    double other = no.size();
    return Math.sqrt(
        d * d * (1 / (one - 1) + 1 / (other - 1)) / 8
            + (variance(yes) / one + variance(no) / other) / pooledVariance());
  }

  private double pooledVariance() {
    return ((yes.size() - 1) * variance(yes) + (no.size() - 1) * variance(no)) / (n() - 2.0);
  }

  private static double variance(List<Double> values) {
    double mean = mean(values).orElseThrow();
    double squares = values.stream().mapToDouble(value -> (value - mean) * (value - mean)).sum();
    return squares / (values.size() - 1);
  }

  private static OptionalDouble mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average();
  }
}
