package io.afterword.survey.respond;

import io.afterword.survey.link.Earlier;
import java.util.List;

/** What somebody answered before, for the page that shows it again. */
public record StoredResponse(Completeness completeness, List<Answer> answers) {

  static StoredResponse of(Earlier earlier) {
    return of(earlier.completeness(), earlier.answers());
  }

  /**
   * @param answers a JSON array, as it is stored
   */
  static StoredResponse of(String completeness, String answers) {
    return new StoredResponse(
        Completeness.valueOf(completeness), ResponseRepository.answers(answers));
  }
}
