package io.afterword.scoring.comparison;

import io.afterword.scoring.metric.Net;

/**
 * The counts of three classes as real numbers, since the adjusted Wald method adds parts of
 * answers: 3/4 positive, 3/2 neutral, 3/4 negative.
 */
record NetShares(double positive, double neutral, double negative) {
  private static final double ADDED_TO_EXTREMES = 0.75;
  private static final double ADDED_TO_NEUTRAL = 1.5;

  static NetShares of(Net net) {
    return new NetShares(net.positive(), net.neutral(), net.negative());
  }

  NetShares adjusted() {
    return new NetShares(
        positive + ADDED_TO_EXTREMES, neutral + ADDED_TO_NEUTRAL, negative + ADDED_TO_EXTREMES);
  }

  double n() {
    return positive + neutral + negative;
  }

  double net() {
    return (positive - negative) / n();
  }

  /** Squared standard error of the net: (p + d - (p - d)²) / n. */
  double squaredError() {
    double net = net();
    return ((positive + negative) / n() - net * net) / n();
  }
}
