package io.afterword.scoring.dashboard;

import io.afterword.scoring.compare.Comparison;
import io.afterword.scoring.compare.ComparisonQuestion;
import io.afterword.scoring.compare.ComparisonService;
import io.afterword.scoring.metric.ScoreStatus;
import io.afterword.scoring.metric.Warning;
import io.afterword.scoring.score.ScoreResult;
import io.afterword.scoring.series.Asking;
import io.afterword.scoring.wording.ScoreText;
import io.afterword.scoring.wording.Words;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** The score itself: how high, how sure, and whether it changed. */
@ApplicationScoped
class ScorePanel implements PanelMaker {
  private final ComparisonService comparisons;
  private final NewestAnswer newest;

  ScorePanel(ComparisonService comparisons, NewestAnswer newest) {
    this.comparisons = comparisons;
    this.newest = newest;
  }

  @Override
  public String id() {
    return "score";
  }

  @Override
  public int place() {
    return 10;
  }

  @Override
  public String title(Look look) {
    return look.survey().name();
  }

  @Override
  public Uni<Panel> make(Look look) {
    return comparisons
        .answer(ComparisonQuestion.againstBefore(look.selection()))
        .chain(
            comparison ->
                isEmpty(comparison)
                    ? newest.of(look).map(said -> panel(look, comparison).withNotes(List.of(said)))
                    : Uni.createFrom().item(panel(look, comparison)));
  }

  private static boolean isEmpty(Comparison comparison) {
    ScoreResult result = comparison.first().result();
    return result != null && result.n() == 0;
  }

  private Panel panel(Look look, Comparison comparison) {
    ScoreResult result = comparison.first().result();
    Words words = look.words();
    Panel panel =
        Panel.of(id(), title(look))
            .withLead(
                words
                    .text()
                    .days(
                        words.figures().day(look.days().from()),
                        words.figures().day(look.until())));
    if (result == null || result.n() == 0) {
      return panel.withNotes(
          List.of(result == null ? words.verdicts().tooFewToShow() : words.text().noAnswersYet()));
    }
    ScoreResult before = comparison.second().result();
    return panel
        .withNotes(notes(look, result))
        .withStats(
            List.of(
                new Panel.Stat(
                    words.text().score(),
                    words.figures().value(result.score(), result.unit()),
                    words.sign(result),
                    Drawing.of(result),
                    List.of(
                        words.certainty(result), words.unit(comparison.metric().name(), result)),
                    null,
                    null),
                new Panel.Stat(
                    words.text().changeSince(),
                    words.difference(comparison.change()),
                    "",
                    null,
                    List.of(words.changeSince(comparison.change())),
                    null,
                    null),
                new Panel.Stat(
                    words.text().answers(),
                    words.figures().count(result.n()),
                    "",
                    null,
                    List.of(
                        words
                            .text()
                            .answersBefore(words.figures().count(before == null ? 0 : before.n()))),
                    null,
                    null)))
        .withTable(table(look, result));
  }

  private static List<String> notes(Look look, ScoreResult result) {
    List<String> notes = new ArrayList<>();
    String trigger = look.asked().shown();
    if (trigger != null) {
      ScoreText text = look.words().text();
      notes.add(text.onlyAsked(text.triggerAsked(trigger, Asking.by(trigger).name())));
    }
    notes.addAll(warnings(result, look.words()));
    return notes;
  }

  /** The sentences for what a reader must know. */
  static List<String> warnings(ScoreResult result, Words words) {
    List<String> sentences = new ArrayList<>();
    if (result.status() == ScoreStatus.LOW_N) {
      sentences.add(words.verdicts().lowN(words.figures().count(result.n())));
    }
    result.warnings().stream()
        .filter(warning -> warning != Warning.LOW_N)
        .map(warning -> words.verdicts().warning(warning.name()))
        .filter(sentence -> !sentence.isEmpty())
        .forEach(sentences::add);
    return sentences;
  }

  private static Table table(Look look, ScoreResult result) {
    ScoreText text = look.words().text();
    return new Table(
        List.of(
            Table.Column.text("survey", text.survey()),
            Table.Column.number("n", text.answers()),
            Table.Column.number("score", text.score()),
            Table.Column.number("lower", text.lower()),
            Table.Column.number("upper", text.upper())),
        List.of(
            List.of(
                Table.Cell.text(look.survey().name()),
                Cells.count(look.words(), result.n()),
                Cells.score(look.words(), result),
                Cells.lower(look.words(), result),
                Cells.upper(look.words(), result))),
        Table.Kind.PLAIN);
  }
}
