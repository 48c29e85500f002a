package io.afterword.survey.check;

import io.afterword.survey.definition.Colour;
import io.afterword.survey.definition.Definition;
import io.afterword.survey.definition.Metric;
import io.afterword.survey.definition.Question;
import io.afterword.survey.definition.QuestionForm;
import io.afterword.survey.definition.StandardScale;
import io.afterword.survey.template.Trigger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a sound definition as somebody does who has seen many surveys fail. It advises; only what
 * would make scores wrong keeps a survey from being published.
 */
public final class SurveyCheck {

  /** "One or two questions only"; those that only some are asked do not count. */
  private static final int MOST_QUESTIONS = 2;

  /** WCAG 1.4.11: what has to be seen stands out 3 to 1. */
  private static final double LEAST_CONTRAST = 3;

  private static final String PAGE = "#ffffff";

  private final Definition definition;
  private final @Nullable Trigger trigger;
  private final List<Finding> findings = new ArrayList<>();

  private SurveyCheck(Definition definition, @Nullable Trigger trigger) {
    this.definition = definition;
    this.trigger = trigger;
  }

  /**
   * @param trigger of the policy that the survey is meant for, if that is known
   */
  public static List<Finding> of(Definition definition, @Nullable Trigger trigger) {
    SurveyCheck check = new SurveyCheck(definition, trigger);
    check.whole();
    for (int i = 0; i < definition.questions().size(); i++) {
      check.question("/questions/" + i, definition.questions().get(i));
    }
    check.findings.addAll(Translations.missing(definition));
    check.findings.addAll(PlaceholderRisks.of(definition));
    return List.copyOf(check.findings);
  }

  /** What keeps the survey from being published. */
  public static List<Finding> blocking(Definition definition) {
    return of(definition, null).stream().filter(Finding::blocks).toList();
  }

  private void whole() {
    long forEverybody =
        definition.questions().stream().filter(question -> question.showIf() == null).count();
    if (forEverybody > MOST_QUESTIONS) {
      add(
          Rule.TOO_MANY_QUESTIONS,
          "/questions",
          "%d questions are asked of everybody; each one costs answers.".formatted(forEverybody),
          "Keep the scored question and the comment, and ask the rest only after certain answers"
              + " (showIf).");
    }
    if (definition.questions().stream().noneMatch(q -> q.form() == QuestionForm.TEXT)) {
      add(
          Rule.NO_ROOM_FOR_A_COMMENT,
          "/questions",
          "A rating alone does not say what to do about it.",
          "Add a TEXT question such as \"Would you like to tell us why?\".");
    }
    String colour = definition.brand().colour();
    if (colour != null && Colour.contrast(colour, PAGE) < LEAST_CONTRAST) {
      add(
          Rule.UNREADABLE_CONTRAST,
          "/brand/colour",
          "%s stands out %.1f to 1 from the white page; 3 to 1 is needed to see the button."
              .formatted(colour, Colour.contrast(colour, PAGE)),
          "Use a darker shade of the colour.");
    }
  }

  private void question(String at, Question question) {
    if (question.form().hasScale()) {
      findings.addAll(ScaleDirection.check(at, question, definition));
      if (StandardScale.isLegacy(question.requiredScale().id())) {
        add(
            Rule.LEGACY_SCALE,
            at + "/scale",
            "Recommendation asked on 1 to 10 has a score that nobody else's can be compared with.",
            "Use nps-0-10 unless an old series must go on.");
      }
    }
    general(at, question);
    question
        .text()
        .forEach(
            (locale, text) ->
                findings.addAll(
                    WordingCheck.check(at + "/text/" + locale, locale, text, question)));
    icons(at + "/text", question.text());
    question.labels().forEach((locale, words) -> icons(at + "/labels/" + locale, words));
    if (question.choice() != null) {
      for (int i = 0; i < question.choice().options().size(); i++) {
        icons(at + "/choice/options/" + i + "/text", question.choice().options().get(i).text());
      }
    }
  }

  private void general(String at, Question question) {
    if (trigger != Trigger.PER_INTERACTION || !question.scored()) {
      return;
    }
    boolean general =
        definition.metric() == Metric.NPS
            || question.text().entrySet().stream()
                .anyMatch(
                    text ->
                        Lexicon.of(text.getKey())
                            .flatMap(words -> words.find("general", text.getValue()))
                            .isPresent());
    if (general) {
      add(
          Rule.GENERAL_QUESTION,
          at + "/text",
          "A question about everything, asked after one interaction, is answered with that"
              + " interaction in mind.",
          "Ask about the interaction itself, or ask this one every quarter (RECURRING).");
    }
  }

  private void icons(String at, Map<String, String> texts) {
    texts.forEach(
        (key, text) ->
            Icons.first(text)
                .ifPresent(
                    icon ->
                        add(
                            Rule.BIASED_ICON,
                            at + "/" + key,
                            "%s is a picture that some like better than others.".formatted(icon),
                            "Say it in words; the looks FACES, THUMBS and STARS draw even-handed"
                                + " pictures.")));
  }

  private void add(Rule rule, String pointer, String why, String proposal) {
    findings.add(Finding.advice(rule, pointer, why, proposal));
  }
}
