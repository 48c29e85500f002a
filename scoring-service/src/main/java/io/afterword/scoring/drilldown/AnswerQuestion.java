package io.afterword.scoring.drilldown;

import io.afterword.platform.http.Cursor;
import io.afterword.platform.problem.Problem;
import io.afterword.scoring.metric.Scale;
import io.afterword.scoring.request.Calendar;
import io.afterword.scoring.request.Parameters;
import io.afterword.scoring.request.ScoringProblem;
import io.afterword.scoring.segment.Segment;
import io.afterword.scoring.selection.Selection;
import io.afterword.scoring.selection.SelectionParameter;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which answers to list.
 *
 * @param ratings only these; empty for all
 * @param hours of the week, only these; empty for all
 * @param after where the list goes on; null at its beginning
 */
public record AnswerQuestion(
    Selection selection,
    Set<Integer> ratings,
    Set<Integer> hours,
    @Nullable Place after,
    int limit) {

  static final Set<String> PARAMETERS =
      SelectionParameter.and("rating", "hourOfWeek", "cursor", "limit");

  private static final int USUAL_LIMIT = 50;
  private static final int MOST_LIMIT = 200;

  /** The last answer that was given out: newest day first, then the highest id. */
  public record Place(LocalDate day, UUID response) {

    /** Before every answer of that day: no id is higher. */
    static Place beginningOf(LocalDate day) {
      return new Place(day, new UUID(-1, -1));
    }

    String cursor() {
      return Cursor.encode(day.toString(), response.toString());
    }

    private static Place read(String cursor) {
      List<String> parts = Cursor.decode(cursor, 2);
      try {
        return new Place(LocalDate.parse(parts.get(0)), UUID.fromString(parts.get(1)));
      } catch (DateTimeException | IllegalArgumentException forged) {
        throw Cursor.invalid();
      }
    }
  }

  static AnswerQuestion read(Parameters parameters, Calendar calendar) {
    String cursor = parameters.text("cursor");
    return of(
        Selection.read(parameters, calendar),
        parameters,
        cursor == null ? null : Place.read(cursor),
        parameters.number("limit", 1, USUAL_LIMIT, MOST_LIMIT));
  }

  /** What a page of the dashboard asks for, whose days and survey were read before. */
  public static AnswerQuestion behind(Selection selection, Parameters parameters) {
    String cursor = parameters.text("cursor");
    return of(selection, parameters, cursor == null ? null : Place.read(cursor), USUAL_LIMIT);
  }

  private static AnswerQuestion of(
      Selection selection, Parameters parameters, @Nullable Place after, int limit) {
    return new AnswerQuestion(
        selection,
        numbers("rating", parameters, Scale.HIGHEST_RATING),
        numbers("hourOfWeek", parameters, Segment.HOURS - 1),
        after,
        limit);
  }

  private static Set<Integer> numbers(String name, Parameters parameters, int highest) {
    Set<Integer> numbers = new TreeSet<>();
    for (String text : parameters.all(name)) {
      numbers.add(number(name, text, highest));
    }
    return numbers;
  }

  private static int number(String name, String text, int highest) {
    try {
      int number = Integer.parseInt(text);
      if (number >= 0 && number <= highest) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Refused below, like a number that is too large.
    }
    throw Problem.of(
        ScoringProblem.BAD_NUMBER,
        "%s must be a whole number from 0 to %d, was '%s'".formatted(name, highest, text));
  }

  boolean isNarrowed() {
    return !selection.filter().isEmpty() || !ratings.isEmpty() || !hours.isEmpty();
  }
}
