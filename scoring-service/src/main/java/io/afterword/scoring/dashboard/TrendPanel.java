package io.afterword.scoring.dashboard;

import io.afterword.scoring.annotation.AnnotationService;
import io.afterword.scoring.metric.ScoreUnit;
import io.afterword.scoring.request.Workspace;
import io.afterword.scoring.score.ScoreQuestion;
import io.afterword.scoring.score.ScoreResult;
import io.afterword.scoring.score.ScoreService;
import io.afterword.scoring.score.Scores;
import io.afterword.scoring.series.SeriesCatalog;
import io.afterword.scoring.tally.Days;
import io.afterword.scoring.tally.Grain;
import io.afterword.scoring.trend.Chart;
import io.afterword.scoring.trend.ChartKind;
import io.afterword.scoring.trend.ChartQuestion;
import io.afterword.scoring.trend.ChartService;
import io.afterword.scoring.wording.Figures;
import io.afterword.scoring.wording.ScoreText;
import io.afterword.scoring.wording.Words;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The score over time, with what happened meanwhile. */
@ApplicationScoped
class TrendPanel implements PanelMaker {
  /** More points than this stand too close to be told apart. */
  private static final int MOST_DAYS = 45;

  private static final int MOST_DAYS_BY_WEEK = 400;

  /** Beyond these neighbouring shares differ more, or less, than chance makes them. */
  private static final double MOST_LANEY = 1.2;

  private static final double LEAST_LANEY = 0.8;

  private final ScoreService scores;
  private final ChartService controls;
  private final AnnotationService annotations;
  private final SeriesCatalog catalog;
  private final Pool pool;
  private final Workspace workspace;
  private final ChartData charts;

  TrendPanel(
      ScoreService scores,
      ChartService controls,
      AnnotationService annotations,
      SeriesCatalog catalog,
      Pool pool,
      Workspace workspace,
      ChartData charts) {
    this.scores = scores;
    this.controls = controls;
    this.annotations = annotations;
    this.catalog = catalog;
    this.pool = pool;
    this.workspace = workspace;
    this.charts = charts;
  }

  @Override
  public String id() {
    return "trend";
  }

  @Override
  public int place() {
    return 30;
  }

  @Override
  public String title(Look look) {
    return look.words().trends().trend(grain(look.days()).name());
  }

  static Grain grain(Days days) {
    if (days.length() <= MOST_DAYS) {
      return Grain.DAY;
    }
    return days.length() <= MOST_DAYS_BY_WEEK ? Grain.WEEK : Grain.MONTH;
  }

  /** Something that happened in one of the periods. */
  record Mark(int at, String name, boolean isBreak) {}

  @Override
  public Uni<Panel> make(Look look) {
    ScoreQuestion.Granularity granularity =
        ScoreQuestion.Granularity.valueOf(grain(look.days()).name());
    return scores
        .answer(look.question().by(granularity))
        .chain(
            answer ->
                answer.total() == null
                    ? Uni.createFrom()
                        .item(
                            Panel.of(id(), title(look))
                                .withLead(look.words().text().noAnswersYet()))
                    : control(look, answer.total().unit())
                        .chain(
                            chart ->
                                marks(look, chart)
                                    .map(marks -> panel(look, answer, chart, marks))));
  }

  /** Laney's limits where the plain ones do not fit, as their own figure says. */
  private Uni<Chart> control(Look look, ScoreUnit unit) {
    if (unit != ScoreUnit.PERCENT) {
      return control(look, ChartKind.XMR);
    }
    return control(look, ChartKind.P)
        .chain(
            chart -> {
              Double sigma = chart.laneySigma();
              return sigma != null && (sigma > MOST_LANEY || sigma < LEAST_LANEY)
                  ? control(look, ChartKind.LANEY)
                  : Uni.createFrom().item(chart);
            });
  }

  private Uni<Chart> control(Look look, ChartKind kind) {
    return controls.answer(new ChartQuestion(kind, look.selection(), grain(look.days()), null));
  }

