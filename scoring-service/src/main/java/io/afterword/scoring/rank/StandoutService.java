package io.afterword.scoring.rank;

import io.afterword.platform.problem.Problem;
import io.afterword.scoring.comparison.BenjaminiHochberg;
import io.afterword.scoring.comparison.Tier;
import io.afterword.scoring.metric.Warning;
import io.afterword.scoring.request.ScoringProblem;
import io.afterword.scoring.segment.Segments;
import io.afterword.scoring.selection.Anonymity;
import io.afterword.scoring.selection.Selected;
import io.afterword.scoring.selection.Selection;
import io.afterword.scoring.selection.Selections;
import io.afterword.scoring.tally.Cut;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Finds strengths as well as weaknesses: the members of every segment that is not filtered by, each
 * against all others of its segment, corrected for all of them together.
 */
@ApplicationScoped
public class StandoutService {
  private final Selections selections;
  private final RankingService rankings;
  private final Anonymity anonymity;
  private final Segments segments;

  StandoutService(
      Selections selections, RankingService rankings, Anonymity anonymity, Segments segments) {
    this.selections = selections;
    this.rankings = rankings;
    this.anonymity = anonymity;
    this.segments = segments;
  }

  /** A member that was tested in its segment. */
  private record Tested(String segment, Rankings.RankedMember member, double pValue) {}

  public Uni<Standouts> answer(Selection selection, long leastAnswers) {
    List<String> names =
        segments.names().stream().filter(name -> !selection.filter().containsKey(name)).toList();
    if (names.isEmpty()) {
      throw Problem.of(
          ScoringProblem.BAD_FILTER, "every segment is filtered by, so none is left to look into");
    }
    return selections
        .require(selection)
        .chain(
            selected ->
                Multi.createFrom()
                    .iterable(names)
                    .onItem()
                    .transformToUniAndConcatenate(name -> ranked(selected, name, leastAnswers))
                    .collect()
                    .asList()
                    .map(found -> standouts(selected, names, found)));
  }

  private Uni<Rankings> ranked(Selected selected, String name, long leastAnswers) {
    anonymity.require(selected, Cut.by(selections.segment(name)));
    return rankings.rank(selected, selections.segment(name), name, leastAnswers);
  }

  private static Standouts standouts(Selected selected, List<String> names, List<Rankings> found) {
    List<Tested> tested = new ArrayList<>();
    for (int at = 0; at < found.size(); at++) {
      for (Rankings.RankedMember member : found.get(at).ranked()) {
        Double pValue = member.pValue();
        if (pValue != null) {
          tested.add(new Tested(names.get(at), member, pValue));
        }
      }
    }
    List<Double> adjusted = BenjaminiHochberg.adjust(tested.stream().map(Tested::pValue).toList());
    List<Standouts.Standout> sure = new ArrayList<>();
    for (int at = 0; at < tested.size(); at++) {
      if (adjusted.get(at) < Tier.SIGNIFICANT) {
        sure.add(standout(tested.get(at), adjusted.get(at)));
      }
    }
    sure.sort(
        Comparator.comparing(Standouts.Standout::adjustedPValue)
            .thenComparing(each -> -Math.abs(each.difference()))
            .thenComparing(Standouts.Standout::segment)
            .thenComparing(Standouts.Standout::value));
    Set<Warning> warnings = EnumSet.noneOf(Warning.class);
    warnings.addAll(selected.choice().warnings());
    if (tested.size() > 1) {
      warnings.add(Warning.MULTIPLE_COMPARISONS);
    }
    Rankings any = found.get(0);
    return new Standouts(
        any.zone(),
        any.from(),
        any.to(),
        any.metric(),
        any.surveys(),
        any.filter(),
        any.rankedBy(),
        any.leastAnswers(),
        tested.size(),
        any.correction(),
        sure.stream().filter(each -> each.difference() > 0).toList(),
        sure.stream().filter(each -> each.difference() < 0).toList(),
        warnings);
  }

  private static Standouts.Standout standout(Tested tested, double adjusted) {
    Rankings.RankedMember member = tested.member();
    return new Standouts.Standout(
        tested.segment(),
        member.value(),
        member.name(),
        member.n(),
        member.share(),
        Objects.requireNonNull(member.difference()),
        member.differenceInterval(),
        tested.pValue(),
        adjusted);
  }
}
