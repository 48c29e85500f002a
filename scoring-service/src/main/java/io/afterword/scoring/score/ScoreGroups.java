package io.afterword.scoring.score;

import io.afterword.scoring.metric.Histogram;
import io.afterword.scoring.segment.Member;
import io.afterword.scoring.segment.Segment;
import io.afterword.scoring.tally.Days;
import io.afterword.scoring.tally.Grain;
import io.afterword.scoring.tally.TallyRow;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The groups of an answer in reading order: by period or hour, then the largest first, then by
 * name. Without a segment every period and hour is there, also an empty one, which has no score.
 * Pure.
 *
 * @param segments what was grouped by, in the order of the question
 * @param names the members, by segment and number
 */
record ScoreGroups(
    ScoreQuestion question,
    List<Segment> segments,
    Map<Segment, Map<Integer, Member>> names,
    Function<Histogram, ScoreResult> result) {

  private static final int HOURS_A_WEEK = 168;

  private static final Comparator<Scores.ScoreGroup> READING_ORDER =
      Comparator.comparing(
              Scores.ScoreGroup::from, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(
              Scores.ScoreGroup::hourOfWeek, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(group -> -group.result().n())
          .thenComparing(Scores.ScoreGroup::name, Comparator.nullsLast(Comparator.naturalOrder()));

  List<Scores.ScoreGroup> of(List<TallyRow> rows) {
    List<TallyRow> all = new ArrayList<>(rows);
    if (segments.isEmpty()) {
      all.addAll(empty(rows));
    }
    return all.stream().map(this::group).sorted(READING_ORDER).toList();
  }

  private List<TallyRow> empty(List<TallyRow> rows) {
    return question.granularity() == ScoreQuestion.Granularity.HOUR_OF_WEEK
        ? emptyHours(rows)
        : emptyPeriods(rows);
  }

  private static List<TallyRow> emptyHours(List<TallyRow> rows) {
    Set<Integer> there = new HashSet<>();
    rows.forEach(row -> there.add(row.hourOfWeek()));
    List<TallyRow> empty = new ArrayList<>();
    for (int hour = 0; hour < HOURS_A_WEEK; hour++) {
      if (!there.contains(hour)) {
        empty.add(new TallyRow(null, hour, List.of(), Histogram.EMPTY));
      }
    }
    return empty;
  }

  private List<TallyRow> emptyPeriods(List<TallyRow> rows) {
    Set<LocalDate> there = new HashSet<>();
    rows.forEach(row -> there.add(row.period()));
    List<TallyRow> empty = new ArrayList<>();
    Grain grain = question.granularity().grain();
    Days days = question.selection().days();
    for (LocalDate start = grain.start(days.from());
        start.isBefore(days.to());
        start = grain.end(start)) {
      if (!there.contains(start)) {
        empty.add(new TallyRow(start, null, List.of(), Histogram.EMPTY));
      }
    }
    return empty;
  }

  private Scores.ScoreGroup group(TallyRow row) {
    List<Scores.GroupMember> members = members(row);
    LocalDate start = row.period();
    Days days = question.selection().days();
    return new Scores.ScoreGroup(
        members.size() == 1 ? members.get(0).value() : null,
        members.isEmpty()
            ? null
            : members.stream().map(Scores.GroupMember::name).collect(Collectors.joining(", ")),
        members.isEmpty() ? null : members,
        row.hourOfWeek(),
        start == null ? null : later(start, days.from()),
        start == null ? null : earlier(question.granularity().grain().end(start), days.to()),
        result.apply(row.histogram()));
  }

  private List<Scores.GroupMember> members(TallyRow row) {
    List<Scores.GroupMember> members = new ArrayList<>();
    for (int at = 0; at < segments.size(); at++) {
      Member member = member(segments.get(at), row.members().get(at));
      members.add(
          new Scores.GroupMember(question.groupBy().get(at), member.value(), member.name()));
    }
    return members;
  }

  private Member member(Segment segment, int id) {
    return names.getOrDefault(segment, Map.of()).getOrDefault(id, Member.unnamed(id));
  }

  /** The first and last period end where the question ends. */
  private static LocalDate earlier(LocalDate one, LocalDate other) {
    return one.isBefore(other) ? one : other;
  }

  private static LocalDate later(LocalDate one, LocalDate other) {
    return one.isBefore(other) ? other : one;
  }
}
