package io.afterword.scoring.beside;

import io.afterword.scoring.request.Calendar;
import io.afterword.scoring.request.Parameters;
import io.afterword.scoring.request.ScoringProblem;
import io.afterword.scoring.selection.Selection;
import io.afterword.scoring.selection.SelectionParameter;
import java.util.Set;

/**
 * A question for all measures.
 *
 * @param selection which surveys, by id or by metric; all that are in use where it names none
 */
public record SideBySideQuestion(Selection selection, SideBySide.People people) {
  static final Set<String> PARAMETERS = SelectionParameter.and("people");

  static SideBySideQuestion read(Parameters parameters, Calendar calendar) {
    SideBySide.People people =
        parameters.constant("people", SideBySide.People.class, ScoringProblem.UNKNOWN_PEOPLE);
    return new SideBySideQuestion(
        Selection.read(parameters, calendar), people == null ? SideBySide.People.ALL : people);
  }
}
