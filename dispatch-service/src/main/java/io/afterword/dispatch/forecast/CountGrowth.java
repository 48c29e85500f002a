package io.afterword.dispatch.forecast;

/**
 * How often counts reach their n-th while interactions come at random, equally often for everybody.
 */
final class CountGrowth {
  /** Beyond it the sum's first term is too small for a double, and a count fires all the time. */
  private static final double MANY = 500;

  private CountGrowth() {}

  /**
   * The mean number of firings of one count: the mean of floor((counted + X) / n) with X
   * Poisson-distributed.
   *
   * @param counted since it last fired, less than n
   * @param mean interactions in that time
   */
  static double firings(int counted, int n, double mean) {
    if (mean > MANY) {
      return (counted + mean - (n - 1) / 2d) / n;
    }
    // The sum over k of P(X >= k n - counted), in which X has that mean.
    double firings = 0;
    double probability = Math.exp(-mean);
    double below = 0;
    int x = 0;
    for (int k = 1; ; k++) {
      int needed = k * n - counted;
      while (x < needed) {
        below += probability;
        x++;
        probability *= mean / x;
      }
      double reached = 1 - below;
      if (reached < 1e-9) {
        return firings;
      }
      firings += reached;
    }
  }
}
