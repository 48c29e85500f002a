package io.afterword.scoring.dashboard;

import io.afterword.scoring.metric.ScoreUnit;
import io.afterword.scoring.rank.StandoutService;
import io.afterword.scoring.rank.Standouts;
import io.afterword.scoring.wording.ScoreText;
import io.afterword.scoring.wording.Words;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Strengths and weaknesses: what is surely better or worse than the rest, in whatever segment. */
@ApplicationScoped
class StandoutsPanel implements PanelMaker {
  /** Of the best and of the worst; the others are in the CSV file. */
  private static final int MOST_OF_EACH = 8;

  private final StandoutService standouts;

  StandoutsPanel(StandoutService standouts) {
    this.standouts = standouts;
  }

  @Override
  public String id() {
    return "standouts";
  }

  @Override
  public int place() {
    return 55;
  }

  @Override
  public String title(Look look) {
    return look.words().segments().standouts();
  }

  /** An agent sees nobody beside whom to stand. */
  @Override
  public boolean isFor(Look look) {
    return !look.isOwn();
  }

  @Override
  public Uni<Panel> make(Look look) {
    return standouts
        .answer(look.selection(), SegmentsPanel.LEAST_ANSWERS)
        .map(Optional::of)
        .onFailure(SegmentsPanel::isNoShare)
        .recoverWithItem(Optional.empty())
        .map(found -> panel(look, found));
  }

  private Panel panel(Look look, Optional<Standouts> found) {
    Words words = look.words();
    ScoreText text = words.text();
    Panel panel = Panel.of(id(), title(look));
    if (found.isEmpty()) {
      return panel.withLead(words.segments().noShare());
    }
    Standouts all = found.get();
    List<List<Table.Cell>> rows =
        Stream.of(
                rows(look, all.best(), true).limit(MOST_OF_EACH),
                rows(look, all.worst(), false).limit(MOST_OF_EACH),
                rows(look, all.best(), true).skip(MOST_OF_EACH),
                rows(look, all.worst(), false).skip(MOST_OF_EACH))
            .flatMap(each -> each)
            .toList();
    int shown = shown(all.best()) + shown(all.worst());
    String tested = look.words().figures().count(all.tested());
    return rows.isEmpty()
        ? panel.withLead(words.segments().noStandouts(tested))
        : panel
            .withLead(
                words
                    .segments()
                    .standoutsLead(words.segments().rankedBy(all.rankedBy().name()), tested))
            .withTable(
                new Table(
                    List.of(
                        Table.Column.text("name", text.value()),
                        Table.Column.text("segment", text.compare()),
                        Table.Column.text("value", "").forPrograms(),
                        Table.Column.number("n", text.answers()),
                        Table.Column.number("share", text.share()),
                        Table.Column.number("difference", words.segments().againstOthers()),
                        Table.Column.number("p", "").forPrograms(),
                        Table.Column.text("standing", words.segments().standing())),
                    rows,
                    Table.Kind.PLAIN,
                    shown));
  }

  /**
   * Where there are many answers much stands out; the worst must not come after sixty good ones.
   */
  private static int shown(List<Standouts.Standout> members) {
    return Math.min(MOST_OF_EACH, members.size());
  }

  private static Stream<List<Table.Cell>> rows(
      Look look, List<Standouts.Standout> members, boolean better) {
    return members.stream().map(each -> row(look, each, better));
  }

  private static List<Table.Cell> row(Look look, Standouts.Standout each, boolean better) {
    Words words = look.words();
    String place = better ? "ABOVE" : "BELOW";
    return List.of(
        Table.Cell.text(each.name()).linked(Links.of(look, each.segment(), each.value())),
        Table.Cell.of(words.segments().segmentName(each.segment()), each.segment()),
        Table.Cell.of("", each.value()),
        Cells.count(words, each.n()),
        Table.Cell.of(words.figures().percent(each.share()), each.share()),
        Table.Cell.of(
            words.figures().signed(each.difference(), ScoreUnit.PERCENT), each.difference()),
        Table.Cell.of("", each.adjustedPValue()),
        Table.Cell.of(words.segments().place(place), place).badge(better ? "good" : "bad"));
  }
}
