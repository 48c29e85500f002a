package io.afterword.survey.respond;

import io.afterword.survey.definition.Condition;
import io.afterword.survey.definition.Question;
import java.util.List;
import java.util.Optional;

/** Which questions somebody is asked, by what they answered so far. */
final class Asking {

  private Asking() {}

  /** Whether the answers lead to the question; the answers to questions before it are enough. */
  static boolean leadsTo(Question question, List<Answer> answers) {
    Condition condition = question.showIf();
    return condition == null
        || answerTo(condition.question(), answers)
            .filter(
                answer ->
                    condition.isMetBy(
                        answer.rating(), answer.choices() == null ? List.of() : answer.choices()))
            .isPresent();
  }

  static Optional<Answer> answerTo(String question, List<Answer> answers) {
    return answers.stream().filter(answer -> answer.question().equals(question)).findFirst();
  }
}
