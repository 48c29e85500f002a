package io.afterword.survey.respond;

import io.afterword.platform.problem.ProblemCode;
import io.afterword.survey.definition.Definition;
import io.afterword.survey.definition.Question;
import io.afterword.survey.definition.QuestionForm;
import io.afterword.survey.definition.Scale;
import io.afterword.survey.definition.Storable;
import io.afterword.survey.problem.SurveyProblem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the fields of the page's form answer, held against the version that the link froze. The
 * scored question's field is {@code rating} and the first text's is {@code comment}; any other
 * question has a field with its id.
 */
final class AnswerForm {

  static final String RATING = "rating";
  static final String COMMENT = "comment";
  static final String LANG = "lang";
  static final String COMPLETENESS = "completeness";
  static final String CSRF = "csrf";

  /** Two pages of text; more is not read by anybody, and a comment is copied to the analysis. */
  static final int LONGEST_TEXT = 5_000;

  private static final Set<String> OWN = Set.of(LANG, COMPLETENESS, CSRF);

  private final Definition definition;
  private final FormFields fields;
  private final List<Answer> answers = new ArrayList<>();
  private final List<Fault> faults = new ArrayList<>();

  private AnswerForm(Definition definition, FormFields fields) {
    this.definition = definition;
    this.fields = fields;
  }

  sealed interface Reading permits Answered, Faulty {}

  record Answered(List<Answer> answers, Completeness completeness) implements Reading {}

  record Faulty(List<Fault> faults) implements Reading {}

  /**
   * @param words key of the sentence that the page shows
   * @param values that go into it
   */
  record Fault(
      String field, ProblemCode problem, String detail, String words, Map<String, Object> values) {}

  static Reading read(Definition definition, FormFields fields) {
    return new AnswerForm(definition, fields).read();
  }

  /** The name of a question's field. */
  static String fieldOf(Definition definition, Question question) {
    if (question.scored()) {
      return RATING;
    }
    Optional<Question> comment =
        definition.questions().stream().filter(q -> q.form() == QuestionForm.TEXT).findFirst();
    return comment.filter(question::equals).isPresent() ? COMMENT : question.id();
  }

  private Reading read() {
    boolean partial = fields.get(COMPLETENESS).filter("PARTIAL"::equals).isPresent();
    Set<String> known = new HashSet<>(OWN);
    for (Question question : definition.questions()) {
      String field = fieldOf(definition, question);
      known.add(field);
      if (question.form() == QuestionForm.RATING) {
        rating(field, question);
      } else if (!partial) {
        // A comment is kept when it is sent, not while it is being written.
        text(field, question);
      }
    }
    fields.values().keySet().stream().filter(f -> !known.contains(f)).sorted().forEach(this::odd);
    return faults.isEmpty()
        ? new Answered(List.copyOf(answers), partial ? Completeness.PARTIAL : Completeness.COMPLETE)
        : new Faulty(List.copyOf(faults));
  }

  private void rating(String field, Question question) {
    Scale scale = question.requiredScale();
    String given = fields.get(field).map(String::strip).orElse("");
    if (given.isEmpty()) {
      if (question.scored()) {
        faults.add(
            new Fault(
                field,
                SurveyProblem.RATING_MISSING,
                "Send %s with a rating from %d to %d.".formatted(field, scale.min(), scale.max()),
                "page.rating.missing",
                Map.of()));
      }
      return;
    }
    Optional<Integer> rating =
        scale.points().stream().filter(point -> String.valueOf(point).equals(given)).findFirst();
    if (rating.isEmpty()) {
      faults.add(
          new Fault(
              field,
              SurveyProblem.RATING_OUT_OF_SCALE,
              "%s must be %d to %d, was %s."
                  .formatted(field, scale.min(), scale.max(), shortened(given)),
              "page.rating.outside",
              Map.of("min", scale.min(), "max", scale.max())));
    } else {
      answers.add(Answer.rating(question.id(), rating.get()));
    }
  }

  private void text(String field, Question question) {
    String given = fields.get(field).map(String::strip).orElse("");
    if (given.isEmpty()) {
      return;
    }
    if (!Storable.text(given)) {
      faults.add(
          new Fault(
              field,
              SurveyProblem.UNSTORABLE_TEXT,
              "%s holds a NUL or half of a character; take it out.".formatted(field),
              "page.text.unreadable",
              Map.of()));
    } else if (given.codePointCount(0, given.length()) > LONGEST_TEXT) {
      faults.add(
          new Fault(
              field,
              SurveyProblem.TEXT_TOO_LONG,
              "%s may have %d characters.".formatted(field, LONGEST_TEXT),
              "page.text.long",
              Map.of("most", LONGEST_TEXT)));
    } else {
      answers.add(Answer.text(question.id(), given));
    }
  }

  private void odd(String field) {
    faults.add(
        new Fault(
            field,
            SurveyProblem.UNKNOWN_ANSWER,
            "The survey has no field %s.".formatted(shortened(field)),
            "page.form.old",
            Map.of()));
  }

  private static String shortened(String text) {
    return text.length() > 20 ? text.substring(0, 20) + "..." : text;
  }
}
