package io.afterword.scoring.score;

import io.afterword.scoring.metric.Histogram;
import io.afterword.scoring.metric.Metric;
import io.afterword.scoring.request.Workspace;
import io.afterword.scoring.segment.Member;
import io.afterword.scoring.segment.Segment;
import io.afterword.scoring.selection.Counts;
import io.afterword.scoring.selection.SegmentNames;
import io.afterword.scoring.selection.Selected;
import io.afterword.scoring.selection.Selection;
import io.afterword.scoring.selection.Selections;
import io.afterword.scoring.series.Series;
import io.afterword.scoring.tally.Grain;
import io.afterword.scoring.tally.TallyRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts what a question means, and says what the counts mean. */
@ApplicationScoped
public class ScoreService {
  private final Selections selections;
  private final Counts counts;
  private final SegmentNames names;
  private final Workspace workspace;

  ScoreService(Selections selections, Counts counts, SegmentNames names, Workspace workspace) {
    this.selections = selections;
    this.counts = counts;
    this.names = names;
    this.workspace = workspace;
  }

  public Uni<Scores> answer(ScoreQuestion question) {
    return selections
        .find(question.selection())
        .chain(
            found ->
                found.isEmpty()
                    ? Uni.createFrom().item(nothingPublished(question))
                    : count(question, found.get()));
  }

  private Uni<Scores> count(ScoreQuestion question, Selected selected) {
    String grouped = question.cut().groupBy();
    Segment groupBy = grouped == null ? null : selections.segment(grouped);
    return counts
        .read(selected, question.cut().grain(), groupBy)
        .chain(rows -> names(groupBy, rows).map(names -> scores(question, selected, rows, names)));
  }

  private Uni<Map<Integer, Member>> names(@Nullable Segment groupBy, List<TallyRow> rows) {
    return groupBy == null ? Uni.createFrom().item(Map.of()) : names.describe(groupBy, rows);
  }

  private Scores scores(
      ScoreQuestion question, Selected selected, List<TallyRow> rows, Map<Integer, Member> names) {
    Histogram all = rows.stream().map(TallyRow::histogram).reduce(Histogram.EMPTY, Histogram::plus);
    boolean cut = question.cut().groupBy() != null || question.cut().grain() != Grain.NONE;
    return frame(
        question,
        selected.choice().metric(),
        counted(selected),
        result(selected, all),
        cut ? ScoreGroups.of(question, rows, names, each -> result(selected, each)) : List.of());
  }

  private static ScoreResult result(Selected selected, Histogram histogram) {
    return ScoreResult.of(
        selected.choice().metric(),
        selected.choice().scale(),
        histogram,
        selected.selection().confidence(),
        selected.choice().warnings());
  }

  private static List<Scores.CountedSurvey> counted(Selected selected) {
    List<Scores.CountedSurvey> surveys = new ArrayList<>();
    selected
        .bySurvey()
        .forEach(
            (id, versions) ->
                surveys.add(
                    new Scores.CountedSurvey(
                        id,
                        versions.get(0).surveyName(),
                        versions.get(0).question().id(),
                        versions.stream().map(Series::version).toList())));
    return surveys;
  }

  private Scores nothingPublished(ScoreQuestion question) {
    return frame(
        question, question.selection().asked().metricOrUsual(), List.of(), null, List.of());
  }

  private Scores frame(
      ScoreQuestion question,
      Metric metric,
      List<Scores.CountedSurvey> surveys,
      @Nullable ScoreResult total,
      List<Scores.ScoreGroup> groups) {
    Selection selection = question.selection();
    Grain grain = question.cut().grain();
    return new Scores(
        workspace.calendar().zone().getId(),
        selection.days().from(),
        selection.days().to(),
        metric,
        surveys,
        question.cut().groupBy(),
        grain == Grain.NONE ? null : grain.name().toLowerCase(Locale.ROOT),
        selection.filter(),
        total,
        groups);
  }
}
