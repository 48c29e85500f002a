package io.afterword.scoring.dashboard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.afterword.scoring.metric.ScoreUnit;
import io.afterword.scoring.rank.Rankings;
import io.afterword.scoring.score.ScoreResult;
import io.afterword.scoring.score.Scores;
import io.afterword.scoring.statistics.Interval;
import io.afterword.scoring.trend.Chart;
import io.afterword.scoring.wording.ScoreText;
import io.afterword.scoring.wording.Words;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the script draws: numbers and words, no colours and no layout. */
@ApplicationScoped
class ChartData {
  private final ObjectMapper json;

  ChartData(ObjectMapper json) {
    this.json = json;
  }

  String trend(Trend trend, List<TrendPanel.Mark> marks, Look look) {
    Words words = look.words();
    ScoreText text = words.text();
    Map<String, @Nullable Object> chart = new LinkedHashMap<>();
    chart.put("kind", "trend");
    chart.put("locale", look.words().figures().locale().toLanguageTag());
    Scores.ScoreGroup first = trend.periods().get(0);
    scale(chart, first.result());
    chart.put(
        "labels",
        trend.periods().stream()
            .map(
                period ->
                    TrendPanel.label(period, TrendPanel.grain(look.days()), look.words().figures()))
            .toList());
    List<@Nullable Object> scores = new ArrayList<>();
    List<@Nullable Object> lower = new ArrayList<>();
    List<@Nullable Object> upper = new ArrayList<>();
    for (Scores.ScoreGroup period : trend.periods()) {
      Interval interval = period.result().interval();
      scores.add(period.result().score());
      lower.add(interval == null ? null : interval.lower());
      upper.add(interval == null ? null : interval.upper());
    }
    chart.put("scores", scores);
    chart.put("lower", lower);
    chart.put("upper", upper);
    chart.put("n", trend.periods().stream().map(period -> period.result().n()).toList());
    List<@Nullable Object> limitLower = new ArrayList<>();
    List<@Nullable Object> limitUpper = new ArrayList<>();
    for (Chart.ChartPoint point : trend.chart().points()) {
      limitLower.add(trend.hasLimits() ? point.lower() : null);
      limitUpper.add(trend.hasLimits() ? point.upper() : null);
    }
    chart.put("limitLower", limitLower);
    chart.put("limitUpper", limitUpper);
    chart.put("centre", trend.hasLimits() ? trend.chart().centre() : null);
    chart.put("signals", trend.signals());
    chart.put("marks", marks);
    chart.put(
        "words",
        Map.of(
            "score", text.score(),
            "range", text.rangeColumn(),
            "limits", words.trends().limitsColumn(),
            "centre", words.trends().centre(),
            "signal", words.trends().signal(),
            "answers", text.answers()));
    return write(chart);
  }

  String funnel(Rankings rankings, Look look) {
    Words words = look.words();
    ScoreText text = words.text();
    Map<String, @Nullable Object> chart = new LinkedHashMap<>();
    chart.put("kind", "funnel");
    chart.put("locale", look.words().figures().locale().toLanguageTag());
    chart.put("least", 0);
    chart.put("most", 100);
    chart.put("sign", "\u00a0%");
    chart.put("decimals", 0);
    chart.put("centre", rankings.share());
    chart.put(
        "points",
        Stream.concat(rankings.ranked().stream(), rankings.tooFewAnswers().stream())
            .map(member -> point(member, words))
            .toList());
    chart.put("curve", rankings.funnel().stream().map(ChartData::limits).toList());
    chart.put(
        "words",
        Map.of(
            "score", words.segments().rankedBy(rankings.rankedBy().name()),
            "answers", text.answers(),
            "alert", words.segments().alertLimits(),
            "alarm", words.segments().alarmLimits()));
    return write(chart);
  }

  private static Map<String, Object> point(Rankings.RankedMember member, Words words) {
    String place = SegmentsPanel.place(member);
    return Map.of(
        "name", member.name(),
        "n", member.n(),
        "score", member.share(),
        "place", place,
        "says", words.segments().place(place));
  }

  /** n, lower and upper 95 % limit, lower and upper 99.8 % limit. */
  private static List<Double> limits(Rankings.FunnelPoint point) {
    return List.of(
        (double) point.n(),
        point.alert().lower(),
        point.alert().upper(),
        point.alarm().lower(),
        point.alarm().upper());
  }

  private static void scale(Map<String, @Nullable Object> chart, ScoreResult result) {
    chart.put("least", Drawing.lowest(result));
    chart.put("most", Drawing.highest(result));
    chart.put("sign", result.unit() == ScoreUnit.PERCENT ? "\u00a0%" : "");
    chart.put("decimals", result.unit().shownDecimals());
  }

  private String write(Map<String, @Nullable Object> chart) {
    try {
      return json.writeValueAsString(chart);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
