package io.afterword.scoring.ranking;

import com.fasterxml.jackson.databind.JsonNode;
import io.afterword.scoring.comparison.BinomialTest;
import io.afterword.scoring.statistics.Proportion;
import io.afterword.scoring.vectors.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Our answers to the vectors that rank agents, by the names of the file. */
public final class RankingAnswers {
  private static final Comparator<Standing> RAW_FIRST =
      Comparator.comparing(Standing::counts)
          .thenComparingLong(standing -> standing.counts().n())
          .reversed()
          .thenComparing(Standing::id);

  private RankingAnswers() {}

  public static Map<String, @Nullable Object> agentRanking(JsonNode input) {
    Map<String, Proportion> agents = new LinkedHashMap<>();
    input
        .get("agents")
        .forEach(agent -> agents.put(agent.get("agent").asText(), Json.proportion(agent)));
    Ranking.Rules rules =
        new Ranking.Rules(
            input.path("minN").asLong(5),
            input.path("rhoFloor").asDouble(BetaPrior.USUAL_RHO_FLOOR),
            Json.confidence(input));
    Ranking ranking = Ranking.of(agents, rules);
    Map<String, @Nullable Object> actual = new HashMap<>();
    actual.put("pooledCsat", Json.percent(ranking.all()));
    actual.put("rhoAnova", ranking.correlation());
    actual.put("rhoUsed", ranking.prior().rho());
    actual.put("priorAlpha", ranking.prior().alpha());
    actual.put("priorBeta", ranking.prior().beta());
    Map<String, Standing> byId = new HashMap<>();
    ranking.standings().forEach(standing -> byId.put(standing.id(), standing));
    List<Map<String, @Nullable Object>> answers = new ArrayList<>();
    agents.keySet().forEach(id -> answers.add(agent(ranking, byId.get(id))));
    actual.put("agents", answers);
    actual.put("rankingByShrunkCsat", ids(ranking.order()));
    actual.put(
        "rankingByRawCsat",
        ids(
            ranking.standings().stream()
                .filter(standing -> standing.counts().n() > 0)
                .sorted(RAW_FIRST)
                .toList()));
    return actual;
  }

  private static List<String> ids(List<Standing> standings) {
    return standings.stream().map(Standing::id).toList();
  }

  private static Map<String, @Nullable Object> agent(Ranking ranking, @Nullable Standing standing) {
    if (standing == null) {
      throw new AssertionError("an agent was lost");
    }
    Proportion counts = standing.counts();
    double pooled = ranking.all().share();
    Map<String, @Nullable Object> actual = new HashMap<>();
    actual.put("agent", standing.id());
    actual.put("n", counts.n());
    actual.put("satisfied", counts.successes());
    actual.put("rawCsat", Json.percent(counts));
    actual.put("shrunkCsat", 100 * standing.shrunken());
    actual.put("credibleLower", 100 * standing.credible().lower());
    actual.put("credibleUpper", 100 * standing.credible().upper());
    actual.put("pVersusRest", standing.pVersusRest());
    actual.put(
        "pVersusPooled",
        standing.pVersusRest() == null ? null : BinomialTest.pValue(counts, pooled));
    actual.put("bhVersusRest", standing.adjustedP());
    actual.put("funnel95Exact", percent(standing.alert()));
    actual.put("funnel998Exact", percent(standing.alarm()));
    actual.put("funnel95Drawn", drawn(counts, pooled, FunnelLimits.ALERT_TAIL));
    actual.put("funnel998Drawn", drawn(counts, pooled, FunnelLimits.ALARM_TAIL));
    actual.put("outside95", standing.isOutsideAlert());
    actual.put("outside998", standing.isOutsideAlarm());
    actual.put("enoughData", standing.enoughData());
    return actual;
  }

  private static @Nullable Map<String, @Nullable Object> drawn(
      Proportion counts, double pooled, double tail) {
    return counts.n() == 0 ? null : percent(FunnelLimits.drawn(counts.n(), pooled, tail));
  }

  private static @Nullable Map<String, @Nullable Object> percent(@Nullable FunnelLimits limits) {
    return limits == null ? null : Json.ends(100 * limits.lower(), 100 * limits.upper());
  }
}
