package io.afterword.scoring.association;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Which drivers (speed, friendliness, a fact) explain an outcome: standardized least-squares
 * weights and the LMG shares of R², the gain of a driver averaged over all orders in which drivers
 * could enter (its Shapley value), which stay sensible where drivers go together. They sum to R².
 *
 * <p>Everything follows from the correlations, so from sums that add. At most eight drivers (2^p
 * regressions). Only complete rows count; below ten rows per driver {@link #hasEnoughRows} is
 * false. Not causal. Source: Lindeman, Merenda and Gold 1980; Shapley by Conklin, Powaga and
 * Lipovetsky 2004.
 *
 * @param importance LMG parts of R² in the order of the drivers
 * @param weights standardized weights; empty when a driver is a combination of others
 * @param correlations symmetric, drivers in order and the outcome last
 */
public record DriverAnalysis(
    long n,
    double explained,
    List<Double> importance,
    Optional<List<Double>> weights,
    List<List<Double>> correlations) {
  public static final int MOST_DRIVERS = 8;
  private static final int ROWS_PER_DRIVER = 10;

  /** Empty when the outcome or a driver does not vary; drivers and outcome are equally long. */
  public static Optional<DriverAnalysis> of(List<List<Double>> drivers, List<Double> outcome) {
    int p = drivers.size();
    if (p < 1 || p > MOST_DRIVERS) {
      throw new IllegalArgumentException("1 to %d drivers, not %d".formatted(MOST_DRIVERS, p));
    }
    List<List<Double>> columns = new ArrayList<>(drivers);
    columns.add(outcome);
    double[][] r = new double[p + 1][p + 1];
    for (int i = 0; i <= p; i++) {
      for (int j = 0; j <= i; j++) {
        CoMoments moments = CoMoments.of(columns.get(i), columns.get(j));
        if (!moments.isDefined()) {
          return Optional.empty();
        }
        r[i][j] = i == j ? 1 : moments.pearson().orElseThrow();
        r[j][i] = r[i][j];
      }
    }
    CorrelationMatrix matrix = new CorrelationMatrix(r);
    double[] explained = explainedBySubset(matrix, p);
    return Optional.of(
        new DriverAnalysis(
            outcome.size(),
            explained[explained.length - 1],
            shapley(explained, p),
            Optional.ofNullable(matrix.weights()).map(DriverAnalysis::boxed),
            Arrays.stream(r).map(DriverAnalysis::boxed).toList()));
  }

  /** R² of every set of drivers; bit i of the place says whether driver i is in the set. */
  private static double[] explainedBySubset(CorrelationMatrix matrix, int p) {
    double[] explained = new double[1 << p];
    for (int subset = 1; subset < explained.length; subset++) {
      int[] chosen = new int[Integer.bitCount(subset)];
      int filled = 0;
      for (int driver = 0; driver < p; driver++) {
        if ((subset & (1 << driver)) != 0) {
          chosen[filled++] = driver;
        }
      }
      explained[subset] = matrix.explained(chosen);
    }
    return explained;
  }

  private static List<Double> shapley(double[] explained, int p) {
    double[] importance = new double[p];
    for (int driver = 0; driver < p; driver++) {
      int bit = 1 << driver;
      for (int before = 0; before < explained.length; before++) {
        if ((before & bit) == 0) {
          double gain = explained[before | bit] - explained[before];
          importance[driver] += gain * shareOfOrders(Integer.bitCount(before), p);
        }
      }
    }
    return boxed(importance);
  }

  /** The share of all orders of p drivers in which exactly these s come first: s! (p-s-1)! / p!. */
  private static double shareOfOrders(int s, int p) {
    double share = 1.0 / p;
    for (int i = 1; i <= s; i++) {
      share *= (double) i / (p - i);
    }
    return share;
  }

  private static List<Double> boxed(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  /** Each driver's part of what is explained; sums to 1. Zero for all when nothing is explained. */
  public List<Double> shares() {
    return importance.stream().map(part -> explained == 0 ? 0 : part / explained).toList();
  }

  /** The correlation of each driver with the outcome alone. */
  public List<Double> withOutcome() {
    return correlations.get(correlations.size() - 1).subList(0, importance.size());
  }

  public boolean hasEnoughRows() {
    return n >= (long) ROWS_PER_DRIVER * importance.size();
  }
}
