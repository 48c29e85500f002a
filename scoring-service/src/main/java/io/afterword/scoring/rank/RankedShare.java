package io.afterword.scoring.rank;

import io.afterword.platform.problem.Problem;
import io.afterword.scoring.metric.Histogram;
import io.afterword.scoring.metric.Metric;
import io.afterword.scoring.metric.Scale;
import io.afterword.scoring.request.ScoringProblem;
import io.afterword.scoring.statistics.Proportion;
import java.util.Set;

/**
 * What members are ranked by: a share of their answers. A mean or a difference of shares has no
 * exact limits, so an NPS is ranked by its promoters and a CES by its easy answers.
 */
public enum RankedShare {
  SATISFIED,
  PROMOTERS,
  EASY;

  /** Nine and ten on the scale of the NPS. */
  private static final Set<Integer> PROMOTING = Set.of(9, 10);

  public static RankedShare of(Metric metric, Scale scale) {
    if (metric == Metric.NPS) {
      return PROMOTERS;
    }
    if (scale.satisfied().isEmpty()) {
      throw Problem.of(
          ScoringProblem.WRONG_METRIC,
          "the scale %s does not say which answers are good, so there is no share to rank by"
              .formatted(scale.id()));
    }
    return metric == Metric.CES ? EASY : SATISFIED;
  }

  /** The ratings that are in the share. */
  public Set<Integer> ratings(Scale scale) {
    return this == PROMOTERS ? PROMOTING : scale.satisfied();
  }

  Proportion of(Histogram histogram, Scale scale) {
    return new Proportion(histogram.count(ratings(scale)), histogram.n());
  }
}
