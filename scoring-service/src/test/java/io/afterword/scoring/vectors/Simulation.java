package io.afterword.scoring.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.scoring.metric.Histogram;
import io.afterword.scoring.metric.Net;
import io.afterword.scoring.statistics.Interval;
import io.afterword.scoring.statistics.Proportion;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/**
 * Made data without any change, and rates of what happens in them. The seed is fixed. A rate may be
 * off by four standard errors of the simulation itself, which is 1 in 16,000, plus what the method
 * is known to be off, where named.
 */
final class Simulation {
  /** Ratings 1 to 5 with the chances 5, 8, 17, 30 and 40 %. */
  private static final double[] UP_TO = {0.05, 0.13, 0.30, 0.60, 1};

  static final double MEAN_RATING = 3.92;

  private final SplittableRandom random = new SplittableRandom(20_261_122);

  double between(double least, double most) {
    return least + (most - least) * random.nextDouble();
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  record Rate(double value, int runs) {

    void isCloseTo(double nominal, double methodIsOff) {
      double allowed = methodIsOff + simulationError(nominal);
      assertThat(value).isBetween(nominal - allowed, nominal + allowed);
    }

    void isAtMost(double nominal) {
      assertThat(value).isLessThanOrEqualTo(nominal + simulationError(nominal));
    }

    void isAtLeast(double nominal) {
      assertThat(value).isGreaterThanOrEqualTo(nominal - simulationError(nominal));
    }

    private double simulationError(double nominal) {
      return 4 * Math.sqrt(nominal * (1 - nominal) / runs);
    }
  }

  static Rate rateOf(int runs, BooleanSupplier happens) {
    return new Rate(rate(runs, happens), runs);
  }

  static double rate(int runs, BooleanSupplier happens) {
    int count = 0;
    for (int run = 0; run < runs; run++) {
      count += happens.getAsBoolean() ? 1 : 0;
    }
    return (double) count / runs;
  }

  /** Rounding must not decide where an end is the share itself. */
  static boolean covers(Interval interval, double value) {
    return interval != null
        && value >= interval.lower() - 1e-12
        && value <= interval.upper() + 1e-12;
  }

  long hits(int n, double share) {
    long hits = 0;
    for (int i = 0; i < n; i++) {
      hits += random.nextDouble() < share ? 1 : 0;
    }
    return hits;
  }

  Proportion group(int n, double share) {
    return new Proportion(hits(n, share), n);
  }

  Net net(int n, double promoters, double detractors) {
    long positive = 0;
    long negative = 0;
    for (int i = 0; i < n; i++) {
      double draw = random.nextDouble();
      positive += draw < promoters ? 1 : 0;
      negative += draw >= 1 - detractors ? 1 : 0;
    }
    return new Net(positive, n - positive - negative, negative);
  }

  Histogram ratings(int n) {
    long[] counts = new long[UP_TO.length + 1];
    for (int i = 0; i < n; i++) {
      double draw = random.nextDouble();
      int rating = 1;
      while (draw >= UP_TO[rating - 1]) {
        rating++;
      }
      counts[rating]++;
    }
    return Histogram.of(counts);
  }

  List<Double> normal(int n) {
    List<Double> values = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      values.add(random.nextGaussian());
    }
    return values;
  }
}
