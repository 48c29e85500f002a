package io.afterword.survey.respond;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The answer to one question, in the one part that its form has. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "The answer to one question, in the one part that its form has.")
public record Answer(
    @Schema(required = true, description = "Id of the question.", examples = "q1") String question,
    @Schema(description = "For a RATING or a STATEMENT.", examples = "4") @Nullable Integer rating,
    @Schema(
            description = "For a SINGLE_CHOICE or MULTIPLE_CHOICE: ids of the options.",
            examples = "[\"too-slow\"]")
        @Nullable List<String> choices,
    @Schema(description = "For a NUMBER.", examples = "12.5") @Nullable BigDecimal number,
    @Schema(description = "For a TEXT.", examples = "Quick and friendly.") @Nullable String text) {

  static Answer rating(String question, int rating) {
    return new Answer(question, rating, null, null, null);
  }

  static Answer choices(String question, List<String> choices) {
    return new Answer(question, null, List.copyOf(choices), null, null);
  }

  static Answer number(String question, BigDecimal number) {
    return new Answer(question, null, null, number, null);
  }

  static Answer text(String question, String text) {
    return new Answer(question, null, null, null, text);
  }
}
