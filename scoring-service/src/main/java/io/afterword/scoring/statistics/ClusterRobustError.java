package io.afterword.scoring.statistics;

import java.util.List;
import java.util.OptionalDouble;

/**
 * The standard error of a share whose answers come in clusters: one customer who answers six times
 * is not six customers.
 *
 * <p>With m customers, k_c of n_c satisfied, p = k/n: sqrt(m/(m-1) Σ(k_c - p n_c)²) / n. The design
 * effect is its square over p(1-p)/n; n over it is the effective number of answers, which goes into
 * {@link WilsonInterval#ofEffective}.
 *
 * <p>Unit: shares. Edge cases: fewer than two customers have no error; a share of 0 or 1 has no
 * design effect. Source: the cluster-robust (sandwich) error of a mean, as statsmodels gives it.
 */
public record ClusterRobustError(List<Proportion> customers) {
  /** From here on the repeated answers are worth telling (our own choice). */
  public static final double WORTH_TELLING = 1.2;

  public ClusterRobustError {
    customers = customers.stream().filter(customer -> customer.n() > 0).toList();
  }

  public Proportion pooled() {
    return Proportion.pooled(customers);
  }

  /** sqrt(p(1-p)/n), as if all answers were independent. */
  public OptionalDouble naive() {
    Proportion all = pooled();
    double p = all.share();
    return all.n() == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.sqrt(p * (1 - p) / all.n()));
  }

  public OptionalDouble value() {
    int m = customers.size();
    if (m < 2) {
      return OptionalDouble.empty();
    }
    Proportion all = pooled();
    double p = all.share();
    double squares =
        customers.stream()
            .mapToDouble(customer -> square(customer.successes() - p * customer.n()))
            .sum();
    return OptionalDouble.of(Math.sqrt(m / (m - 1.0) * squares) / all.n());
  }

  /** How many times larger the variance is than that of as many independent answers. */
  public OptionalDouble designEffect() {
    OptionalDouble clustered = value();
    OptionalDouble naive = naive();
    return clustered.isEmpty() || naive.orElse(0) == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(square(clustered.getAsDouble() / naive.getAsDouble()));
  }

  /** As many independent answers would say as much. */
  public OptionalDouble effectiveN() {
    OptionalDouble effect = designEffect();
    return effect.orElse(0) == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(pooled().n() / effect.getAsDouble());
  }

  private static double square(double x) {
    return x * x;
  }
}
