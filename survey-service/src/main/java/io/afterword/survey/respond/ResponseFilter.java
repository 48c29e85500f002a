package io.afterword.survey.respond;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which of a survey's responses are wanted; what is absent narrows nothing.
 *
 * @param from first answered then or later
 * @param to first answered before
 * @param contact id of the contact that was asked
 * @param scored id of the question whose rating is meant
 * @param scoredFirst whether its rating is the first among the answers of every version
 * @param versions all that the survey has
 * @param text in any of the texts, whatever its case
 */
record ResponseFilter(
    UUID surveyId,
    @Nullable Integer version,
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable String contact,
    @Nullable Integer minRating,
    @Nullable Integer maxRating,
    String scored,
    boolean scoredFirst,
    List<Integer> versions,
    @Nullable String text,
    @Nullable ResponseState state) {

  static final int HIGHEST_RATING = 10;

  ResponseFilter {
    versions = List.copyOf(versions);
  }
}
