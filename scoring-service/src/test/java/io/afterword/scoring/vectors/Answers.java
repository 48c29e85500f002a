package io.afterword.scoring.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import io.afterword.scoring.association.AssociationAnswers;
import io.afterword.scoring.comparison.ComparisonAnswers;
import io.afterword.scoring.control.ControlAnswers;
import io.afterword.scoring.metric.ScoreAnswers;
import io.afterword.scoring.ranking.RankingAnswers;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Who answers a vector of which kind. */
final class Answers {
  private static final Map<String, Function<JsonNode, Map<String, Object>>> BY_KIND =
      Map.ofEntries(
          Map.entry("csat", ScoreAnswers::csat),
          Map.entry("nps", ScoreAnswers::nps),
          Map.entry("ces", ScoreAnswers::ces),
          Map.entry("emojiNet", ScoreAnswers::emojiNet),
          Map.entry("acsi", RuleAnswers::acsi),
          Map.entry("band", RuleAnswers::band),
          Map.entry("proportionInterval", ScoreAnswers::proportionInterval),
          Map.entry("rollup", ScoreAnswers::rollup),
          Map.entry("responseRate", RuleAnswers::responseRate),
          Map.entry("suppression", RuleAnswers::suppression),
          Map.entry("clusterRobust", RuleAnswers::clusterRobust),
          Map.entry("twoProportions", ComparisonAnswers::twoProportions),
          Map.entry("twoNps", ComparisonAnswers::twoNps),
          Map.entry("twoMeans", ComparisonAnswers::twoMeans),
          Map.entry("homogeneity", ComparisonAnswers::homogeneity),
          Map.entry("multipleTesting", ComparisonAnswers::multipleTesting),
          Map.entry("agentRanking", RankingAnswers::agentRanking),
          Map.entry("pChart", ControlAnswers::pChart),
          Map.entry("individuals", ControlAnswers::individuals),
          Map.entry("ewma", ControlAnswers::ewma),
          Map.entry("proportionEwma", ControlAnswers::proportionEwma),
          Map.entry("cusum", ControlAnswers::cusum),
          Map.entry("movingAverage", ControlAnswers::movingAverage),
          Map.entry("correlation", AssociationAnswers::correlation),
          Map.entry("pointBiserial", AssociationAnswers::pointBiserial),
          Map.entry("coMomentMerge", AssociationAnswers::coMomentMerge),
          Map.entry("driverAnalysis", AssociationAnswers::driverAnalysis));

  private Answers() {}

  static Map<String, Object> to(Vector vector) {
    Function<JsonNode, Map<String, Object>> answer = BY_KIND.get(vector.kind());
    if (answer == null) {
      throw new AssertionError("nobody answers vectors of the kind '" + vector.kind() + "'");
    }
    return answer.apply(vector.input());
  }

  /** What is wrong with our answer to a vector; empty when nothing is. */
  static List<String> differences(Vector vector) {
    return Agreement.differences(vector.expected(), to(vector));
  }
}
