package io.afterword.scoring.trend;

import io.afterword.platform.problem.Problem;
import io.afterword.scoring.anonymity.Suppression;
import io.afterword.scoring.metric.Histogram;
import io.afterword.scoring.metric.ScoreUnit;
import io.afterword.scoring.metric.Warning;
import io.afterword.scoring.request.Calendar;
import io.afterword.scoring.request.ScoringProblem;
import io.afterword.scoring.request.Workspace;
import io.afterword.scoring.score.ScoreService;
import io.afterword.scoring.selection.Anonymity;
import io.afterword.scoring.selection.Counts;
import io.afterword.scoring.selection.Selected;
import io.afterword.scoring.selection.Selections;
import io.afterword.scoring.tally.Cut;
import io.afterword.scoring.tally.Days;
import io.afterword.scoring.tally.Grain;
import io.afterword.scoring.tally.TallyRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Counts the periods of a chart and its baseline, and draws it. */
@ApplicationScoped
public class ChartService {
  private final Selections selections;
  private final Counts counts;
  private final Anonymity anonymity;
  private final Workspace workspace;

  ChartService(Selections selections, Counts counts, Anonymity anonymity, Workspace workspace) {
    this.selections = selections;
    this.counts = counts;
    this.anonymity = anonymity;
    this.workspace = workspace;
  }

  public Uni<Chart> answer(ChartQuestion question) {
    return selections
        .require(question.selection())
        .invoke(selected -> requireFitting(question, selected))
        .chain(
            selected ->
                periods(selected, question.grain(), selected.days())
                    .chain(
                        periods ->
                            baseline(question, selected, periods)
                                .map(baseline -> chart(question, selected, periods, baseline))));
  }

  private void requireFitting(ChartQuestion question, Selected selected) {
    ScoreUnit unit = unit(selected);
    if (question.kind().needsShares() && unit != ScoreUnit.PERCENT) {
      throw Problem.of(
          ScoringProblem.WRONG_METRIC,
          "%s on this scale is no share of answers; ask for xmr, ewma or cusum"
              .formatted(selected.choice().metric()));
    }
    anonymity.require(selected, Cut.by(question.grain()));
  }

  private static ScoreUnit unit(Selected selected) {
    return new Period(LocalDate.EPOCH, LocalDate.EPOCH, Histogram.EMPTY)
        .score(selected.choice().metric(), selected.choice().scale())
        .unit();
  }

  private Uni<List<Period>> baseline(
      ChartQuestion question, Selected selected, List<Period> periods) {
    Days days = question.baseline();
    return days == null
        ? Uni.createFrom().item(periods)
        : periods(selected.during(days), question.grain(), days);
  }

  private Uni<List<Period>> periods(Selected selected, Grain grain, Days days) {
    return counts.read(selected, Cut.by(grain)).map(rows -> periods(rows, grain, days));
  }

  private static List<Period> periods(List<TallyRow> rows, Grain grain, Days days) {
    Map<LocalDate, Histogram> counted = new HashMap<>();
    rows.forEach(row -> counted.put(row.period(), row.histogram()));
    List<Period> periods = new ArrayList<>();
    for (LocalDate start = grain.start(days.from());
        start.isBefore(days.to());
        start = grain.end(start)) {
      periods.add(
          new Period(start, grain.end(start), counted.getOrDefault(start, Histogram.EMPTY)));
    }
    return periods;
  }

  private Chart chart(
      ChartQuestion question, Selected selected, List<Period> periods, List<Period> baseline) {
    ChartData data =
        new ChartData(selected.choice().metric(), selected.choice().scale(), periods, baseline);
    Drawing drawing = data.draw(question.kind());
    Days days = question.baseline() == null ? selected.days() : question.baseline();
    return new Chart(
        workspace.calendar().zone().getId(),
        selected.days().from(),
        selected.days().to(),
        selected.choice().metric(),
        ScoreService.counted(selected),
        selected.selection().filter(),
        question.kind(),
        question.grain().name().toLowerCase(Locale.ROOT),
        drawing.status(),
        unit(selected),
        new Chart.Baseline(
            days.from(),
            days.to(),
            data.periodsOfBaseline(),
            data.answersOfBaseline(),
            question.baseline() != null),
        drawing.centre(),
        drawing.sigma(),
        drawing.laneySigma(),
        drawing.decision(),
        points(selected, data, drawing),
        warnings(selected, data));
  }

  private static Set<Warning> warnings(Selected selected, ChartData data) {
    Set<Warning> warnings = data.warnings();
    warnings.addAll(selected.choice().warnings());
    return warnings;
  }

  private List<Chart.ChartPoint> points(Selected selected, ChartData data, Drawing drawing) {
    Set<Integer> hidden = hidden(selected, data.periods());
    Calendar calendar = workspace.calendar();
    List<Chart.ChartPoint> points = new ArrayList<>();
    for (int at = 0; at < data.periods().size(); at++) {
      Period period = data.periods().get(at);
      Drawing.Mark mark = hidden.contains(at) ? Drawing.Mark.NONE : drawing.marks().get(at);
      boolean complete =
          !period.from().isBefore(selected.days().from())
              && !period.to().isAfter(selected.days().to())
              && !period.to().isAfter(calendar.today());
      points.add(
          new Chart.ChartPoint(
              period.from(),
              period.to(),
              complete,
              hidden.contains(at) ? null : period.n(),
              hidden.contains(at) ? null : data.value(period),
              mark.average(),
              mark.lower(),
              mark.upper(),
              mark.sumAbove(),
              mark.sumBelow(),
              mark.signals()));
    }
    return points;
  }

  /** The places of periods that are too small to be shown, where anonymity was promised. */
  private Set<Integer> hidden(Selected selected, List<Period> periods) {
    Set<Integer> hidden = new HashSet<>();
    if (anonymity.protects(selected)) {
      Map<String, Long> sizes = new HashMap<>();
      for (int at = 0; at < periods.size(); at++) {
        sizes.put("%06d".formatted(at), periods.get(at).n());
        hidden.add(at);
      }
      Suppression suppression = Suppression.of(sizes, anonymity.leastAnswers());
      if (suppression.totalShown()) {
        suppression.shown().forEach(id -> hidden.remove(Integer.valueOf(id)));
      }
      suppression.noData().forEach(id -> hidden.remove(Integer.valueOf(id)));
    }
    return hidden;
  }
}
