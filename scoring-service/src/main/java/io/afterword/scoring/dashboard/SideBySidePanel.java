package io.afterword.scoring.dashboard;

import io.afterword.scoring.beside.SideBySide;
import io.afterword.scoring.beside.SideBySideQuestion;
import io.afterword.scoring.beside.SideBySideService;
import io.afterword.scoring.score.Scores;
import io.afterword.scoring.selection.Selection;
import io.afterword.scoring.series.KnownSurvey;
import io.afterword.scoring.wording.Figures;
import io.afterword.scoring.wording.ScoreText;
import io.afterword.scoring.wording.Words;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * CSAT, NPS and CES of the same days beside each other, never merged into one number; within a
 * survey, what was asked on a schedule, after contacts and without an invitation are lines of their
 * own. The visitor may narrow it to the people who rated all of them.
 */
@ApplicationScoped
class SideBySidePanel implements PanelMaker {
  /** More surveys than this are no overview. */
  private static final int MOST_SURVEYS = 12;

  private final SideBySideService sides;

  SideBySidePanel(SideBySideService sides) {
    this.sides = sides;
  }

  @Override
  public String id() {
    return "side-by-side";
  }

  @Override
  public int place() {
    return 20;
  }

  @Override
  public String title(Look look) {
    return look.words().text().sideBySide();
  }

  @Override
  public Uni<Panel> make(Look look) {
    return sides
        .answer(
            new SideBySideQuestion(
                look.selectionOfAll().of(new Selection.Asked(null, null, null, beside(look))),
                look.people()))
        .map(found -> panel(look, found));
  }

  /** The one that is looked at, and others that are in use. */
  private static List<UUID> beside(Look look) {
    Stream<KnownSurvey> others =
        look.surveys().stream()
            .filter(survey -> !survey.archived() && !survey.equals(look.survey()));
    return Stream.concat(Stream.of(look.survey()), others)
        .limit(MOST_SURVEYS)
        .map(KnownSurvey::id)
        .toList();
  }

  private Panel panel(Look look, SideBySide found) {
    Words words = look.words();
    ScoreText text = words.text();
    List<Panel.Stat> stats = new ArrayList<>();
    List<List<Table.Cell>> rows = new ArrayList<>();
    for (SideBySide.SideLine line : found.lines()) {
      String asked = line.asking().name();
      String trigger = line.trigger();
      stats.add(stat(line, asked(line, found, text), look));
      rows.add(
          List.of(
              Table.Cell.text(line.metric().name()),
              Table.Cell.text(name(line, words)),
              Table.Cell.of(text.asked(asked), asked),
              trigger == null
                  ? Table.Cell.of(Figures.NONE, null)
                  : Table.Cell.of(text.trigger(trigger), trigger),
              Cells.count(words, line.result().n()),
              Cells.score(words, line.result()),
              Cells.lower(words, line.result()),
              Cells.upper(words, line.result())));
    }
    return Panel.of(id(), title(look))
        .withLead(lead(look, found))
        .withNotes(found.leftOut().stream().map(survey -> text.leftOut(survey.name())).toList())
        .withStats(stats)
        .withChoices(choices(look), look.fieldsBeside(Set.of(Looks.PEOPLE)))
        .withTable(
            new Table(
                List.of(
                    Table.Column.text("metric", text.metric()),
                    Table.Column.text("survey", text.survey()),
                    Table.Column.text("asked", text.askedColumn()),
                    Table.Column.text("trigger", text.triggerColumn()),
                    Table.Column.number("n", text.answers()),
                    Table.Column.number("score", text.score()),
                    Table.Column.number("lower", text.lower()),
                    Table.Column.number("upper", text.upper())),
                rows,
                Table.Kind.PLAIN));
  }

  private static String lead(Look look, SideBySide found) {
    Words words = look.words();
    Long contacts = found.contacts();
    if (contacts != null) {
      return contacts == 0
          ? words.text().nobodyRatedAll()
          : words.text().samePeopleLead(words.figures().count(contacts));
    }
    return found.lines().isEmpty() ? words.text().noAnswersYet() : words.text().sideBySideLead();
  }

  /** One metric alone has no companions. */
  private static List<Panel.Choice> choices(Look look) {
    if (look.surveys().stream().map(KnownSurvey::metric).distinct().count() < 2) {
      return List.of();
    }
    ScoreText text = look.words().text();
    boolean same = look.people() == SideBySide.People.SAME;
    return List.of(
        new Panel.Choice(
            Looks.PEOPLE,
            text.people(),
            List.of(new Panel.Option(SideBySide.People.SAME.name(), text.samePeople(), same))));
  }

  /** The survey's name; of several, how many they are. */
  private static String name(SideBySide.SideLine line, Words words) {
    List<Scores.CountedSurvey> surveys = line.surveys();
    return surveys.size() == 1
        ? surveys.get(0).name()
        : words.text().together(words.figures().count(surveys.size()));
  }

  /** How it was asked; of lines that were asked alike, by what trigger too. */
  private static String asked(SideBySide.SideLine line, SideBySide found, ScoreText text) {
    String asked = text.asked(line.asking().name());
    boolean alone =
        found.lines().stream()
            .noneMatch(
                other ->
                    !other.equals(line)
                        && other.metric() == line.metric()
                        && other.asking() == line.asking()
                        && other.surveys().equals(line.surveys()));
    String trigger = line.trigger();
    return alone || trigger == null ? asked : asked + ": " + text.trigger(trigger);
  }

  private static Panel.Stat stat(SideBySide.SideLine line, String asked, Look look) {
    Words words = look.words();
    boolean one = line.surveys().size() == 1;
    return new Panel.Stat(
        line.metric().name() + " · " + name(line, words),
        words.figures().value(line.result().score(), line.result().unit()),
        words.sign(line.result()),
        Drawing.of(line.result()),
        List.of(
            words
                .verdicts()
                .rangeAndCount(
                    words.range(line.result()), words.figures().count(line.result().n())),
            asked),
        null,
        one ? "/scores?" + Look.query(line.surveys().get(0).id(), look.days(), look.by()) : null);
  }
}
