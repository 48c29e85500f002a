package io.afterword.survey.definition;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One option of a choice.
 *
 * @param id stays the same from version to version; it is what an answer holds
 * @param keepsPlace stays where it is when the order is random, such as "something else"
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Option(String id, Map<String, String> text, boolean keepsPlace) {

  public Option {
    text = Copies.of(text);
  }

  @JsonCreator
  static Option read(
      @JsonProperty("id") String id,
      @JsonProperty("text") Map<String, String> text,
      @JsonProperty("keepsPlace") @Nullable Boolean keepsPlace) {
    return new Option(id, text, Boolean.TRUE.equals(keepsPlace));
  }
}
