package io.afterword.scoring.drilldown;

import io.afterword.platform.http.Cursor;
import io.afterword.platform.problem.Problem;
import io.afterword.scoring.metric.Scale;
import io.afterword.scoring.request.Calendar;
import io.afterword.scoring.request.Parameters;
import io.afterword.scoring.request.ScoringProblem;
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
 * @param hourOfWeek only of this hour; null for all
 * @param after where the list goes on; null at its beginning
 */
record AnswerQuestion(
    Selection selection,
    Set<Integer> ratings,
    @Nullable Integer hourOfWeek,
    @Nullable Place after,
    int limit) {

  static final Set<String> PARAMETERS =
      SelectionParameter.and("rating", "hourOfWeek", "cursor", "limit");

  private static final int USUAL_LIMIT = 50;
  private static final int MOST_LIMIT = 200;
  private static final int LAST_HOUR = 167;

  /** The last answer that was given out: newest day first, then the highest id. */
  record Place(LocalDate day, UUID response) {

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
    boolean anyHour = parameters.text("hourOfWeek") == null;
    int hour = parameters.number("hourOfWeek", 0, 0, LAST_HOUR);
    return new AnswerQuestion(
        Selection.read(parameters, calendar),
        ratings(parameters.all("rating")),
        anyHour ? null : hour,
        cursor == null ? null : Place.read(cursor),
        parameters.number("limit", 1, USUAL_LIMIT, MOST_LIMIT));
  }

  private static Set<Integer> ratings(List<String> texts) {
    Set<Integer> ratings = new TreeSet<>();
    for (String text : texts) {
      try {
        ratings.add(Integer.valueOf(text));
      } catch (NumberFormatException e) {
        throw badRating(text);
      }
    }
    ratings.stream()
        .filter(rating -> rating < 0 || rating > Scale.HIGHEST_RATING)
        .findFirst()
        .ifPresent(
            rating -> {
              throw badRating(rating.toString());
            });
    return ratings;
  }

  private static Problem badRating(String text) {
    return Problem.of(
        ScoringProblem.BAD_NUMBER,
        "rating must be a whole number from 0 to %d, was '%s'"
            .formatted(Scale.HIGHEST_RATING, text));
  }

  boolean isNarrowed() {
    return !selection.filter().isEmpty() || !ratings.isEmpty() || hourOfWeek != null;
  }
}
