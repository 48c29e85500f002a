package io.afterword.scoring.invitation;

import io.afterword.scoring.comparison.BenjaminiHochberg;
import io.afterword.scoring.comparison.ProportionComparison;
import io.afterword.scoring.comparison.Tier;
import io.afterword.scoring.statistics.Proportion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How much more often one group answers than all others together. Pure.
 *
 * @param points in percentage points
 * @param adjustedP after Benjamini and Hochberg over all groups
 */
record RateDifference(double points, double adjustedP) {
  private static final double HUNDRED = 100;

  /** Less is not worth telling, however sure it is. */
  private static final double TELLING_POINTS = 10;

  /** Of the groups that have others to be held against. */
  static Map<Integer, RateDifference> of(Map<Integer, ResponseRate> rates) {
    Proportion all =
        Proportion.pooled(rates.values().stream().map(ResponseRate::answeredOfDelivered).toList());
    List<Integer> groups = new ArrayList<>();
    List<ProportionComparison> comparisons = new ArrayList<>();
    rates.forEach(
        (group, rate) -> {
          Proportion own = rate.answeredOfDelivered();
          ProportionComparison comparison = new ProportionComparison(own, all.minus(own));
          if (comparison.isPossible()) {
            groups.add(group);
            comparisons.add(comparison);
          }
        });
    List<Double> adjusted =
        BenjaminiHochberg.adjust(comparisons.stream().map(ProportionComparison::pValue).toList());
    Map<Integer, RateDifference> differences = new HashMap<>();
    for (int at = 0; at < groups.size(); at++) {
      differences.put(
          groups.get(at),
          new RateDifference(HUNDRED * comparisons.get(at).difference(), adjusted.get(at)));
    }
    return differences;
  }

  boolean isWorthTelling() {
    return Math.abs(points) > TELLING_POINTS && adjustedP < Tier.SIGNIFICANT;
  }
}
