package io.afterword.scoring.comparison;

import io.afterword.scoring.statistics.Proportion;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * Chi-square test of whether several groups (weekdays, channels) have one share: Σ (observed -
 * expected)² / expected over successes and failures, degrees of freedom = groups - 1.
 *
 * <p>Groups without answers do not take part. Empty with fewer than two groups or when everybody
 * answered alike. With an expected count below five the p-value is rough: see {@link #minExpected}.
 */
public record HomogeneityTest(List<Proportion> groups) {

  public HomogeneityTest {
    groups = groups.stream().filter(group -> group.n() > 0).toList();
  }

  public int degreesOfFreedom() {
    return Math.max(0, groups.size() - 1);
  }

  public OptionalDouble chiSquare() {
    if (!isPossible()) {
      return OptionalDouble.empty();
    }
    double share = Proportion.pooled(groups).share();
    double sum = 0;
    for (Proportion group : groups) {
      double distance = group.successes() - share * group.n();
      sum += distance * distance / (group.n() * share * (1 - share));
    }
    return OptionalDouble.of(sum);
  }

  public OptionalDouble pValue() {
    OptionalDouble chiSquare = chiSquare();
    return chiSquare.isEmpty()
        ? chiSquare
        : OptionalDouble.of(
            ChiSquaredDistribution.of(degreesOfFreedom())
                .survivalProbability(chiSquare.getAsDouble()));
  }

  /** The smallest count that would be expected in a cell if all shares were equal. */
  public OptionalDouble minExpected() {
    Proportion all = Proportion.pooled(groups);
    return groups.stream()
        .mapToDouble(
            group -> (double) group.n() * Math.min(all.successes(), all.failures()) / all.n())
        .min();
  }

  private boolean isPossible() {
    Proportion all = Proportion.pooled(groups);
    return groups.size() > 1 && all.successes() > 0 && all.failures() > 0;
  }
}
