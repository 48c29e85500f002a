package io.afterword.scoring.score;

import io.afterword.scoring.invitation.ResponseRateService;
import io.afterword.scoring.metric.Histogram;
import io.afterword.scoring.metric.Metric;
import io.afterword.scoring.metric.Warning;
import io.afterword.scoring.request.Workspace;
import io.afterword.scoring.segment.Segment;
import io.afterword.scoring.selection.Anonymity;
import io.afterword.scoring.selection.Counts;
import io.afterword.scoring.selection.SegmentNames;
import io.afterword.scoring.selection.Selected;
import io.afterword.scoring.selection.Selection;
import io.afterword.scoring.selection.Selections;
import io.afterword.scoring.series.Series;
import io.afterword.scoring.tally.Cut;
import io.afterword.scoring.tally.TallyRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Counts what a question means, and says what the counts mean. */
@ApplicationScoped
public class ScoreService {
  private final Selections selections;
  private final Counts counts;
  private final SegmentNames names;
  private final Anonymity anonymity;
  private final ResponseRateService rates;
  private final Workspace workspace;

  ScoreService(
      Selections selections,
      Counts counts,
      SegmentNames names,
      Anonymity anonymity,
      ResponseRateService rates,
      Workspace workspace) {
    this.selections = selections;
    this.counts = counts;
    this.names = names;
    this.anonymity = anonymity;
    this.rates = rates;
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
    List<Segment> segments = question.groupBy().stream().map(selections::segment).toList();
    Cut cut =
        new Cut(
            question.granularity().grain(),
            question.granularity() == ScoreQuestion.Granularity.HOUR_OF_WEEK,
            segments);
    anonymity.require(selected, cut);
    return counts
        .read(selected, cut)
        .chain(
            rows ->
                groups(question, selected, segments, rows)
                    .chain(
                        groups ->
                            warnings(selected)
                                .map(
                                    warnings ->
                                        scores(
                                            question,
                                            selected,
                                            total(question, selected, rows, warnings),
                                            groups))));
  }

  private Uni<List<Scores.ScoreGroup>> groups(
      ScoreQuestion question, Selected selected, List<Segment> segments, List<TallyRow> rows) {
    if (!question.isCut()) {
      return Uni.createFrom().item(List.of());
    }
    return names
        .describe(segments, rows)
        .map(
            known ->
                new ScoreGroups(
                        question,
                        segments,
                        known,
                        histogram -> ScoreResult.of(selected, histogram, question.interval()))
                    .of(rows));
  }

  /** What the invitations of the one survey that was counted say about its answers. */
  private Uni<Set<Warning>> warnings(Selected selected) {
    Set<UUID> surveys = selected.bySurvey().keySet();
    return surveys.size() == 1
        ? rates.warnings(surveys.iterator().next(), selected.days())
        : Uni.createFrom().item(Set.of());
  }

  private static ScoreResult total(
      ScoreQuestion question, Selected selected, List<TallyRow> rows, Set<Warning> warnings) {
    Histogram all = TallyRow.sum(rows);
    ScoreResult total = ScoreResult.of(selected, all, question.interval());
    return all.n() == 0 ? total : total.with(warnings);
  }

  private Scores scores(
      ScoreQuestion question,
      Selected selected,
      ScoreResult total,
      List<Scores.ScoreGroup> groups) {
    HiddenGroups hidden =
        anonymity.protects(selected)
            ? HiddenGroups.of(total.n(), groups, anonymity.leastAnswers())
            : null;
    return frame(
        question,
        selected.choice().metric(),
        counted(selected),
        hidden != null && hidden.suppressed().total() ? null : total,
        hidden == null ? groups : hidden.shown(),
        hidden == null ? null : hidden.suppressed());
  }

  /** The surveys that were counted, each with its question and versions. */
  public static List<Scores.CountedSurvey> counted(Selected selected) {
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
        question, question.selection().asked().metricOrUsual(), List.of(), null, List.of(), null);
  }

  private Scores frame(
      ScoreQuestion question,
      Metric metric,
      List<Scores.CountedSurvey> surveys,
      @Nullable ScoreResult total,
      List<Scores.ScoreGroup> groups,
      Scores.@Nullable Suppressed suppressed) {
    Selection selection = question.selection();
    ScoreQuestion.Granularity granularity = question.granularity();
    return new Scores(
        workspace.calendar().zone().getId(),
        selection.days().from(),
        selection.days().to(),
        metric,
        surveys,
        question.groupBy().isEmpty() ? null : String.join(",", question.groupBy()),
        granularity == ScoreQuestion.Granularity.NONE ? null : granularity.parameter(),
        selection.filter(),
        total,
        groups,
        suppressed);
  }
}
