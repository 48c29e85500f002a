package io.afterword.scoring.ranking;

import io.afterword.scoring.statistics.Confidence;
import io.afterword.scoring.statistics.Interval;
import io.afterword.scoring.statistics.IntervalMethod;
import io.afterword.scoring.statistics.Proportion;
import java.util.Collection;
import java.util.OptionalDouble;
import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * What is known about a group before its own answers: the Beta(alpha, beta) distribution of the
 * shares of all groups (beta-binomial, empirical Bayes).
 *
 * <p>p = K/N (where K is 0 or N: (K + .5) / (N + 1)), rho the {@link IntraclassCorrelation} within
 * the floor and .999, M = (1 - rho) / rho, alpha = p M, beta = (1 - p) M. A group's shrunken share
 * is (alpha + k) / (alpha + beta + n): few answers stay near the whole, many speak for themselves.
 *
 * @param rho the correlation that was used
 */
public record BetaPrior(double rho, double alpha, double beta) {
  public static final double USUAL_RHO_FLOOR = 1e-4;
  private static final double RHO_CEILING = 0.999;

  public static BetaPrior of(Collection<Proportion> groups, double rhoFloor) {
    Proportion all = Proportion.pooled(groups);
    OptionalDouble estimated = IntraclassCorrelation.of(groups);
    double rho = Math.min(RHO_CEILING, Math.max(rhoFloor, estimated.orElse(rhoFloor)));
    double p =
        all.successes() == 0 || all.failures() == 0
            ? (all.successes() + 0.5) / (all.n() + 1.0)
            : all.share();
    double weight = (1 - rho) / rho;
    return new BetaPrior(rho, p * weight, (1 - p) * weight);
  }

  /** The share that a group with these answers most plausibly has, 0 to 1. */
  public double shrunken(Proportion group) {
    return (alpha + group.successes()) / (alpha + beta + group.n());
  }

  /** Equal-tailed credible interval of a group's share. */
  public Interval credible(Proportion group, Confidence confidence) {
    BetaDistribution posterior =
        BetaDistribution.of(alpha + group.successes(), beta + group.failures());
    return new Interval(
        IntervalMethod.CREDIBLE,
        confidence.level(),
        posterior.inverseCumulativeProbability(confidence.tail()),
        posterior.inverseSurvivalProbability(confidence.tail()));
  }
}
