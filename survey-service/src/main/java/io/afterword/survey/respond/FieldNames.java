package io.afterword.survey.respond;

import io.afterword.survey.definition.Definition;
import io.afterword.survey.definition.Option;
import io.afterword.survey.definition.Question;
import io.afterword.survey.definition.QuestionForm;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How the fields of the page's form are called. The scored question's is {@code rating} and the
 * first text's {@code comment}; any other question has a field with its id, a multiple choice one
 * for each option, so that no field comes twice.
 */
final class FieldNames {

  static final String RATING = "rating";
  static final String COMMENT = "comment";

  private FieldNames() {}

  static String of(Definition definition, Question question) {
    if (question.scored()) {
      return RATING;
    }
    Optional<Question> comment =
        definition.questions().stream().filter(q -> q.form() == QuestionForm.TEXT).findFirst();
    return comment.filter(question::equals).isPresent() ? COMMENT : question.id();
  }

  static String of(Question question, Option option) {
    return question.id() + "." + option.id();
  }

  /** Says that the page showed a follow-up, so that leaving it empty takes its answer back. */
  static String asked(Question question) {
    return "asked." + question.id();
  }

  /** All fields that may hold something of the question's answer. */
  static List<String> answering(Definition definition, Question question) {
    if (question.form() != QuestionForm.MULTIPLE_CHOICE) {
      return List.of(of(definition, question));
    }
    List<String> fields = new ArrayList<>();
    question.requiredChoice().options().forEach(option -> fields.add(of(question, option)));
    return fields;
  }
}
