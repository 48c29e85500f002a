package io.afterword.survey.definition;

import io.afterword.survey.definition.DefinitionFault.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What makes a condition sound: it looks back, and at answers that can be given. */
final class ConditionRules {

  private final List<Question> questions;
  private final Faults faults;

  ConditionRules(List<Question> questions, Faults faults) {
    this.questions = questions;
    this.faults = faults;
  }

  void check(String at, int position, Question question, Condition condition) {
    if (question.scored()) {
      faults.add(
          at, Kind.SCORED_QUESTION_CONDITIONAL, "Everybody is asked the question that is scored.");
    }
    if (!faults.required(at + "/question", condition.question())) {
      return;
    }
    Optional<Question> earlier = named(condition.question());
    if (earlier.isEmpty()) {
      faults.add(
          at + "/question",
          Kind.CONDITION_ON_UNKNOWN_QUESTION,
          "No question is called %s.".formatted(condition.question()));
    } else if (questions.indexOf(earlier.get()) < position) {
      answers(at, earlier.get(), condition);
    } else if (leadsBackTo(question.id(), condition)) {
      faults.add(
          at + "/question", Kind.CONDITION_LOOP, "The condition leads back to its own question.");
    } else {
      faults.add(
          at + "/question",
          Kind.CONDITION_ON_LATER_QUESTION,
          "%s is asked later; a condition looks at an earlier question."
              .formatted(condition.question()));
    }
  }

  private Optional<Question> named(String id) {
    return questions.stream()
        .filter(Objects::nonNull)
        .filter(question -> id.equals(question.id()))
        .findFirst();
  }

  private boolean leadsBackTo(String id, Condition condition) {
    Set<String> seen = new HashSet<>();
    @Nullable Condition next = condition;
    while (next != null && next.question() != null && seen.add(next.question())) {
      if (next.question().equals(id)) {
        return true;
      }
      next = named(next.question()).map(Question::showIf).orElse(null);
    }
    return false;
  }

  private void answers(String at, Question earlier, Condition condition) {
    QuestionForm form = earlier.form();
    if (form == null) {
      return; // reported at the question itself
    }
    if (!form.hasScale() && !form.hasOptions()) {
      faults.add(
          at + "/question",
          Kind.CONDITION_NOT_DECIDABLE,
          "A condition looks at a question with a scale or with options.");
      return;
    }
    if (form.hasScale() ? condition.ratings().isEmpty() : condition.choices().isEmpty()) {
      faults.add(
          at + (form.hasScale() ? "/ratings" : "/choices"),
          Kind.REQUIRED,
          "Name the answers after which it is asked.");
    }
    for (int i = 0; i < condition.ratings().size(); i++) {
      Integer rating = condition.ratings().get(i);
      Scale scale = earlier.scale();
      if (rating == null || scale == null || !form.hasScale() || !scale.contains(rating)) {
        notGiven(at + "/ratings/" + i, earlier);
      }
    }
    for (int i = 0; i < condition.choices().size(); i++) {
      String chosen = condition.choices().get(i);
      Choice choice = earlier.choice();
      if (chosen == null || choice == null || !form.hasOptions() || !offers(choice, chosen)) {
        notGiven(at + "/choices/" + i, earlier);
      }
    }
  }

  private static boolean offers(Choice choice, String id) {
    return choice.options().stream().anyMatch(option -> option != null && id.equals(option.id()));
  }

  private void notGiven(String at, Question earlier) {
    faults.add(
        at, Kind.CONDITION_NEVER_MET, "Question %s has no such answer.".formatted(earlier.id()));
  }
}
