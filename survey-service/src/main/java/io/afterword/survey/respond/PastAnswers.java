package io.afterword.survey.respond;

import io.afterword.platform.problem.ProblemCode;
import io.afterword.survey.definition.Definition;
import io.afterword.survey.definition.Option;
import io.afterword.survey.definition.Question;
import io.afterword.survey.definition.QuestionForm;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Answers that were given elsewhere, read by the rules of the page's form. Pure. */
public final class PastAnswers {

  private PastAnswers() {}

  /**
   * @param values as the form would send them; the ids of options for a choice
   * @param faults told of what cannot be read: the code and a sentence
   */
  public static Optional<Answer> read(
      Definition definition,
      Question question,
      List<String> values,
      BiConsumer<ProblemCode, String> faults) {
    Map<String, String> fields = new LinkedHashMap<>();
    if (question.form() == QuestionForm.MULTIPLE_CHOICE) {
      for (Option option : question.requiredChoice().options()) {
        if (values.contains(option.id())) {
          fields.put(FieldNames.of(question, option), option.id());
        }
      }
    } else {
      fields.put(FieldNames.of(definition, question), String.join("", values));
    }
    return new AnswerReader(
            definition,
            new FormFields(fields),
            fault -> faults.accept(fault.problem(), fault.detail()))
        .read(question);
  }
}
