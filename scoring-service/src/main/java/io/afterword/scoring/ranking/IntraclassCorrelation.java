package io.afterword.scoring.ranking;

import io.afterword.scoring.statistics.Proportion;
import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How much more alike the answers of one group are than those of different groups: the ANOVA
 * estimator of the intraclass correlation of shares.
 *
 * <p>With m groups of n_i answers, k_i successes, N and K in all: BMS = (Σ k²/n - K²/N) / (m-1),
 * WMS = (K - Σ k²/n) / (N-m), m* = (N² - Σ n²) / ((m-1) N), rho = (BMS - WMS) / (BMS + (m*-1) WMS).
 *
 * <p>May be negative. Empty when it cannot be told: one group, one answer in each, all alike.
 * Source: Lui et al. 2000; as R's predint::pi_rho_est.
 */
public final class IntraclassCorrelation {
  private IntraclassCorrelation() {}

  public static OptionalDouble of(Collection<Proportion> groups) {
    List<Proportion> answered = groups.stream().filter(group -> group.n() > 0).toList();
    Proportion all = Proportion.pooled(answered);
    int m = answered.size();
    if (m < 2 || all.n() == m || all.successes() == 0 || all.failures() == 0) {
      return OptionalDouble.empty();
    }
    double n = all.n();
    double squares =
        answered.stream().mapToDouble(group -> group.successes() * group.share()).sum();
    double sizes = answered.stream().mapToDouble(group -> (double) group.n() * group.n()).sum();
    double between = (squares - all.successes() * all.share()) / (m - 1);
    double within = (all.successes() - squares) / (n - m);
    double size = (n * n - sizes) / ((m - 1) * n);
    double denominator = between + (size - 1) * within;
    return denominator == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((between - within) / denominator);
  }
}
