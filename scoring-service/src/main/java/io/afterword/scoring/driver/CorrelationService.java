package io.afterword.scoring.driver;

import io.afterword.scoring.comparison.BenjaminiHochberg;
import io.afterword.scoring.metric.Warning;
import io.afterword.scoring.request.Workspace;
import io.afterword.scoring.score.ScoreResult;
import io.afterword.scoring.score.ScoreService;
import io.afterword.scoring.segment.NumberFact;
import io.afterword.scoring.selection.Anonymity;
import io.afterword.scoring.selection.Counts;
import io.afterword.scoring.selection.Selected;
import io.afterword.scoring.selection.Selection;
import io.afterword.scoring.selection.Selections;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Says which facts of interactions go together with their ratings. */
@ApplicationScoped
class CorrelationService {
  private final Selections selections;
  private final Counts counts;
  private final Anonymity anonymity;
  private final FactReader reader;
  private final Workspace workspace;

  CorrelationService(
      Selections selections,
      Counts counts,
      Anonymity anonymity,
      FactReader reader,
      Workspace workspace) {
    this.selections = selections;
    this.counts = counts;
    this.anonymity = anonymity;
    this.reader = reader;
    this.workspace = workspace;
  }

  Uni<Correlations> answer(Selection selection, List<NumberFact> facts) {
    return selections
        .require(selection)
        .invoke(anonymity::refuseSingleAnswers)
        .call(counts::requireFewAnswers)
        .chain(
            selected ->
                ratings(selected, facts)
                    // Ranks of many answers take a while; the event loop is not to wait for them.
                    .emitOn(Infrastructure.getDefaultWorkerPool())
                    .map(ratings -> correlations(selected, ratings)));
  }

  private Uni<List<FactRatings>> ratings(Selected selected, List<NumberFact> facts) {
    return selected.isEmpty()
        ? Uni.createFrom().item(facts.stream().map(FactRatings::none).toList())
        : reader.read(selected, facts);
  }

  private Correlations correlations(Selected selected, List<FactRatings> ratings) {
    Map<NumberFact, Double> adjusted = adjusted(ratings);
    return new Correlations(
        workspace.calendar().zone().getId(),
        selected.days().from(),
        selected.days().to(),
        selected.choice().metric(),
        ScoreService.counted(selected),
        selected.selection().filter(),
        ratings.stream()
            .map(
                each ->
                    each.correlation(
                        adjusted.get(each.fact()),
                        selected.selection().confidence(),
                        histogram -> ScoreResult.of(selected, histogram)))
            .toList(),
        Correlations.NOTE,
        warnings(selected, adjusted.size()));
  }

  private static Map<NumberFact, Double> adjusted(List<FactRatings> ratings) {
    List<NumberFact> facts = new ArrayList<>();
    List<Double> pValues = new ArrayList<>();
    for (FactRatings each : ratings) {
      Double p = each.pValue();
      if (p != null) {
        facts.add(each.fact());
        pValues.add(p);
      }
    }
    List<Double> adjusted = BenjaminiHochberg.adjust(pValues);
    Map<NumberFact, Double> byFact = new HashMap<>();
    for (int at = 0; at < facts.size(); at++) {
      byFact.put(facts.get(at), adjusted.get(at));
    }
    return byFact;
  }

  private static Set<Warning> warnings(Selected selected, int tested) {
    Set<Warning> warnings = EnumSet.noneOf(Warning.class);
    warnings.addAll(selected.choice().warnings());
    if (tested > 1) {
      warnings.add(Warning.MULTIPLE_COMPARISONS);
    }
    return warnings;
  }
}
