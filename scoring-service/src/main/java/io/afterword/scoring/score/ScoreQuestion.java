package io.afterword.scoring.score;

import io.afterword.platform.problem.Problem;
import io.afterword.scoring.request.Calendar;
import io.afterword.scoring.request.Parameters;
import io.afterword.scoring.request.ScoringProblem;
import io.afterword.scoring.selection.Selection;
import io.afterword.scoring.selection.SelectionParameter;
import io.afterword.scoring.statistics.IntervalMethod;
import io.afterword.scoring.tally.Days;
import io.afterword.scoring.tally.Grain;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A question for scores.
 *
 * @param selection of which answers
 * @param groupBy names of segments, at most three
 * @param interval the method of the intervals; null for the usual one
 */
public record ScoreQuestion(
    Selection selection,
    Granularity granularity,
    List<String> groupBy,
    @Nullable IntervalMethod interval) {

  static final Set<String> PARAMETERS =
      SelectionParameter.and("groupBy", "granularity", "interval");

  /** The points that a score is given for. */
  public enum Granularity {
    /** One for all days. */
    NONE(Grain.NONE, "none"),
    /** One per hour of the week, in which the interaction happened. */
    HOUR_OF_WEEK(Grain.NONE, "hourOfWeek"),
    DAY(Grain.DAY, "day"),
    WEEK(Grain.WEEK, "week"),
    MONTH(Grain.MONTH, "month");

    private final Grain grain;
    private final String parameter;

    Granularity(Grain grain, String parameter) {
      this.grain = grain;
      this.parameter = parameter;
    }

    Grain grain() {
      return grain;
    }

    String parameter() {
      return parameter;
    }
  }

  /** More periods than this make an answer that nobody reads. */
  private static final int MOST_PERIODS = 1_100;

  private static final int MOST_SEGMENTS = 3;

  public ScoreQuestion {
    groupBy = List.copyOf(groupBy);
  }

  public static ScoreQuestion of(Selection selection) {
    return new ScoreQuestion(selection, Granularity.NONE, List.of(), null);
  }

  public ScoreQuestion groupedBy(String... segments) {
    return new ScoreQuestion(selection, granularity, List.of(segments), interval);
  }

  public ScoreQuestion by(Granularity other) {
    return new ScoreQuestion(selection, other, groupBy, interval);
  }

  public static ScoreQuestion read(Parameters parameters, Calendar calendar) {
    Selection selection = Selection.read(parameters, calendar);
    return new ScoreQuestion(
        selection,
        granularity(parameters.text("granularity"), selection.days()),
        groupBy(parameters.text("groupBy")),
        parameters.constant("interval", IntervalMethod.class, ScoringProblem.BAD_INTERVAL));
  }

  boolean isCut() {
    return granularity != Granularity.NONE || !groupBy.isEmpty();
  }

  private static List<String> groupBy(@Nullable String text) {
    if (text == null) {
      return List.of();
    }
    List<String> names = Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    if (names.size() > MOST_SEGMENTS || new HashSet<>(names).size() < names.size()) {
      throw Problem.of(
          ScoringProblem.UNKNOWN_SEGMENT,
          "groupBy takes up to %d different segments such as channel,agent, was '%s'"
              .formatted(MOST_SEGMENTS, text));
    }
    return names;
  }

  private static Granularity granularity(@Nullable String text, Days days) {
    if (text == null) {
      return Granularity.NONE;
    }
    Granularity granularity =
        Arrays.stream(Granularity.values())
            .filter(each -> each != Granularity.NONE && each.parameter.equals(text))
            .findFirst()
            .orElseThrow(
                () ->
                    Problem.of(
                        ScoringProblem.UNKNOWN_GRANULARITY,
                        "granularity must be hourOfWeek, day, week or month, was '%s'"
                            .formatted(text)));
    if (granularity == Granularity.DAY && days.length() > MOST_PERIODS) {
      throw Problem.of(
              ScoringProblem.BAD_PERIOD,
              "by day a period may have at most %d days, this one has %d; ask by week or month"
                  .formatted(MOST_PERIODS, days.length()))
          .with("limit", MOST_PERIODS);
    }
    return granularity;
  }
}
