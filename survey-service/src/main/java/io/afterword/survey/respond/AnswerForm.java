package io.afterword.survey.respond;

import io.afterword.platform.problem.ProblemCode;
import io.afterword.survey.definition.Definition;
import io.afterword.survey.definition.Question;
import io.afterword.survey.definition.QuestionForm;
import io.afterword.survey.problem.SurveyProblem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the fields of the page's form answer, held against the version that the link froze. */
final class AnswerForm {

  static final String LANG = "lang";
  static final String COMPLETENESS = "completeness";
  static final String CSRF = "csrf";

  /** Put there by the page's script: whether it saw a trusted input. */
  static final String TOUCHED = "touched";

  private static final Set<String> OWN = Set.of(LANG, COMPLETENESS, CSRF, TOUCHED);

  private final Definition definition;
  private final FormFields fields;
  private final List<Answer> before;
  private final boolean partial;
  private final AnswerReader reader;
  private final List<Answer> answers = new ArrayList<>();
  private final List<Fault> faults = new ArrayList<>();

  private AnswerForm(Definition definition, FormFields fields, List<Answer> before) {
    this.definition = definition;
    this.fields = fields;
    this.before = before;
    this.partial = fields.get(COMPLETENESS).filter("PARTIAL"::equals).isPresent();
    this.reader = new AnswerReader(definition, fields, faults::add);
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

  /**
   * @param before what the respondent answered already; a follow-up that this form does not show
   *     keeps its answer from there
   */
  static Reading read(Definition definition, FormFields fields, List<Answer> before) {
    return new AnswerForm(definition, fields, before).read();
  }

  /** The answers that can be read, whatever else is wrong with the form. */
  static List<Answer> readable(Definition definition, FormFields fields) {
    AnswerForm form = new AnswerForm(definition, fields, List.of());
    definition.questions().forEach(form::answer);
    return form.answers;
  }

  private Reading read() {
    Set<String> known = new HashSet<>(OWN);
    for (Question question : definition.questions()) {
      known.addAll(FieldNames.answering(definition, question));
      known.add(FieldNames.asked(question));
      answer(question);
    }
    fields.values().keySet().stream().filter(f -> !known.contains(f)).sorted().forEach(this::odd);
    return faults.isEmpty()
        ? new Answered(List.copyOf(answers), partial ? Completeness.PARTIAL : Completeness.COMPLETE)
        : new Faulty(List.copyOf(faults));
  }

  /** What is typed is kept when it is sent, not while it is being written. */
  private void answer(Question question) {
    boolean typed = question.form() == QuestionForm.TEXT || question.form() == QuestionForm.NUMBER;
    if (partial && typed) {
      return;
    }
    if (question.showIf() == null) {
      reader.read(question).ifPresent(answers::add);
    } else {
      followUp(question);
    }
  }

  private void followUp(Question question) {
    Optional<Answer> earlier = Asking.answerTo(question.id(), before);
    boolean answered =
        FieldNames.answering(definition, question).stream()
            .anyMatch(field -> fields.get(field).filter(v -> !v.isBlank()).isPresent());
    boolean onThePage = fields.get(FieldNames.asked(question)).isPresent();
    boolean asked =
        Asking.leadsTo(question, answers)
            || Asking.leadsTo(question, before)
            || earlier.isPresent();
    if (answered && !asked) {
      notAsked(question);
    } else if (answered || onThePage) {
      reader.read(question).ifPresent(answers::add);
    } else {
      earlier.ifPresent(answers::add);
    }
  }

  private void notAsked(Question question) {
    faults.add(
        new Fault(
            FieldNames.of(definition, question),
            SurveyProblem.QUESTION_NOT_ASKED,
            "Question %s is asked only after other answers than these.".formatted(question.id()),
            "page.form.old",
            Map.of()));
  }

  private void odd(String field) {
    faults.add(
        new Fault(
            field,
            SurveyProblem.UNKNOWN_ANSWER,
            "The survey has no field %s.".formatted(AnswerReader.shortened(field)),
            "page.form.old",
            Map.of()));
  }
}
