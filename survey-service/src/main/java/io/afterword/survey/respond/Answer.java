package io.afterword.survey.respond;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The answer to one question: a rating or a text. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "The answer to one question: a rating or a text.")
public record Answer(
    @Schema(required = true, description = "Id of the question.", examples = "q1") String question,
    @Schema(description = "For a RATING.", examples = "4") @Nullable Integer rating,
    @Schema(description = "For a TEXT.", examples = "Quick and friendly.") @Nullable String text) {

  static Answer rating(String question, int rating) {
    return new Answer(question, rating, null);
  }

  static Answer text(String question, String text) {
    return new Answer(question, null, text);
  }
}
