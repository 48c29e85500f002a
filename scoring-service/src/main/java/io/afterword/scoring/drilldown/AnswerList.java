package io.afterword.scoring.drilldown;

import io.afterword.platform.http.CursorPage;
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
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Lists the answers behind a figure, page by page, without reading more days than it must. */
@ApplicationScoped
public class AnswerList {
  /** A filter may leave out most of what is read; then a second and larger look is worth it. */
  private static final long SECOND_LOOK = 20_000;

  private final Selections selections;
  private final Counts counts;
  private final Anonymity anonymity;
  private final AnswerReader reader;

  AnswerList(Selections selections, Counts counts, Anonymity anonymity, AnswerReader reader) {
    this.selections = selections;
    this.counts = counts;
    this.anonymity = anonymity;
    this.reader = reader;
  }

  public Uni<CursorPage<CountedAnswer>> page(AnswerQuestion question) {
    return selections
        .require(question.selection())
        .invoke(anonymity::refuseSingleAnswers)
        .chain(
            selected ->
                selected.isEmpty()
                    ? Uni.createFrom().item(new CursorPage<>(List.of(), null))
                    : windows(question, selected)
                        .chain(windows -> read(question, selected, windows)));
  }

  private Uni<Windows> windows(AnswerQuestion question, Selected selected) {
    return counts
        .read(selected.unfiltered(), Cut.by(Grain.DAY))
        .map(
            rows ->
                Windows.of(
                    perDay(rows, question.after()),
                    question.isNarrowed()
                        ? List.of(SECOND_LOOK, Counts.MOST_ANSWERS_READ - SECOND_LOOK)
                        : List.of((long) question.limit() + 1, SECOND_LOOK)));
  }

  private static NavigableMap<LocalDate, Long> perDay(
      List<TallyRow> rows, AnswerQuestion.@Nullable Place after) {
    NavigableMap<LocalDate, Long> answers = new TreeMap<>();
    for (TallyRow row : rows) {
      LocalDate day = row.period();
      if (day != null && (after == null || !day.isAfter(after.day()))) {
        answers.put(day, row.histogram().n());
      }
    }
    return answers;
  }

  private Uni<CursorPage<CountedAnswer>> read(
      AnswerQuestion question, Selected selected, Windows windows) {
    Uni<List<CountedAnswer>> found = Uni.createFrom().item(List.of());
    for (Days window : windows.days()) {
      found =
          found.chain(
              sofar ->
                  sofar.size() > question.limit()
                      ? Uni.createFrom().item(sofar)
                      : reader
                          .read(
                              question,
                              selected.during(window),
                              question.limit() + 1 - sofar.size())
                          .map(more -> joined(sofar, more)));
    }
    return found.map(items -> page(question, windows, items));
  }

  private static List<CountedAnswer> joined(List<CountedAnswer> some, List<CountedAnswer> more) {
    List<CountedAnswer> all = new ArrayList<>(some);
    all.addAll(more);
    return all;
  }

  /** Goes on after the last item, or where reading stopped before the page was full. */
  private static CursorPage<CountedAnswer> page(
      AnswerQuestion question, Windows windows, List<CountedAnswer> items) {
    if (items.size() > question.limit()) {
      List<CountedAnswer> shown = items.subList(0, question.limit());
      CountedAnswer last = shown.get(shown.size() - 1);
      return new CursorPage<>(
          shown, new AnswerQuestion.Place(last.day(), last.responseId()).cursor());
    }
    LocalDate unread = windows.unread();
    return new CursorPage<>(
        items, unread == null ? null : AnswerQuestion.Place.beginningOf(unread).cursor());
  }
}
