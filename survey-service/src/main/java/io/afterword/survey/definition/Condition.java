package io.afterword.survey.definition;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks a question only of those who gave one of these answers to an earlier one, for example for
 * the reasons of a low rating.
 *
 * @param question id of the earlier question
 * @param ratings any of these, if it has a scale
 * @param choices any of these options, if it has options
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Condition(String question, List<Integer> ratings, List<String> choices) {

  public Condition {
    ratings = Copies.sorted(ratings);
    choices = Copies.of(choices);
  }

  public static Condition rated(String question, List<Integer> ratings) {
    return new Condition(question, ratings, List.of());
  }

  public static Condition chose(String question, List<String> choices) {
    return new Condition(question, List.of(), choices);
  }

  /** Whether the answer to the earlier question is one of these. */
  public boolean isMetBy(@Nullable Integer rating, List<String> chosen) {
    return (rating != null && ratings.contains(rating)) || chosen.stream().anyMatch(this::names);
  }

  private boolean names(String choice) {
    return choices.contains(choice);
  }
}
