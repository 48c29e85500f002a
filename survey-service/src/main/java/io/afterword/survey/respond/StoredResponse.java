package io.afterword.survey.respond;

import java.util.List;
import java.util.Optional;

/** What somebody answered before, for the page that shows it again. */
public record StoredResponse(Completeness completeness, List<Answer> answers) {

  /** The answer as the form's field would hold it. */
  Optional<String> valueOf(String question) {
    return answers.stream()
        .filter(answer -> answer.question().equals(question))
        .map(answer -> answer.rating() == null ? answer.text() : String.valueOf(answer.rating()))
        .findFirst();
  }
}
