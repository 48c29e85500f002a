package io.afterword.scoring.dashboard;

import io.afterword.scoring.coverage.CoverageService;
import io.afterword.scoring.coverage.CoverageView;
import io.afterword.scoring.wording.ScoreText;
import io.afterword.scoring.wording.Words;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who was never asked, and why: whom a response rate knows nothing of. */
@ApplicationScoped
class CoveragePanel implements PanelMaker {
  /** What decisions are counted by. */
  private static final Set<String> SEGMENTS = Set.of("channel", "team", "agent", "locale");

  /** Rarer reasons are in the table and in the API. */
  private static final int MOST_REASONS = 5;

  private final CoverageService coverage;

  CoveragePanel(CoverageService coverage) {
    this.coverage = coverage;
  }

  @Override
  public String id() {
    return "coverage";
  }

  @Override
  public int place() {
    return 75;
  }

  @Override
  public String title(Look look) {
    return look.words().rates().coverage();
  }

  /** Decisions are not counted by two segments at once, so nobody's own can be shown. */
  @Override
  public boolean isFor(Look look) {
    return !look.isOwn();
  }

  @Override
  public Uni<Panel> make(Look look) {
    String segment = SEGMENTS.contains(look.by()) ? look.by() : "channel";
    return coverage
        .answer(look.survey().id(), look.days(), segment)
        .map(answer -> panel(look, segment, answer));
  }

  private Panel panel(Look look, String segment, CoverageView answer) {
    Words words = look.words();
    ScoreText text = words.text();
    CoverageView.Figures total = answer.total();
    Panel panel = Panel.of(id(), title(look));
    if (total.coverage() == null) {
      return panel.withLead(words.rates().noOccasions());
    }
    List<List<Table.Cell>> rows = new ArrayList<>();
    rows.add(row(text.everything(), null, total, words));
    answer
        .groups()
        .forEach(
            group ->
                rows.add(
                    row(
                        group.value() == null ? words.segments().notGiven() : group.name(),
                        group.value(),
                        group.figures(),
                        words)));
    return panel
        .withLead(
            words
                .rates()
                .coverageLead(
                    words.figures().percent(total.coverage()),
                    words.figures().count(total.asked()),
                    words.figures().count(total.occasions())))
        .withNotes(notes(total, answer.formula(), words))
        .withTable(
            new Table(
                List.of(
                    Table.Column.text("name", words.segments().segmentName(segment)),
                    Table.Column.text("value", "").forPrograms(),
                    Table.Column.number("occasions", words.rates().occasions()),
                    Table.Column.number("asked", words.rates().wereAsked()),
                    Table.Column.number("neverAsked", words.rates().neverAsked()),
                    Table.Column.number("coverage", words.rates().askedShare()),
                    Table.Column.text("mainReason", words.rates().mainReason())),
                rows,
                Table.Kind.PLAIN));
  }

  private static List<String> notes(CoverageView.Figures total, String formula, Words words) {
    List<String> notes = new ArrayList<>();
    total.reasons().stream()
        .limit(MOST_REASONS)
        .map(
            each ->
                words
                    .rates()
                    .reasonNote(
                        words.rates().skipReason(each.reason()), words.figures().count(each.n())))
        .forEach(notes::add);
    notes.add(words.rates().formula(formula));
    return notes;
  }

  private static List<Table.Cell> row(
      String name, @Nullable String value, CoverageView.Figures figures, Words words) {
    String reason = figures.reasons().isEmpty() ? "" : figures.reasons().get(0).reason();
    return List.of(
        Table.Cell.text(name),
        Table.Cell.of("", value),
        Cells.count(words, figures.occasions()),
        Cells.count(words, figures.asked()),
        Cells.count(words, figures.neverAsked()),
        Cells.percent(words, figures.coverage()),
        reason.isEmpty()
            ? Table.Cell.of("", null)
            : Table.Cell.of(words.rates().skipReason(reason), reason));
  }
}
