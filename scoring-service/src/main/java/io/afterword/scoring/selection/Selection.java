package io.afterword.scoring.selection;

import io.afterword.platform.problem.Problem;
import io.afterword.scoring.metric.Metric;
import io.afterword.scoring.request.Calendar;
import io.afterword.scoring.request.Parameters;
import io.afterword.scoring.request.ScoringProblem;
import io.afterword.scoring.statistics.Confidence;
import io.afterword.scoring.tally.Days;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The answers that somebody asks about, read and checked as far as its words go; whether survey and
 * segments exist is found out later.
 *
 * @param asked which series
 * @param filter segment name to member value
 * @param confidence the level of every interval
 */
public record Selection(
    Asked asked, Days days, Map<String, String> filter, Confidence confidence, Audience audience) {

  public Selection {
    filter = Collections.unmodifiableMap(new LinkedHashMap<>(filter));
  }

  /**
   * Without a survey all scored questions of the metric are meant.
   *
   * @param surveys several to count together, instead of one
   */
  public record Asked(
      @Nullable UUID survey,
      @Nullable String question,
      @Nullable Metric metric,
      List<UUID> surveys) {

    public Asked {
      surveys = List.copyOf(surveys);
    }

    public Asked(@Nullable UUID survey, @Nullable String question, @Nullable Metric metric) {
      this(survey, question, metric, List.of());
    }

    /** The metric to look for when no survey was named. */
    public Metric metricOrUsual() {
      return metric == null ? Metric.CSAT : metric;
    }
  }

  /** A survey's scored question, all of its answers in these days. */
  public static Selection ofSurvey(UUID survey, Days days) {
    return new Selection(
        new Asked(survey, null, null), days, Map.of(), Confidence.DEFAULT, Audience.ANALYSTS);
  }

  public static Selection read(Parameters parameters, Calendar calendar) {
    calendar.require(parameters.text("zone"));
    Days days = calendar.days(parameters.text("from"), parameters.text("to"));
    Asked asked =
        new Asked(
            parameters.survey(),
            parameters.text("question"),
            parameters.constant("metric", Metric.class, ScoringProblem.UNKNOWN_METRIC),
            parameters.surveys("surveys"));
    if (asked.survey() != null && !asked.surveys().isEmpty()) {
      throw Problem.of(
          ScoringProblem.REPEATED_PARAMETER, "name one survey, or several with surveys, not both");
    }
    if (asked.survey() == null && asked.question() != null) {
      throw Problem.of(
          ScoringProblem.MISSING_PARAMETER, "question needs the survey that it belongs to");
    }
    Audience audience =
        parameters.constant("audience", Audience.class, ScoringProblem.UNKNOWN_AUDIENCE);
    return new Selection(
        asked,
        days,
        filter(parameters.all("filter")),
        confidence(parameters.text("confidence")),
        audience == null ? Audience.ANALYSTS : audience);
  }

  public Selection during(Days otherDays) {
    return new Selection(asked, otherDays, filter, confidence, audience);
  }

  public Selection of(Asked otherAsked) {
    return new Selection(otherAsked, days, filter, confidence, audience);
  }

  /** The same with these members instead of other ones of their segments. */
  public Selection with(Map<String, String> members) {
    Map<String, String> changed = new LinkedHashMap<>(filter);
    changed.putAll(members);
    return new Selection(asked, days, changed, confidence, audience);
  }

  /** Segment and value of each term, such as {@code channel:EMAIL}. */
  public static Map<String, String> filter(List<String> terms) {
    Map<String, String> filter = new LinkedHashMap<>();
    for (String term : terms) {
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
