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
 * @param showIf absent for a question that everybody is asked
 * @param text the question, or the statement to agree with, per locale
 * @param scale for a RATING or STATEMENT
 * @param labels words for points of the scale: locale -> rating -> word
 * @param choice for a SINGLE_CHOICE or MULTIPLE_CHOICE
 * @param range for a NUMBER
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Question(
    String id,
    QuestionForm form,
    boolean scored,
    @Nullable Condition showIf,
    Map<String, String> text,
    @Nullable Scale scale,
    Map<String, Map<String, String>> labels,
    @Nullable Choice choice,
    @Nullable NumberRange range) {

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
      @JsonProperty("showIf") @Nullable Condition showIf,
      @JsonProperty("text") Map<String, String> text,
      @JsonProperty("scale") @Nullable Scale scale,
      @JsonProperty("labels") Map<String, Map<String, String>> labels,
      @JsonProperty("choice") @Nullable Choice choice,
      @JsonProperty("range") @Nullable NumberRange range) {
    return new Question(
        id, form, Boolean.TRUE.equals(scored), showIf, text, scale, labels, choice, range);
  }

  public static Question rating(
      String id,
      boolean scored,
      Scale scale,
      Map<String, String> text,
      Map<String, Map<String, String>> labels) {
    return new Question(id, QuestionForm.RATING, scored, null, text, scale, labels, null, null);
  }

  public static Question statement(
      String id,
      boolean scored,
      Scale scale,
      Map<String, String> text,
      Map<String, Map<String, String>> labels) {
    return new Question(id, QuestionForm.STATEMENT, scored, null, text, scale, labels, null, null);
  }

  public static Question text(String id, Map<String, String> text) {
    return new Question(id, QuestionForm.TEXT, false, null, text, null, Map.of(), null, null);
  }

  public static Question number(String id, Map<String, String> text, NumberRange range) {
    return new Question(id, QuestionForm.NUMBER, false, null, text, null, Map.of(), null, range);
  }

  /**
   * @param form SINGLE_CHOICE or MULTIPLE_CHOICE
   */
  public static Question choice(
      String id, QuestionForm form, Map<String, String> text, Choice choice) {
    return new Question(id, form, false, null, text, null, Map.of(), choice, null);
  }

  /** The same, asked only of those who meet the condition. */
  public Question showIf(Condition condition) {
    return new Question(id, form, scored, condition, text, scale, labels, choice, range);
  }

  /** The scale of a question that has passed {@link DefinitionRules} and whose form has one. */
  public Scale requiredScale() {
    return required(scale, "scale");
  }

  /** The options, likewise. */
  public Choice requiredChoice() {
    return required(choice, "options");
  }

  /** The range, likewise. */
  public NumberRange requiredRange() {
    return required(range, "range");
  }

  private <T> T required(@Nullable T part, String name) {
    if (part == null) {
      throw new IllegalStateException("question " + id + " has no " + name);
    }
    return part;
  }
}
