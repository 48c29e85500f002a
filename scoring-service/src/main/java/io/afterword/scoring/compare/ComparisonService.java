package io.afterword.scoring.compare;

import io.afterword.platform.problem.Problem;
import io.afterword.scoring.comparison.MannWhitneyTest;
import io.afterword.scoring.invitation.ResponseRateService;
import io.afterword.scoring.metric.Histogram;
import io.afterword.scoring.metric.ScoreStatus;
import io.afterword.scoring.metric.Warning;
import io.afterword.scoring.request.ScoringProblem;
import io.afterword.scoring.request.Workspace;
import io.afterword.scoring.score.ScoreResult;
import io.afterword.scoring.score.ScoreService;
import io.afterword.scoring.segment.Segment;
import io.afterword.scoring.selection.Anonymity;
import io.afterword.scoring.selection.Counts;
import io.afterword.scoring.selection.Selected;
import io.afterword.scoring.selection.Selection;
import io.afterword.scoring.selection.Selections;
import io.afterword.scoring.tally.Cut;
import io.afterword.scoring.tally.TallyRow;
import io.afterword.scoring.wording.Wording;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Counts two sides and says what their difference means. */
@ApplicationScoped
public class ComparisonService {
  private final Selections selections;
  private final Counts counts;
  private final Anonymity anonymity;
  private final ResponseRateService rates;
  private final Workspace workspace;
  private final Wording wording;

  ComparisonService(
      Selections selections,
      Counts counts,
      Anonymity anonymity,
      ResponseRateService rates,
      Workspace workspace,
      Wording wording) {
    this.selections = selections;
    this.counts = counts;
    this.anonymity = anonymity;
    this.rates = rates;
    this.workspace = workspace;
    this.wording = wording;
  }

  /** What was counted on one side. */
  record Side(
      Selected selected,
      Histogram histogram,
      Map<Integer, Long> byChannel,
      @Nullable Double responseRate) {

    /** One whose channels and response rate are its own by nature. */
    static Side of(Selected selected, Histogram histogram) {
      return new Side(selected, histogram, Map.of(), null);
    }
  }

  public Uni<Comparison> answer(ComparisonQuestion question) {
    return find(question.first())
        .chain(
            first ->
                find(question.second())
                    .invoke(second -> requireComparable(first, second))
                    .chain(
                        second ->
                            count(first)
                                .chain(one -> count(second).map(other -> compared(one, other)))));
  }

  private Uni<Selected> find(Selection selection) {
    return selections.require(selection).invoke(selected -> anonymity.require(selected, Cut.NONE));
  }

  private static void requireComparable(Selected first, Selected second) {
    if (first.choice().metric() != second.choice().metric()
        || !first.choice().scale().equals(second.choice().scale())) {
      List<String> scales = List.of(first.choice().scaleName(), second.choice().scaleName());
      throw Problem.of(
              ScoringProblem.DIFFERENT_SCALE,
              "%s %s and %s %s make no difference that means anything"
                  .formatted(
                      first.choice().metric(),
                      scales.get(0),
                      second.choice().metric(),
                      scales.get(1)))
          .with("scales", scales);
    }
  }

  private Uni<Side> count(Selected selected) {
    // With a filter the mix would have to be counted from the answers; the filter says what it is.
    boolean whole = selected.selection().filter().isEmpty();
    Cut cut = whole ? Cut.by(Segment.CHANNEL) : Cut.NONE;
    return counts
        .read(selected, cut)
        .chain(
            rows ->
                rate(selected, whole)
                    .map(rate -> new Side(selected, TallyRow.sum(rows), sizes(rows), rate)));
  }

  /** Null where there is none: several surveys, or nobody was invited. */
  private Uni<@Nullable Double> rate(Selected selected, boolean whole) {
    Set<UUID> surveys = selected.bySurvey().keySet();
    return whole && surveys.size() == 1
        ? rates
            .answer(surveys.iterator().next(), selected.days(), null)
            .map(answer -> answer.total().responseRate())
        : Uni.createFrom().nullItem();
  }

  private static Map<Integer, Long> sizes(List<TallyRow> rows) {
    Map<Integer, Long> sizes = new HashMap<>();
    rows.forEach(row -> row.members().forEach(member -> sizes.put(member, row.histogram().n())));
    return sizes;
  }

  Comparison compared(Side one, Side other) {
    Difference difference =
        Difference.of(
            one.selected().choice().metric(),
            one.selected().choice().scale(),
            one.histogram(),
            other.histogram(),
            one.selected().selection().confidence());
    boolean hidden = isTooSmall(one) || isTooSmall(other);
    MannWhitneyTest ordinal = new MannWhitneyTest(one.histogram(), other.histogram());
    return new Comparison(
        workspace.calendar().zone().getId(),
        one.selected().choice().metric(),
        side(one, hidden),
        side(other, hidden),
        hidden ? ScoreStatus.SUPPRESSED : difference.status(),
        difference.unit(),
        hidden ? null : difference.observed(),
        hidden ? null : difference.tested(),
        hidden ? null : difference.interval(),
        hidden ? null : difference.pValue(),
        hidden ? null : difference.test(),
        !hidden && difference.isSignificant(),
        hidden ? null : difference.tier(),
        hidden ? Verdict.TOO_FEW_ANSWERS : difference.verdict(),
        wording.english().sentence(hidden ? null : difference.change()),
        hidden ? null : Comparison.Ordinal.of(ordinal),
        warnings(one, other, difference));
  }

  private boolean isTooSmall(Side side) {
    long n = side.histogram().n();
    return anonymity.protects(side.selected()) && n > 0 && n < anonymity.leastAnswers();
  }

  private static Comparison.Side side(Side side, boolean hidden) {
    Selection selection = side.selected().selection();
    return new Comparison.Side(
        selection.days().from(),
        selection.days().to(),
        selection.filter(),
        ScoreService.counted(side.selected()),
        hidden ? null : ScoreResult.of(side.selected(), side.histogram()));
  }

  private static Set<Warning> warnings(Side one, Side other, Difference difference) {
    Set<Warning> warnings = EnumSet.noneOf(Warning.class);
    warnings.addAll(one.selected().choice().warnings());
    warnings.addAll(other.selected().choice().warnings());
    add(warnings, difference.status() == ScoreStatus.LOW_N, Warning.LOW_N);
    add(
        warnings,
        ComparisonWarnings.areUnlike(one.selected().days(), other.selected().days()),
        Warning.UNLIKE_PERIODS);
    add(
        warnings,
        ComparisonWarnings.areMixedDifferently(one.byChannel(), other.byChannel()),
        Warning.MIX_CHANGED);
    add(
        warnings,
        ComparisonWarnings.haveMoved(one.responseRate(), other.responseRate()),
        Warning.RESPONSE_RATE_CHANGED);
    add(
        warnings,
        ComparisonWarnings.isSeriesBroken(
            one.selected().choice().series(), other.selected().choice().series()),
        Warning.SERIES_BREAK);
    return warnings;
  }

  private static void add(Set<Warning> warnings, boolean holds, Warning warning) {
    if (holds) {
      warnings.add(warning);
    }
  }
}
