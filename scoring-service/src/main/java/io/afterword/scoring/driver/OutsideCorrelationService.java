package io.afterword.scoring.driver;

import io.afterword.platform.problem.Problem;
import io.afterword.scoring.metric.Warning;
import io.afterword.scoring.outside.OutsideStore;
import io.afterword.scoring.request.ScoringProblem;
import io.afterword.scoring.request.Workspace;
import io.afterword.scoring.score.ScoreService;
import io.afterword.scoring.selection.Selected;
import io.afterword.scoring.selection.Selection;
import io.afterword.scoring.selection.Selections;
import io.afterword.scoring.tally.Days;
import io.afterword.scoring.tally.Grain;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Set;

/** Holds a score against a series from outside, period by period. */
@ApplicationScoped
class OutsideCorrelationService {
  /** As far as one would believe a change to take. */
  private static final int MOST_LAG = 8;

  private final Selections selections;
  private final ScoreLine lines;
  private final OutsideStore store;
  private final Workspace workspace;

  OutsideCorrelationService(
      Selections selections, ScoreLine lines, OutsideStore store, Workspace workspace) {
    this.selections = selections;
    this.lines = lines;
    this.store = store;
    this.workspace = workspace;
  }

  Uni<OutsideCorrelation> answer(Selection selection, String series, Grain grain) {
    return selections
        .require(selection)
        .call(() -> requireKnown(series))
        .chain(
            selected ->
                lines
                    .of(selected, grain)
                    .chain(
                        points ->
                            values(series, points)
                                .map(
                                    values ->
                                        correlation(selected, series, grain, points, values))));
  }

  private Uni<Void> requireKnown(String series) {
    return store
        .isKnown(series)
        .invoke(
            known -> {
              if (!known) {
                throw Problem.of(
                    ScoringProblem.UNKNOWN_SERIES,
                    "there is no series '%s'; upload it with PUT /v1/correlations/series/%s"
                        .formatted(series, series));
              }
            })
        .replaceWithVoid();
  }

  /** Of whole periods, also where the question begins or ends within one. */
  private Uni<NavigableMap<LocalDate, Double>> values(String series, List<ScoreLine.Point> points) {
    return store.values(series, new Days(points.get(0).from(), points.get(points.size() - 1).to()));
  }

  private OutsideCorrelation correlation(
      Selected selected,
      String series,
      Grain grain,
      List<ScoreLine.Point> points,
      NavigableMap<LocalDate, Double> values) {
    OutsideView view = OutsideView.of(points, values, selected.selection().confidence());
    Set<Warning> warnings = EnumSet.of(Warning.AUTOCORRELATED);
    warnings.addAll(selected.choice().warnings());
    return new OutsideCorrelation(
        workspace.calendar().zone().getId(),
        selected.days().from(),
        selected.days().to(),
        grain.name().toLowerCase(Locale.ROOT),
        series,
        selected.choice().metric(),
        ScoreService.counted(selected),
        selected.selection().filter(),
        view.status(),
        view.periods(),
        view.holes(),
        view.spearman(),
        view.pearson(),
        view.lags(MOST_LAG),
        view.points(),
        view.sentence(selected.choice().metric().name(), series),
        OutsideCorrelation.NOTE,
        warnings);
  }
}
