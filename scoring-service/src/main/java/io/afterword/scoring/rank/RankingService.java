package io.afterword.scoring.rank;

import io.afterword.scoring.anonymity.Suppression;
import io.afterword.scoring.metric.Scale;
import io.afterword.scoring.metric.Warning;
import io.afterword.scoring.request.Workspace;
import io.afterword.scoring.score.ScoreService;
import io.afterword.scoring.segment.Member;
import io.afterword.scoring.segment.Segment;
import io.afterword.scoring.selection.Anonymity;
import io.afterword.scoring.selection.Counts;
import io.afterword.scoring.selection.SegmentNames;
import io.afterword.scoring.selection.Selected;
import io.afterword.scoring.selection.Selection;
import io.afterword.scoring.selection.Selections;
import io.afterword.scoring.statistics.Proportion;
import io.afterword.scoring.tally.Cut;
import io.afterword.scoring.tally.TallyRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Counts the members of a segment and says where each stands. */
@ApplicationScoped
public class RankingService {
  private final Selections selections;
  private final Counts counts;
  private final SegmentNames names;
  private final Anonymity anonymity;
  private final Workspace workspace;

  RankingService(
      Selections selections,
      Counts counts,
      SegmentNames names,
      Anonymity anonymity,
      Workspace workspace) {
    this.selections = selections;
    this.counts = counts;
    this.names = names;
    this.anonymity = anonymity;
    this.workspace = workspace;
  }

  /**
   * @param groupBy the name of the segment whose members are ranked
   * @param leastAnswers members with fewer are not ranked
   */
  public Uni<Rankings> answer(Selection selection, String groupBy, long leastAnswers) {
    Segment segment = selections.segment(groupBy);
    return selections
        .require(selection)
        .invoke(selected -> anonymity.require(selected, Cut.by(segment)))
        .chain(selected -> rank(selected, segment, groupBy, leastAnswers));
  }

  /** Of what was selected already. */
  Uni<Rankings> rank(Selected selected, Segment segment, String groupBy, long leastAnswers) {
    return counts
        .read(selected, Cut.by(segment))
        .chain(
            rows ->
                names
                    .describe(List.of(segment), rows)
                    .map(
                        known ->
                            rankings(
                                selected,
                                groupBy,
                                leastAnswers,
                                rows,
                                known.getOrDefault(segment, Map.of()))));
  }

  private Rankings rankings(
      Selected selected,
      String groupBy,
      long leastAnswers,
      List<TallyRow> rows,
      Map<Integer, Member> known) {
    Scale scale = selected.choice().scale();
    RankedShare share = RankedShare.of(selected.choice().metric(), scale);
    Map<String, Proportion> members = new HashMap<>();
    Map<String, String> shown = new HashMap<>();
    for (TallyRow row : rows) {
      Member member = known.getOrDefault(row.members().get(0), Member.unnamed(0));
      // "Not given" and "other" are nobody who could be better or worse.
      if (member.isOne() && member.value() != null) {
        members.put(member.value(), share.of(row.histogram(), scale));
        shown.put(member.value(), member.name());
      }
    }
    boolean isProtected = anonymity.protects(selected);
    if (isProtected) {
      members.keySet().retainAll(visible(members));
    }
    long least = isProtected ? Math.max(leastAnswers, anonymity.leastAnswers()) : leastAnswers;
    RankingView view = RankingView.of(members, shown, least, selected.selection().confidence());
    return rankings(selected, groupBy, least, share, view);
  }

  private Set<String> visible(Map<String, Proportion> members) {
    Map<String, Long> sizes = new HashMap<>();
    members.forEach((value, counted) -> sizes.put(value, counted.n()));
    Suppression suppression = Suppression.of(sizes, anonymity.leastAnswers());
    return suppression.totalShown() ? Set.copyOf(suppression.shown()) : Set.of();
  }

  private Rankings rankings(
      Selected selected, String groupBy, long least, RankedShare share, RankingView view) {
    List<Rankings.RankedMember> ranked = view.ranked();
    return new Rankings(
        workspace.calendar().zone().getId(),
        selected.days().from(),
        selected.days().to(),
        selected.choice().metric(),
        ScoreService.counted(selected),
        groupBy,
        selected.selection().filter(),
        share,
        view.ranking().all().n(),
        view.share(),
        least,
        "BENJAMINI_HOCHBERG",
        view.prior(),
        view.overdispersion(),
        ranked,
        view.tooFewAnswers(),
        standing(ranked, Rankings.Standing.BETTER),
        worstFirst(standing(ranked, Rankings.Standing.WORSE)),
        view.funnel(),
        warnings(selected, ranked));
  }

  private static List<Rankings.RankedMember> standing(
      List<Rankings.RankedMember> ranked, Rankings.Standing standing) {
    return ranked.stream().filter(member -> member.standing() == standing).toList();
  }

  private static List<Rankings.RankedMember> worstFirst(List<Rankings.RankedMember> worst) {
    return worst.stream().sorted(Comparator.comparing(Rankings.RankedMember::shrunken)).toList();
  }

  private static Set<Warning> warnings(Selected selected, List<Rankings.RankedMember> ranked) {
    Set<Warning> warnings = EnumSet.noneOf(Warning.class);
    warnings.addAll(selected.choice().warnings());
    if (ranked.size() > 1) {
      warnings.add(Warning.MULTIPLE_COMPARISONS);
    }
    return Collections.unmodifiableSet(warnings);
  }
}
