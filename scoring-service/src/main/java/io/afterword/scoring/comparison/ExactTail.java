package io.afterword.scoring.comparison;

import org.apache.commons.statistics.distribution.DiscreteDistribution;

/**
 * Two-sided p-value of an exact test: the probability of every outcome that is at most as likely as
 * the observed one, as R and scipy sum it.
 *
 * <p>Needs a distribution with one peak. The far side's first outcome is found by bisection and
 * tails are summed until a term no longer counts, so a test costs about sqrt(n), not n.
 */
final class ExactTail {
  /** Outcomes that are equally likely on paper may differ in the last digits. */
  private static final double AS_LIKELY = 1 + 1e-9;

  /** Smaller terms cannot change a double that is rounded at 1e-7. */
  private static final double NEGLIGIBLE = 1e-18;

  private final DiscreteDistribution distribution;
  private final int lowest;
  private final int highest;

  ExactTail(DiscreteDistribution distribution) {
    this.distribution = distribution;
    this.lowest = distribution.getSupportLowerBound();
    this.highest = distribution.getSupportUpperBound();
  }

  double twoSided(int observed, int mode) {
    double limit = distribution.probability(observed) * AS_LIKELY;
    int peak = Math.max(lowest, Math.min(highest, mode));
    if (distribution.probability(peak) <= limit) {
      return 1;
    }
    double p =
        observed < peak
            ? tail(observed, -1) + tail(firstAbove(peak, limit), 1)
            : tail(observed, 1) + tail(lastBelow(peak, limit), -1);
    return Math.min(1, p);
  }

  /** The smallest outcome above the peak that is at most that likely; past the end if none is. */
  private int firstAbove(int peak, double limit) {
    int tooLikely = peak;
    int unlikely = highest + 1;
    while (unlikely - tooLikely > 1) {
      int middle = tooLikely + (unlikely - tooLikely) / 2;
      if (distribution.probability(middle) <= limit) {
        unlikely = middle;
      } else {
        tooLikely = middle;
      }
    }
    return unlikely;
  }

  private int lastBelow(int peak, double limit) {
    int tooLikely = peak;
    int unlikely = lowest - 1;
    while (tooLikely - unlikely > 1) {
      int middle = unlikely + (tooLikely - unlikely) / 2;
      if (distribution.probability(middle) <= limit) {
        unlikely = middle;
      } else {
        tooLikely = middle;
      }
    }
    return unlikely;
  }

  private double tail(int first, int step) {
    double sum = 0;
    for (int outcome = first; outcome >= lowest && outcome <= highest; outcome += step) {
      double term = distribution.probability(outcome);
      sum += term;
      if (term <= sum * NEGLIGIBLE) {
        break;
      }
    }
    return sum;
  }
}
