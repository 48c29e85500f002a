package io.afterword.scoring.compare;

import io.afterword.platform.problem.Problem;
import io.afterword.scoring.request.Calendar;
import io.afterword.scoring.request.Parameters;
import io.afterword.scoring.request.ScoringProblem;
import io.afterword.scoring.selection.Selection;
import io.afterword.scoring.selection.SelectionParameter;
import io.afterword.scoring.tally.Days;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Two selections, the first against the second.
 *
 * <p>What is not said of the second is as in the first; where nothing is said of it, it is the
 * first's period before: as many days, right before.
 */
public record ComparisonQuestion(Selection first, Selection second) {

  static final Set<String> PARAMETERS =
      SelectionParameter.and("againstSurvey", "againstFrom", "againstTo", "against");

  static ComparisonQuestion read(Parameters parameters, Calendar calendar) {
    Selection first = Selection.read(parameters, calendar);
    Map<String, String> members = Selection.filter(parameters.all("against"));
    UUID survey = parameters.survey("againstSurvey");
    Days days = days(parameters, calendar, first.days());
    Selection second = first.with(members);
    if (survey != null) {
      second = second.of(new Selection.Asked(survey, null, first.asked().metric()));
    }
    if (days != null) {
      second = second.during(days);
    } else if (members.isEmpty() && survey == null) {
      second = second.during(before(first.days()));
    }
    return checked(first, second);
  }

  /** The first against its own period before. */
  public static ComparisonQuestion againstBefore(Selection first) {
    return new ComparisonQuestion(first, first.during(before(first.days())));
  }

  private static @Nullable Days days(Parameters parameters, Calendar calendar, Days first) {
    String from = parameters.text("againstFrom");
    String to = parameters.text("againstTo");
    if (from == null && to == null) {
      return null;
    }
    if (from == null) {
      throw Problem.of(
          ScoringProblem.MISSING_PARAMETER, "againstTo needs againstFrom, the first day");
    }
    Days open = calendar.days(from, to);
    return to == null ? new Days(open.from(), open.from().plusDays(first.length())) : open;
  }

  private static Days before(Days days) {
    return new Days(days.from().minusDays(days.length()), days.from());
  }

  private static ComparisonQuestion checked(Selection first, Selection second) {
    boolean samePeople =
        first.asked().equals(second.asked())
            && new LinkedHashMap<>(first.filter()).equals(second.filter());
    boolean overlap =
        first.days().from().isBefore(second.days().to())
            && second.days().from().isBefore(first.days().to());
    if (samePeople && overlap) {
      throw Problem.of(
          ScoringProblem.BAD_PERIOD,
          "both sides count some of the same answers; choose periods that do not overlap, or"
              + " another segment with against");
    }
    return new ComparisonQuestion(first, second);
  }
}
