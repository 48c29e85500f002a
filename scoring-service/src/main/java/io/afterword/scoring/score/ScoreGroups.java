package io.afterword.scoring.score;

import io.afterword.scoring.metric.Histogram;
import io.afterword.scoring.segment.Member;
import io.afterword.scoring.tally.Grain;
import io.afterword.scoring.tally.TallyRow;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The groups of an answer in reading order: by period, then the largest first, then by name.
 * Without a segment every period is there, also an empty one, which has no score. Pure.
 */
final class ScoreGroups {
  private ScoreGroups() {}

  static List<Scores.ScoreGroup> of(
      ScoreQuestion question,
      List<TallyRow> rows,
      Map<Integer, Member> names,
      Function<Histogram, ScoreResult> result) {
    boolean bySegment = question.cut().groupBy() != null;
    List<TallyRow> all = new ArrayList<>(rows);
    if (!bySegment) {
      all.addAll(emptyPeriods(question, rows));
    }
    return all.stream()
        .map(row -> group(question, row, bySegment ? names.get(row.member()) : null, result))
        .sorted(READING_ORDER)
        .toList();
  }

  private static final Comparator<Scores.ScoreGroup> READING_ORDER =
      Comparator.comparing(
              Scores.ScoreGroup::from, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(group -> -group.result().n())
          .thenComparing(Scores.ScoreGroup::name, Comparator.nullsLast(Comparator.naturalOrder()));

  private static List<TallyRow> emptyPeriods(ScoreQuestion question, List<TallyRow> rows) {
    List<TallyRow> empty = new ArrayList<>();
    Grain grain = question.cut().grain();
    LocalDate start = grain.start(question.selection().days().from());
    while (start.isBefore(question.selection().days().to())) {
      LocalDate period = start;
      if (rows.stream().noneMatch(row -> period.equals(row.period()))) {
        empty.add(new TallyRow(period, 0, Histogram.EMPTY));
      }
      start = grain.end(start);
    }
    return empty;
  }

  private static Scores.ScoreGroup group(
      ScoreQuestion question,
      TallyRow row,
      @Nullable Member member,
      Function<Histogram, ScoreResult> result) {
    LocalDate start = row.period();
    LocalDate from = question.selection().days().from();
    LocalDate to = question.selection().days().to();
    return new Scores.ScoreGroup(
        member == null ? null : member.value(),
        member == null ? null : member.name(),
        start == null ? null : start.isBefore(from) ? from : start,
        start == null ? null : earlier(question.cut().grain().end(start), to),
        result.apply(row.histogram()));
  }

  /** The first and last period end where the question ends. */
  private static LocalDate earlier(LocalDate one, LocalDate other) {
    return one.isBefore(other) ? one : other;
  }
}
