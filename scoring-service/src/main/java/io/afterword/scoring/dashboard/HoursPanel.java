package io.afterword.scoring.dashboard;

import io.afterword.scoring.metric.Polarity;
import io.afterword.scoring.metric.ScoreUnit;
import io.afterword.scoring.score.ScoreQuestion;
import io.afterword.scoring.score.ScoreResult;
import io.afterword.scoring.score.ScoreService;
import io.afterword.scoring.score.Scores;
import io.afterword.scoring.statistics.Confidence;
import io.afterword.scoring.statistics.Interval;
import io.afterword.scoring.wording.Words;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The score by weekday and time of day of the interaction. Each field says its score and its n; its
 * shade only says whether the whole range lies above or below the score of all.
 */
@ApplicationScoped
class HoursPanel implements PanelMaker {
  /** An hour of a weekday has too few answers for most, and 168 fields no reader. */
  private static final int HOURS = 4;

  private static final int HOURS_A_DAY = 24;

  /** Fewer are not shown. */
  private static final long LEAST_ANSWERS = 5;

  private final ScoreService scores;

  HoursPanel(ScoreService scores) {
    this.scores = scores;
  }

  @Override
  public String id() {
    return "hours";
  }

  @Override
  public int place() {
    return 60;
  }

  @Override
  public String title(Look look) {
    return look.words().trends().hours();
  }

  @Override
  public Uni<Panel> make(Look look) {
    ScoreQuestion asked =
        ScoreQuestion.of(look.selection().with(look.heat()).with(look.filter()))
            .by(ScoreQuestion.Granularity.HOUR_OF_WEEK);
    return scores
        .answer(asked)
        .chain(answer -> choices(look).map(choices -> panel(look, answer, choices)));
  }

  /** Channels and agents that have answers in these days. */
  private Uni<List<Panel.Choice>> choices(Look look) {
    return Multi.createFrom()
        .iterable(Looks.heatSegments(look.isOwn()))
        .onItem()
        .transformToUniAndConcatenate(
            segment ->
                scores
                    .answer(look.question().groupedBy(segment))
                    .map(answer -> choice(look, segment, answer)))
        .collect()
        .asList();
  }

  private static Panel.Choice choice(Look look, String segment, Scores answer) {
    List<Panel.Option> options = new ArrayList<>();
    for (Scores.ScoreGroup group : answer.groups()) {
      String value = group.value();
      String name = group.name();
      if (value != null && name != null) {
        options.add(new Panel.Option(value, name, value.equals(look.heat().get(segment))));
      }
    }
    options.sort(Comparator.comparing(Panel.Option::name));
    return new Panel.Choice(
        Looks.heatParameter(segment), look.words().segments().segmentName(segment), options);
  }

  private Panel panel(Look look, Scores answer, List<Panel.Choice> choices) {
    ScoreResult total = answer.total();
    Set<String> offered = choices.stream().map(Panel.Choice::name).collect(Collectors.toSet());
    Panel panel = Panel.of(id(), title(look)).withChoices(choices, look.fieldsBeside(offered));
    if (total == null || total.n() == 0) {
      return panel.withLead(look.words().text().noAnswersYet());
    }
    Words words = look.words();
    Map<Integer, ScoreResult> fields = fields(answer);
    List<Table.Column> columns = new ArrayList<>();
    columns.add(Table.Column.text("weekday", words.trends().weekday()));
    for (int hour = 0; hour < HOURS_A_DAY; hour += HOURS) {
      String hours = "%02d–%02d".formatted(hour, hour + HOURS);
      columns.add(Table.Column.text("score" + hours(hour), hours).forPeople());
      columns.add(Table.Column.number("n" + hours(hour), hours).forPrograms());
      columns.add(Table.Column.number("score" + hours(hour), hours).forPrograms());
    }
    List<List<Table.Cell>> rows = new ArrayList<>();
    for (DayOfWeek day : DayOfWeek.values()) {
      rows.add(row(day, fields, total, look));
    }
    return panel
        .withLead(words.trends().hoursLead())
        .withTable(new Table(columns, rows, Table.Kind.MAP));
  }

  private static String hours(int hour) {
    return "%02dto%02d".formatted(hour, hour + HOURS);
  }

  /** The answers of neighbouring hours together, by the first of them. */
  private static Map<Integer, ScoreResult> fields(Scores answer) {
    Map<Integer, ScoreResult> fields = new TreeMap<>();
    for (Scores.ScoreGroup group : answer.groups()) {
      Integer hour = group.hourOfWeek();
      if (hour != null) {
        fields.merge(
            hour - hour % HOURS,
            group.result(),
            (one, other) -> one.and(answer.metric(), other, Confidence.DEFAULT));
      }
    }
    return fields;
  }

  private static List<Table.Cell> row(
      DayOfWeek day, Map<Integer, ScoreResult> fields, ScoreResult total, Look look) {
    Words words = look.words();
    List<Table.Cell> row = new ArrayList<>();
    row.add(Table.Cell.of(words.figures().weekday(day), day));
    for (int hour = 0; hour < HOURS_A_DAY; hour += HOURS) {
      int first = (day.getValue() - 1) * HOURS_A_DAY + hour;
      String behind = Links.hours(look, look.heat(), first, HOURS);
      row.addAll(cells(fields.get(first), total, words, behind));
    }
    return row;
  }

  /** What people see, how many answers there are, and the score where it is shown. */
  private static List<Table.Cell> cells(
      @Nullable ScoreResult field, ScoreResult total, Words words, String behind) {
    long n = field == null ? 0 : field.n();
    Table.Cell count = Table.Cell.of("", n);
    String size = words.trends().cell(words.figures().count(n));
    return field == null || n < LEAST_ANSWERS
        ? List.of(Table.Cell.text("").noted(size), count, Table.Cell.of("", null))
        : List.of(
            Table.Cell.text(words.score(field))
                .noted(size)
                .badge(shade(field, total))
                .linked(behind),
            count,
            Table.Cell.of("", field.score()));
  }

  /** From 1, wholly worse than the score of all, to 5, wholly better. */
  private static String shade(ScoreResult field, ScoreResult total) {
    Interval interval = field.interval();
    Double score = field.score();
    Double all = total.score();
    if (interval == null || score == null || all == null) {
      return "heat-3";
    }
    int step = interval.contains(all) ? 1 : 2;
    if (step == 1 && Math.abs(score - all) < interval.width() / 4) {
      return "heat-3";
    }
    boolean lowIsGood =
        total.unit() == ScoreUnit.RATING && total.polarity() == Polarity.LOWER_IS_BETTER;
    return "heat-" + (3 + (score > all == lowIsGood ? -step : step));
  }
}