  /** What was noted, and where the wording or scale changed. */
  private Uni<List<Mark>> marks(Look look, Chart chart) {
    return annotations
        .within(look.days(), look.survey().id())
        .chain(
            noted ->
                catalog
                    .breaks(pool, look.survey().id(), workspace.calendar().zone())
                    .map(
                        broken -> {
                          List<Mark> marks = new ArrayList<>();
                          noted.forEach(
                              each -> mark(marks, chart, each.day(), each.title(), false));
                          broken.forEach(
                              each ->
                                  mark(
                                      marks,
                                      chart,
                                      each.day(),
                                      look.words().trends().version(each.version()),
                                      true));
                          return marks;
                        }));
  }

  private Panel panel(Look look, Scores answer, Chart chart, List<Mark> marks) {
    Trend trend = new Trend(answer.groups(), chart);
    Words words = look.words();
    return Panel.of(id(), title(look))
        .withLead(lead(trend, words))
        .withChart(
            new Panel.Chart(
                words.trends().trendLabel(look.survey().name()), charts.trend(trend, marks, look)))
        .withTable(table(trend, marks, look));
  }

  private static void mark(
      List<Mark> marks, Chart chart, LocalDate day, String name, boolean isBreak) {
    for (int at = 0; at < chart.points().size(); at++) {
      Chart.ChartPoint point = chart.points().get(at);
      if (!day.isBefore(point.from()) && day.isBefore(point.to())) {
        marks.add(new Mark(at, name, isBreak));
      }
    }
  }

  private static String lead(Trend trend, Words words) {
    if (!trend.hasLimits()) {
      return words.trends().noLimits();
    }
    int signals = trend.signals().size();
    String found =
        signals == 0
            ? words.trends().noSignals()
            : words.trends().signals(words.figures().count(signals));
    return found + " " + words.trends().limits(trend.chart().kind().name());
  }

  static String label(Scores.ScoreGroup period, Grain grain, Figures figures) {
    LocalDate from = Objects.requireNonNull(period.from());
    return grain == Grain.MONTH ? figures.month(from) : figures.shortDay(from);
  }

  private static Table table(Trend trend, List<Mark> marks, Look look) {
    Words words = look.words();
    ScoreText text = words.text();
    List<List<Table.Cell>> rows = new ArrayList<>();
    for (int at = 0; at < trend.periods().size(); at++) {
      rows.add(row(trend, at, happened(marks, at), look));
    }
    return new Table(
        List.of(
            Table.Column.text("from", text.from()),
            Table.Column.number("n", text.answers()),
            Table.Column.number("score", text.score()),
            Table.Column.text("range", text.rangeColumn()).forPeople(),
            Table.Column.number("lower", text.lower()).forPrograms(),
            Table.Column.number("upper", text.upper()).forPrograms(),
            Table.Column.text("limits", words.trends().limitsColumn()).forPeople(),
            Table.Column.number("limitLower", text.lower()).forPrograms(),
            Table.Column.number("limitUpper", text.upper()).forPrograms(),
            Table.Column.text("signal", words.trends().signalColumn()),
            Table.Column.text("happened", words.trends().happened())),
        rows,
        Table.Kind.PLAIN);
  }

  private static List<Table.Cell> row(Trend trend, int at, String happened, Look look) {
    Words words = look.words();
    Scores.ScoreGroup period = trend.periods().get(at);
    ScoreResult result = period.result();
    ScoreUnit unit = result.unit();
    Double lower = trend.hasLimits() ? trend.point(at).lower() : null;
    Double upper = trend.hasLimits() ? trend.point(at).upper() : null;
    LocalDate from = Objects.requireNonNull(period.from());
    return List.of(
        Table.Cell.of(words.figures().day(from), from)
            .linked(Links.answers(look, new Days(from, Objects.requireNonNull(period.to())))),
        Cells.count(words, result.n()),
        Cells.score(words, result),
        Table.Cell.text(words.range(result)).drawn(Drawing.of(result)),
        Cells.lower(words, result),
        Cells.upper(words, result),
        Table.Cell.text(words.figures().range(lower, upper, unit)),
        Cells.value(words, lower, unit),
        Cells.value(words, upper, unit),
        trend.isSignal(at)
            ? Table.Cell.of(words.trends().signal(), "SIGNAL").badge("warn")
            : Table.Cell.of("", null),
        Table.Cell.of(happened, happened.isEmpty() ? null : happened));
  }

  private static String happened(List<Mark> marks, int at) {
    return String.join(
        "; ", marks.stream().filter(mark -> mark.at() == at).map(Mark::name).toList());
  }
}
