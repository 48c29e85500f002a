package io.afterword.scoring.dashboard;

import io.afterword.scoring.metric.Metric;
import io.afterword.scoring.score.ScoreQuestion;
import io.afterword.scoring.score.ScoreResult;
import io.afterword.scoring.score.ScoreService;
import io.afterword.scoring.score.Scores;
import io.afterword.scoring.series.KnownSurvey;
import io.afterword.scoring.series.Series;
import io.afterword.scoring.wording.ScoreText;
import io.afterword.scoring.wording.Words;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * CSAT, NPS and CES of the same days beside each other, never merged into one number; within a
 * survey, what was asked on a schedule, after contacts and without an invitation are lines of their
 * own.
 */
@ApplicationScoped
class SideBySidePanel implements PanelMaker {
  /** More surveys than this are no overview. */
  private static final int MOST_SURVEYS = 12;

  private final ScoreService scores;

  SideBySidePanel(ScoreService scores) {
    this.scores = scores;
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

  /** One line: a survey and how it was asked, by the name of the trigger or as SIGNATURE. */
  private record Line(
      KnownSurvey survey, Metric metric, @Nullable String trigger, ScoreResult result) {}

  @Override
  public Uni<Panel> make(Look look) {
    return Multi.createFrom()
        .iterable(beside(look))
        .onItem()
        .transformToUniAndConcatenate(
            survey ->
                scores
                    .answer(ScoreQuestion.of(look.selection(survey.id())).groupedBy("trigger"))
                    .map(answer -> lines(survey, answer))
                    .chain(lines -> ofSignatures(look, survey).map(also -> both(lines, also))))
        .collect()
        .asList()
        .map(lines -> panel(look, lines.stream().flatMap(List::stream).toList()));
  }

  /** The one that is looked at, and others that are in use. */
  private static List<KnownSurvey> beside(Look look) {
    Stream<KnownSurvey> others =
        look.surveys().stream()
            .filter(survey -> !survey.archived() && !survey.equals(look.survey()));
    return Stream.concat(Stream.of(look.survey()), others).limit(MOST_SURVEYS).toList();
  }

  private static List<Line> lines(KnownSurvey survey, Scores answer) {
    return answer.groups().stream()
        .map(group -> new Line(survey, answer.metric(), group.value(), group.result()))
        .toList();
  }

  /** Ratings of single replies, in a line of their own where there are any. */
  private Uni<List<Line>> ofSignatures(Look look, KnownSurvey survey) {
    return scores
        .answer(
            ScoreQuestion.of(look.selection(survey.id()).with(Map.of("surface", Series.SIGNATURE))))
        .map(
            answer ->
                answer.total() == null || answer.total().n() == 0
                    ? List.of()
                    : List.of(new Line(survey, answer.metric(), Series.SIGNATURE, answer.total())));
  }

  private static List<Line> both(List<Line> some, List<Line> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }

  private Panel panel(Look look, List<Line> found) {
    List<Line> lines = found.stream().sorted(Comparator.comparing(Line::metric)).toList();
    Words words = look.words();
    ScoreText text = words.text();
    List<Panel.Stat> stats = new ArrayList<>();
    List<List<Table.Cell>> rows = new ArrayList<>();
    for (Line line : lines) {
      stats.add(stat(line, look));
      rows.add(
          List.of(
              Table.Cell.text(line.metric().name()),
              Table.Cell.text(line.survey().name()),
              Table.Cell.of(text.asked(asked(line.trigger())), asked(line.trigger())),
              Cells.count(words, line.result().n()),
              Cells.score(words, line.result()),
              Cells.lower(words, line.result()),
              Cells.upper(words, line.result())));
    }
    return Panel.of(id(), title(look))
        .withLead(lines.isEmpty() ? text.noAnswersYet() : text.sideBySideLead())
        .withStats(stats)
        .withTable(
            new Table(
                List.of(
                    Table.Column.text("metric", text.metric()),
                    Table.Column.text("survey", text.survey()),
                    Table.Column.text("asked", text.askedColumn()),
                    Table.Column.number("n", text.answers()),
                    Table.Column.number("score", text.score()),
                    Table.Column.number("lower", text.lower()),
                    Table.Column.number("upper", text.upper())),
                rows,
                Table.Kind.PLAIN));
  }

  private static Panel.Stat stat(Line line, Look look) {
    Words words = look.words();
    return new Panel.Stat(
        line.metric().name() + " · " + line.survey().name(),
        words.figures().value(line.result().score(), line.result().unit()),
        words.sign(line.result()),
        Drawing.of(line.result()),
        List.of(
            words
                .text()
                .rangeAndCount(
                    words.range(line.result()), words.figures().count(line.result().n())),
            words.text().asked(asked(line.trigger()))),
        null,
        "/scores?" + Look.query(line.survey().id(), look.days(), look.by()));
  }

  /** RECURRING measures the relation; the others what just happened. */
  private static String asked(@Nullable String trigger) {
    if (trigger == null) {
      return "UNINVITED";
    }
    if (trigger.equals(Series.SIGNATURE)) {
      return trigger;
    }
    return trigger.equals("RECURRING") ? "RELATIONAL" : "TRANSACTIONAL";
  }
}
