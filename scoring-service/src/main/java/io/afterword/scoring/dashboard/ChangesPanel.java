package io.afterword.scoring.dashboard;

import io.afterword.scoring.annotation.AnnotationService;
import io.afterword.scoring.annotation.AnnotationView;
import io.afterword.scoring.annotation.BeforeAfter;
import io.afterword.scoring.annotation.BeforeAfterService;
import io.afterword.scoring.compare.Comparison;
import io.afterword.scoring.statistics.Interval;
import io.afterword.scoring.wording.ScoreText;
import io.afterword.scoring.wording.Words;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** What changed in these days, and what the scores before and after say about it. */
@ApplicationScoped
class ChangesPanel implements PanelMaker {
  /** Each is two more scores to ask for; the newest are of interest. */
  private static final int MOST_JUDGED = 8;

  private final AnnotationService annotations;
  private final BeforeAfterService beforeAfter;

  ChangesPanel(AnnotationService annotations, BeforeAfterService beforeAfter) {
    this.annotations = annotations;
    this.beforeAfter = beforeAfter;
  }

  @Override
  public String id() {
    return "changes";
  }

  @Override
  public int place() {
    return 80;
  }

  @Override
  public String title(Look look) {
    return look.words().trends().changes();
  }

  private record Judged(AnnotationView change, BeforeAfter verdict) {}

  @Override
  public Uni<Panel> make(Look look) {
    return annotations
        .within(look.days(), look.survey().id())
        .chain(
            found ->
                Multi.createFrom()
                    .iterable(newest(found))
                    .onItem()
                    .transformToUniAndConcatenate(change -> judged(change, look))
                    .collect()
                    .asList())
        .map(judged -> panel(look, judged));
  }

  private static List<AnnotationView> newest(List<AnnotationView> found) {
    return found.subList(Math.max(0, found.size() - MOST_JUDGED), found.size());
  }

  private Uni<Judged> judged(AnnotationView change, Look look) {
    return beforeAfter
        .of(change, BeforeAfterService.Asked.about(look.survey().id(), look.filter()))
        .map(verdict -> new Judged(change, verdict));
  }

  private Panel panel(Look look, List<Judged> judged) {
    Words words = look.words();
    ScoreText text = words.text();
    Panel panel = Panel.of(id(), title(look));
    return judged.isEmpty()
        ? panel.withLead(words.trends().noChanges())
        : panel
            .withLead(words.trends().changesLead())
            .withTable(
                new Table(
                    List.of(
                        Table.Column.text("title", text.changeTitle()),
                        Table.Column.text("day", text.day()),
                        Table.Column.text("verdict", text.verdict()),
                        Table.Column.text("words", "").forPrograms(),
                        Table.Column.number("difference", "").forPrograms(),
                        Table.Column.number("lower", "").forPrograms(),
                        Table.Column.number("upper", "").forPrograms(),
                        Table.Column.number("pValue", "").forPrograms()),
                    judged.stream().map(each -> row(each, look.words())).toList(),
                    Table.Kind.PLAIN));
  }

  private static String tone(BeforeAfter.Verdict verdict) {
    return switch (verdict) {
      case BETTER -> "good";
      case WORSE -> "bad";
      case NO_CLEAR_CHANGE, TOO_FEW_ANSWERS, NO_ANSWERS, TOO_EARLY -> "quiet";
    };
  }

  private static List<Table.Cell> row(Judged judged, Words words) {
    AnnotationView change = judged.change();
    BeforeAfter verdict = judged.verdict();
    Comparison comparison = verdict.comparison();
    Interval interval = comparison == null ? null : comparison.interval();
    String said = said(verdict, words);
    return List.of(
        Table.Cell.text(change.title()).noted(change.note()),
        Table.Cell.of(words.figures().day(change.day()), change.day()),
        Table.Cell.of(words.trends().beforeAfter(verdict.verdict().name()), verdict.verdict())
            .badge(tone(verdict.verdict()))
            .noted(said),
        Table.Cell.text(said),
        Table.Cell.of("", comparison == null ? null : comparison.difference()),
        Table.Cell.of("", interval == null ? null : interval.lower()),
        Table.Cell.of("", interval == null ? null : interval.upper()),
        Table.Cell.of("", comparison == null ? null : comparison.pValue()));
  }

  private static String said(BeforeAfter verdict, Words words) {
    Comparison comparison = verdict.comparison();
    if (comparison == null) {
      return words.trends().tooEarly();
    }
    List<String> sentences = new ArrayList<>();
    sentences.add(words.change(comparison.change()));
    comparison.warnings().stream()
        .map(warning -> words.verdicts().warning(warning.name()))
        .filter(sentence -> !sentence.isEmpty())
        .forEach(sentences::add);
    if (!verdict.alsoChanged().isEmpty()) {
      sentences.add(words.trends().alsoChanged(String.join(", ", verdict.alsoChanged())));
    }
    return String.join(" ", sentences);
  }
}
