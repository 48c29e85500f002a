package io.afterword.scoring.trend;

import io.afterword.platform.problem.Problem;
import io.afterword.scoring.request.Calendar;
import io.afterword.scoring.request.Parameters;
import io.afterword.scoring.request.ScoringProblem;
import io.afterword.scoring.selection.Selection;
import io.afterword.scoring.selection.SelectionParameter;
import io.afterword.scoring.tally.Days;
import io.afterword.scoring.tally.Grain;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A question for a chart.
 *
 * @param baseline the days that centre and limits are made from; null for those of the chart
 */
public record ChartQuestion(
    ChartKind kind, Selection selection, Grain grain, @Nullable Days baseline) {

  static final Set<String> PARAMETERS =
      SelectionParameter.and("granularity", "baselineFrom", "baselineTo");

  /** A chart of more points shows nothing. */
  private static final int MOST_PERIODS = 400;

  /** Beyond three months a point per day is noise. */
  private static final int USUAL_DAYS = 92;

  static ChartQuestion read(ChartKind kind, Parameters parameters, Calendar calendar) {
    Selection selection = Selection.read(parameters, calendar);
    Grain grain = grain(parameters.text("granularity"), selection.days());
    Days baseline = baseline(parameters, calendar);
    requireFew(grain, selection.days());
    if (baseline != null) {
      requireFew(grain, baseline);
    }
    return new ChartQuestion(kind, selection, grain, baseline);
  }

  private static Grain grain(@Nullable String text, Days days) {
    if (text == null) {
      return days.length() > USUAL_DAYS ? Grain.WEEK : Grain.DAY;
    }
    for (Grain grain : Set.of(Grain.DAY, Grain.WEEK, Grain.MONTH)) {
      if (grain.name().toLowerCase(Locale.ROOT).equals(text)) {
        return grain;
      }
    }
    throw Problem.of(
        ScoringProblem.UNKNOWN_GRANULARITY,
        "granularity must be day, week or month, was '%s'".formatted(text));
  }

  private static @Nullable Days baseline(Parameters parameters, Calendar calendar) {
    String from = parameters.text("baselineFrom");
    String to = parameters.text("baselineTo");
    if (from == null && to == null) {
      return null;
    }
    if (from == null || to == null) {
      throw Problem.of(
          ScoringProblem.MISSING_PARAMETER, "a baseline needs both baselineFrom and baselineTo");
    }
    return calendar.days(from, to);
  }

  private static void requireFew(Grain grain, Days days) {
    int daysEach = grain == Grain.DAY ? 1 : grain == Grain.WEEK ? 7 : 28;
    if (days.length() / daysEach > MOST_PERIODS) {
      throw Problem.of(
              ScoringProblem.TOO_MANY_POINTS,
              "a chart has at most %d points; ask for fewer days or longer periods"
                  .formatted(MOST_PERIODS))
          .with("limit", MOST_PERIODS);
    }
  }
}
