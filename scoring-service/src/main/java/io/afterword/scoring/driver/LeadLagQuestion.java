package io.afterword.scoring.driver;

import io.afterword.platform.problem.Problem;
import io.afterword.scoring.metric.Metric;
import io.afterword.scoring.request.Calendar;
import io.afterword.scoring.request.Parameters;
import io.afterword.scoring.request.ScoringProblem;
import io.afterword.scoring.selection.Selection;
import io.afterword.scoring.tally.Grain;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Two scores and how far apart in time to look.
 *
 * @param most the largest lag, in periods
 */
record LeadLagQuestion(Selection leader, Selection follower, Grain grain, int most) {
  private static final int USUAL_LAG = 8;
  private static final int LARGEST_LAG = 26;

  static LeadLagQuestion read(Parameters parameters, Calendar calendar) {
    Selection leader = Selection.read(parameters, calendar);
    UUID survey = parameters.survey("followerSurvey");
    Metric metric =
        parameters.constant("followerMetric", Metric.class, ScoringProblem.UNKNOWN_METRIC);
    Selection follower =
        leader.of(
            new Selection.Asked(
                survey, null, metric == null && survey == null ? Metric.NPS : metric));
    if (follower.asked().equals(leader.asked())) {
      throw Problem.of(
          ScoringProblem.UNKNOWN_METRIC,
          "a score cannot lead itself; name another followerMetric or followerSurvey");
    }
    return new LeadLagQuestion(
        leader,
        follower,
        grain(parameters.text("granularity")),
        parameters.number("most", 1, USUAL_LAG, LARGEST_LAG));
  }

  /** Weeks unless months were asked for. */
  static Grain grain(@Nullable String text) {
    if (text == null || text.equals("week")) {
      return Grain.WEEK;
    }
    if (text.equals("month")) {
      return Grain.MONTH;
    }
    throw Problem.of(
        ScoringProblem.UNKNOWN_GRANULARITY,
        "granularity must be week or month, was '%s'".formatted(text));
  }
}
