package io.afterword.survey.definition;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One question of a survey.
 *
 * @param id stays the same from version to version, so that answers can be told apart
 * @param scored whether its rating is the one that scores are made of
 * @param scale for a RATING, absent for a TEXT
 * @param text the question per locale
 * @param labels words for points of the scale: locale -> rating -> word
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Question(
    String id,
    QuestionForm form,
    boolean scored,
    @Nullable Scale scale,
    Map<String, String> text,
    Map<String, Map<String, String>> labels) {

  public Question {
    text = Copies.of(text);
    labels = Copies.of(labels);
  }

  /** A question is not scored unless it says so, and only a few fields are needed. */
  @JsonCreator
  static Question read(
      @JsonProperty("id") String id,
      @JsonProperty("form") QuestionForm form,
      @JsonProperty("scored") @Nullable Boolean scored,
      @JsonProperty("scale") @Nullable Scale scale,
      @JsonProperty("text") Map<String, String> text,
      @JsonProperty("labels") Map<String, Map<String, String>> labels) {
    return new Question(id, form, Boolean.TRUE.equals(scored), scale, text, labels);
  }

  public static Question rating(
      String id,
      boolean scored,
      Scale scale,
      Map<String, String> text,
      Map<String, Map<String, String>> labels) {
    return new Question(id, QuestionForm.RATING, scored, scale, text, labels);
  }

  public static Question text(String id, Map<String, String> text) {
    return new Question(id, QuestionForm.TEXT, false, null, text, Map.of());
  }

  /** The scale of a RATING that has passed {@link DefinitionRules}. */
  public Scale requiredScale() {
    if (scale == null) {
      throw new IllegalStateException("question " + id + " has no scale");
    }
    return scale;
  }
}
