package io.afterword.scoring.ranking;

import io.afterword.scoring.comparison.BenjaminiHochberg;
import io.afterword.scoring.comparison.FisherExactTest;
import io.afterword.scoring.statistics.Confidence;
import io.afterword.scoring.statistics.Proportion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Groups, such as agents, ordered by their shrunken share and not by the raw one, which puts lucky
 * small samples first. Each is tested against all others, never against a whole that contains it.
 *
 * <p>Groups with fewer answers than {@link Rules#leastAnswers} stand in {@link #standings} but
 * never in {@link #order}. Ties: more answers first, then by id.
 *
 * @param standings in the order of ids
 */
public record Ranking(
    Proportion all, OptionalDouble correlation, BetaPrior prior, List<Standing> standings) {

  /**
   * @param leastAnswers fewer are not ranked; 5 usually
   * @param rhoFloor the least intraclass correlation, so that the prior stays finite
   */
  public record Rules(long leastAnswers, double rhoFloor, Confidence confidence) {
    public static final Rules USUAL = new Rules(5, BetaPrior.USUAL_RHO_FLOOR, Confidence.DEFAULT);
  }

  private static final Comparator<Standing> BEST_FIRST =
      Comparator.comparingDouble(Standing::shrunken)
          .thenComparingLong(standing -> standing.counts().n())
          .reversed()
          .thenComparing(Standing::id);

  public static Ranking of(Map<String, Proportion> groups, Rules rules) {
    SortedMap<String, Proportion> byId = new TreeMap<>(groups);
    Proportion all = Proportion.pooled(byId.values());
    BetaPrior prior = BetaPrior.of(byId.values(), rules.rhoFloor());
    Map<String, Double> pValues = new TreeMap<>();
    byId.forEach(
        (id, counts) -> {
          Proportion rest = all.minus(counts);
          if (counts.n() > 0 && rest.n() > 0) {
            pValues.put(id, FisherExactTest.pValue(counts, rest));
          }
        });
    Map<String, Double> adjusted = adjusted(pValues);
    List<Standing> standings = new ArrayList<>();
    byId.forEach(
        (id, counts) ->
            standings.add(
                new Standing(
                    id,
                    counts,
                    prior.shrunken(counts),
                    prior.credible(counts, rules.confidence()),
                    pValues.get(id),
                    adjusted.get(id),
                    limits(all, counts, FunnelLimits.ALERT_TAIL),
                    limits(all, counts, FunnelLimits.ALARM_TAIL),
                    counts.n() >= rules.leastAnswers())));
    return new Ranking(all, IntraclassCorrelation.of(byId.values()), prior, List.copyOf(standings));
  }

  private static Map<String, Double> adjusted(Map<String, Double> pValues) {
    List<String> ids = List.copyOf(pValues.keySet());
    List<Double> values = BenjaminiHochberg.adjust(List.copyOf(pValues.values()));
    Map<String, Double> adjusted = new TreeMap<>();
    for (int i = 0; i < ids.size(); i++) {
      adjusted.put(ids.get(i), values.get(i));
    }
    return adjusted;
  }

  private static @Nullable FunnelLimits limits(Proportion all, Proportion counts, double tail) {
    return counts.n() == 0 ? null : FunnelLimits.exact(counts.n(), all.share(), tail);
  }

  /** Those with enough answers, best first. */
  public List<Standing> order() {
    return standings.stream().filter(Standing::enoughData).sorted(BEST_FIRST).toList();
  }
}
