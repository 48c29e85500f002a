package io.afterword.scoring.score;

import io.afterword.scoring.invitation.ResponseRates;
import io.afterword.scoring.metric.Scale;
import io.afterword.scoring.metric.ScoreStatus;
import io.afterword.scoring.metric.ScoreUnit;
import io.afterword.scoring.metric.Warning;
import io.afterword.scoring.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The part of the page that follows the answers, written out for one language. Pure. */
record LiveView(
    Headline headline,
    @Nullable Drawing drawing,
    List<Bar> distribution,
    Rate rate,
    List<Table> tables,
    Set<Warning> warnings) {

  /** A longer table says how many more there are. */
  private static final int MOST_ROWS = 50;

  record Headline(
      String survey,
      String metric,
      String score,
      String sign,
      String unitName,
      String n,
      String range,
      String level,
      String days,
      ScoreStatus status) {

    /** Qute compares texts. */
    public String state() {
      return status.name();
    }
  }

  /** The interval on the whole scale: from where it begins, how wide it is. */
  record Drawing(double low, double score, double high, double from, double span) {}

  record Bar(String rating, long count, long of, String n, String share, String tone) {}

  record Rate(
      String rate,
      boolean known,
      String answered,
      String delivered,
      String open,
      boolean preliminary,
      String formula,
      String reason) {}

  record Table(String segment, List<Row> rows, @Nullable String more) {}

  record Row(
      @Nullable String name,
      String score,
      String n,
      String range,
      String rate,
      boolean few,
      @Nullable Drawing drawing) {}

  /** What was read for the page: the whole, and scores and rates by each segment. */
  record Read(Scores total, ResponseRates rates, Map<String, Grouped> groups) {}

  record Grouped(Scores scores, ResponseRates rates) {}

  static LiveView of(Read read, ScoreResult result, Scale scale, Figures figures) {
    List<Table> tables = new ArrayList<>();
    read.groups()
        .forEach((segment, grouped) -> tables.add(table(segment, grouped, scale, figures)));
    return new LiveView(
        headline(read.total(), result, scale, figures),
        drawing(result, scale),
        bars(result, scale, figures),
        rate(read.rates().total(), read.rates(), figures),
        tables,
        result.warnings());
  }

  private static Headline headline(Scores total, ScoreResult result, Scale scale, Figures figures) {
    Interval interval = result.interval();
    return new Headline(
        total.surveys().get(0).name(),
        total.metric().name(),
        figures.score(result),
        Figures.sign(result.unit()),
        unitName(result, scale),
        figures.count(result.n()),
        interval == null ? "" : figures.range(interval, result.unit()),
        interval == null ? "" : figures.percent(100 * interval.level()),
        figures.day(total.from()) + " – " + figures.day(total.to().minusDays(1)),
        result.status());
  }

  /** Which CES it is: the share of easy answers, or the mean of a scale and its good end. */
  private static String unitName(ScoreResult result, Scale scale) {
    return result.unit() == ScoreUnit.PERCENT
        ? "EASY"
        : "%d–%d".formatted(scale.min(), scale.max());
  }

  private static @Nullable Drawing drawing(ScoreResult result, Scale scale) {
    Interval interval = result.interval();
    if (interval == null || result.score() == null) {
      return null;
    }
    double from = result.unit() == ScoreUnit.POINTS ? -100 : 0;
    double to = 100;
    if (result.unit() == ScoreUnit.RATING) {
      from = scale.min();
      to = scale.max();
    }
    return new Drawing(interval.lower(), result.score(), interval.upper(), from, to - from);
  }

  private static List<Bar> bars(ScoreResult result, Scale scale, Figures figures) {
    List<Bar> bars = new ArrayList<>();
    result
        .distribution()
        .forEach(
            (rating, count) ->
                bars.add(
                    new Bar(
                        rating,
                        count,
                        Math.max(1, result.n()),
                        figures.count(count),
                        result.n() == 0
                            ? Figures.NONE
                            : figures.percent(100.0 * count / result.n()),
                        tone(Integer.parseInt(rating), scale))));
    return bars;
  }

  private static String tone(int rating, Scale scale) {
    if (scale.satisfied().contains(rating)) {
      return "good";
    }
    return scale.dissatisfied().contains(rating) ? "bad" : "quiet";
  }

  private static Rate rate(ResponseRates.Rate rate, ResponseRates rates, Figures figures) {
    ResponseRates.NoRate reason = rate.reason();
    return new Rate(
        rate.responseRate() == null ? Figures.NONE : figures.percent(rate.responseRate()),
        rate.responseRate() != null,
        figures.count(rate.answered()),
        figures.count(rate.delivered()),
        figures.count(rate.open()),
        rate.warnings().contains(Warning.PRELIMINARY),
        rates.formulas().responseRate(),
        reason == null ? "" : reason.name());
  }

  private static Table table(String segment, Grouped grouped, Scale scale, Figures figures) {
    List<Scores.ScoreGroup> groups = grouped.scores().groups();
    int more = groups.size() - MOST_ROWS;
    return new Table(
        segment,
        groups.stream()
            .limit(MOST_ROWS)
            .map(group -> row(group, grouped.rates(), scale, figures))
            .toList(),
        more > 0 ? figures.count(more) : null);
  }

  private static Row row(
      Scores.ScoreGroup group, ResponseRates rates, Scale scale, Figures figures) {
    ScoreResult result = group.result();
    return new Row(
        group.value() == null ? null : group.name(),
        figures.score(result),
        figures.count(result.n()),
        figures.range(result.interval(), result.unit()),
        rates.groups().stream()
            .filter(rate -> Objects.equals(rate.value(), group.value()))
            .map(rate -> rate.rate().responseRate())
            .filter(Objects::nonNull)
            .map(figures::percent)
            .findFirst()
            .orElse(Figures.NONE),
        result.status() == ScoreStatus.LOW_N,
        drawing(result, scale));
  }
}
