package io.afterword.scoring.association;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Correlations of p drivers with each other and with an outcome, the last row; from them alone
 * follow the explained variance R² and the standardized regression weights of any set of drivers.
 *
 * <p>A driver that the others of its set determine completely adds nothing to R² and leaves the
 * weights undefined.
 */
final class CorrelationMatrix {
  /** A driver whose own part is smaller than this is a combination of the others. */
  private static final double DEPENDENT = 1e-10;

  private final double[][] correlations;
  private final int drivers;

  CorrelationMatrix(double[][] correlations) {
    this.correlations = Arrays.stream(correlations).map(double[]::clone).toArray(double[][]::new);
    this.drivers = correlations.length - 1;
  }

  /** Share of the outcome's variance that these drivers explain together, 0 to 1. */
  double explained(int... chosen) {
    double[][] swept = sweep(chosen);
    return Math.max(0, Math.min(1, 1 - swept[drivers][drivers]));
  }

  /** The standardized weights of all drivers; null when one of them is a combination of others. */
  double @Nullable [] weights() {
    int[] all = new int[drivers];
    Arrays.setAll(all, i -> i);
    double[][] swept = sweep(all);
    for (int driver : all) {
      // A swept pivot holds the negative inverse, which is below zero.
      if (swept[driver][driver] > -DEPENDENT) {
        return null;
      }
    }
    return Arrays.copyOf(swept[drivers], drivers);
  }

  /** Beaton's sweep operator over the chosen rows: one Gauss-Jordan step per driver. */
  private double[][] sweep(int... chosen) {
    double[][] a = Arrays.stream(correlations).map(double[]::clone).toArray(double[][]::new);
    for (int pivot : chosen) {
      double d = a[pivot][pivot];
      if (d < DEPENDENT) {
        continue;
      }
      double[] row = a[pivot].clone();
      for (int i = 0; i <= drivers; i++) {
        for (int j = 0; j <= drivers; j++) {
          if (i != pivot && j != pivot) {
            a[i][j] -= row[i] * row[j] / d;
          }
        }
      }
      for (int i = 0; i <= drivers; i++) {
        a[i][pivot] = row[i] / d;
        a[pivot][i] = row[i] / d;
      }
      a[pivot][pivot] = -1 / d;
    }
    return a;
  }
}
