package io.afterword.scoring.score;

import io.afterword.platform.problem.Problem;
import io.afterword.scoring.metric.Metric;
import io.afterword.scoring.request.Calendar;
import io.afterword.scoring.request.Parameters;
import io.afterword.scoring.request.ScoringProblem;
import io.afterword.scoring.statistics.Confidence;
import io.afterword.scoring.tally.Days;
import io.afterword.scoring.tally.Grain;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A question for scores, read and checked as far as its words go; whether survey and segments exist
 * is found out later.
 *
 * @param asked which series
 * @param cut how to cut them up
 * @param filter segment name to member value
 */
public record ScoreQuestion(
    Asked asked, Days days, Cut cut, Map<String, String> filter, Confidence confidence) {

  static final Set<String> PARAMETERS =
      Set.of(
          "survey",
          "question",
          "metric",
          "from",
          "to",
          "zone",
          "groupBy",
          "granularity",
          "filter",
          "confidence");

  /** Without a survey all scored questions of the metric are meant. */
  public record Asked(@Nullable UUID survey, @Nullable String question, @Nullable Metric metric) {}

  public record Cut(Grain grain, @Nullable String groupBy) {
    public static final Cut NONE = new Cut(Grain.NONE, null);
  }

  /** More periods than this make an answer that nobody reads. */
  private static final int MOST_PERIODS = 1_100;

  public static ScoreQuestion read(Parameters parameters, Calendar calendar) {
    calendar.require(parameters.text("zone"));
    Days days = calendar.days(parameters.text("from"), parameters.text("to"));
    Asked asked =
        new Asked(
            parameters.survey(), parameters.text("question"), metric(parameters.text("metric")));
    if (asked.survey() == null && asked.question() != null) {
      throw Problem.of(
          ScoringProblem.MISSING_PARAMETER, "question needs the survey that it belongs to");
    }
    return new ScoreQuestion(
        asked,
        days,
        new Cut(grain(parameters.text("granularity"), days), parameters.text("groupBy")),
        filter(parameters),
        confidence(parameters.text("confidence")));
  }

  public ScoreQuestion groupedBy(String segment) {
    return new ScoreQuestion(asked, days, new Cut(cut.grain(), segment), filter, confidence);
  }

  private static @Nullable Metric metric(@Nullable String text) {
    if (text == null) {
      return null;
    }
    return Arrays.stream(Metric.values())
        .filter(metric -> metric.name().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                Problem.of(
                    ScoringProblem.UNKNOWN_METRIC,
                    "metric must be one of %s, was '%s'"
                        .formatted(Arrays.toString(Metric.values()), text)));
  }

  private static Grain grain(@Nullable String text, Days days) {
    if (text == null) {
      return Grain.NONE;
    }
    Grain grain =
        Set.of(Grain.DAY, Grain.WEEK, Grain.MONTH).stream()
            .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(text))
            .findFirst()
            .orElseThrow(
                () ->
                    Problem.of(
                        ScoringProblem.UNKNOWN_GRANULARITY,
                        "granularity must be day, week or month, was '%s'".formatted(text)));
    if (grain == Grain.DAY && days.length() > MOST_PERIODS) {
      throw Problem.of(
          ScoringProblem.BAD_PERIOD,
          "by day a period may have at most %d days, this one has %d; ask by week or month"
              .formatted(MOST_PERIODS, days.length()));
    }
    return grain;
  }

  private static Map<String, String> filter(Parameters parameters) {
    Map<String, String> filter = new LinkedHashMap<>();
    for (String term : parameters.all("filter")) {
      int colon = term.indexOf(':');
      if (colon < 1 || colon == term.length() - 1) {
        throw Problem.of(
            ScoringProblem.BAD_FILTER,
            "a filter is a segment and its value such as channel:EMAIL, was '%s'".formatted(term));
      }
      if (filter.put(term.substring(0, colon), term.substring(colon + 1)) != null) {
        throw Problem.of(
            ScoringProblem.BAD_FILTER,
            "segment %s is filtered twice".formatted(term.substring(0, colon)));
      }
    }
    return filter;
  }

  private static Confidence confidence(@Nullable String text) {
    if (text == null) {
      return Confidence.DEFAULT;
    }
    try {
      return new Confidence(Double.parseDouble(text));
    } catch (IllegalArgumentException e) {
      throw Problem.of(
          ScoringProblem.BAD_CONFIDENCE,
          "confidence must be a share from 0.5 to 0.9999 such as 0.95, was '%s'".formatted(text));
    }
  }
}
