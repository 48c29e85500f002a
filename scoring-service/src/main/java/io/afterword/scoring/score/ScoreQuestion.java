package io.afterword.scoring.score;

import io.afterword.platform.problem.Problem;
import io.afterword.scoring.request.Calendar;
import io.afterword.scoring.request.Parameters;
import io.afterword.scoring.request.ScoringProblem;
import io.afterword.scoring.selection.Selection;
import io.afterword.scoring.tally.Days;
import io.afterword.scoring.tally.Grain;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A question for scores.
 *
 * @param selection of which answers
 * @param cut how to cut them up
 */
public record ScoreQuestion(Selection selection, Cut cut) {

  static final Set<String> PARAMETERS = parameters();

  public record Cut(Grain grain, @Nullable String groupBy) {
    public static final Cut NONE = new Cut(Grain.NONE, null);
  }

  /** More periods than this make an answer that nobody reads. */
  private static final int MOST_PERIODS = 1_100;

  private static Set<String> parameters() {
    Set<String> all = new TreeSet<>(Selection.PARAMETERS);
    all.addAll(Set.of("groupBy", "granularity"));
    return all;
  }

  public static ScoreQuestion read(Parameters parameters, Calendar calendar) {
    Selection selection = Selection.read(parameters, calendar);
    return new ScoreQuestion(
        selection,
        new Cut(
            grain(parameters.text("granularity"), selection.days()), parameters.text("groupBy")));
  }

  public ScoreQuestion groupedBy(String segment) {
    return new ScoreQuestion(selection, new Cut(cut.grain(), segment));
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
}
