package io.afterword.scoring.compare;

import io.afterword.scoring.metric.Histogram;
import io.afterword.scoring.metric.Metric;
import io.afterword.scoring.segment.Member;
import io.afterword.scoring.segment.Segment;
import io.afterword.scoring.selection.Anonymity;
import io.afterword.scoring.selection.Counts;
import io.afterword.scoring.selection.SegmentNames;
import io.afterword.scoring.selection.Selected;
import io.afterword.scoring.selection.Selection;
import io.afterword.scoring.selection.Selections;
import io.afterword.scoring.tally.Cut;
import io.afterword.scoring.tally.TallyRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether helping themselves costs customers more than being helped: contacts with articles and
 * bots against contacts with people.
 */
@ApplicationScoped
public class SelfService {
  /** Kinds of interaction without a person on the company's side. */
  static final Set<String> ALONE = Set.of("SELF_SERVICE", "CHATBOT");

  /** Kinds that are a person's work; purchases, visits and the like are neither. */
  static final Set<String> WITH_PEOPLE = Set.of("SUPPORT", "SALES", "SUCCESS");

  private static final String KIND = "kind";

  private final ComparisonService comparisons;
  private final Selections selections;
  private final Counts counts;
  private final SegmentNames names;
  private final Anonymity anonymity;

  SelfService(
      ComparisonService comparisons,
      Selections selections,
      Counts counts,
      SegmentNames names,
      Anonymity anonymity) {
    this.comparisons = comparisons;
    this.selections = selections;
    this.counts = counts;
    this.names = names;
    this.anonymity = anonymity;
  }

  /** Of the effort, where nobody says which score is meant. */
  public Uni<Comparison> answer(Selection selection) {
    Selection.Asked asked = selection.asked();
    boolean anything =
        asked.survey() == null && asked.surveys().isEmpty() && asked.metric() == null;
    return selections
        .require(anything ? selection.of(new Selection.Asked(null, null, Metric.CES)) : selection)
        .invoke(selected -> anonymity.require(selected, Cut.by(Segment.KIND)))
        .chain(this::count);
  }

  private Uni<Comparison> count(Selected selected) {
    return counts
        .read(selected, Cut.by(Segment.KIND))
        .chain(
            rows ->
                names
                    .describe(List.of(Segment.KIND), rows)
                    .map(known -> known.getOrDefault(Segment.KIND, Map.of()))
                    .map(
                        kinds ->
                            comparisons.compared(
                                side(selected, rows, kinds, ALONE),
                                side(selected, rows, kinds, WITH_PEOPLE))));
  }

  private static ComparisonService.Side side(
      Selected selected, List<TallyRow> rows, Map<Integer, Member> kinds, Set<String> wanted) {
    Histogram histogram =
        TallyRow.sum(rows.stream().filter(row -> isOf(row, kinds, wanted)).toList());
    return ComparisonService.Side.of(
        selected.described(Map.of(KIND, String.join(",", new TreeSet<>(wanted)))), histogram);
  }

  private static boolean isOf(TallyRow row, Map<Integer, Member> kinds, Set<String> wanted) {
    int id = row.members().get(0);
    String kind = kinds.getOrDefault(id, Member.unnamed(id)).value();
    return kind != null && wanted.contains(kind);
  }
}
