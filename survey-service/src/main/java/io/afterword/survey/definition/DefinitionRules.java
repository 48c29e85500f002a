package io.afterword.survey.definition;

import io.afterword.survey.definition.DefinitionFault.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/** What makes a definition sound. All faults are found at once, so that one reply is enough. */
public final class DefinitionRules {

  /** "Not more than one or two" is advice; this is where a survey stops being a short one. */
  static final int MOST_QUESTIONS = 10;

  /** A mail's subject is cut at about this length by every client. */
  public static final int LONGEST_SUBJECT = 150;

  static final int LONGEST_NAME = 200;
  static final int LONGEST_BRAND = 100;

  private static final Pattern COLOUR = Pattern.compile("#[0-9a-fA-F]{6}");

  private final Definition definition;
  private final Faults faults = new Faults();
  private final TextRules texts = new TextRules(faults);

  private DefinitionRules(Definition definition) {
    this.definition = definition;
  }

  /** All faults, in the order of the document; empty for a sound definition. */
  public static List<DefinitionFault> check(Definition definition) {
    DefinitionRules rules = new DefinitionRules(definition);
    rules.check();
    return rules.faults.all();
  }

  private void check() {
    texts.line("/name", definition.name(), LONGEST_NAME);
    faults.required("/metric", definition.metric());
    if (faults.required("/defaultLocale", definition.defaultLocale())) {
      texts.locale("/defaultLocale", definition.defaultLocale());
    }
    brand(definition.brand());
    questions();
    definition
        .subject()
        .forEach(
            (locale, text) ->
                texts.shownLine(texts.localeAt("/subject", locale), text, LONGEST_SUBJECT));
    definition
        .thanks()
        .forEach(
            (locale, text) ->
                texts.shown(texts.localeAt("/thanks", locale), text, QuestionRules.LONGEST_TEXT));
  }

  private void brand(Brand brand) {
    if (brand.name() != null) {
      texts.line("/brand/name", brand.name(), LONGEST_BRAND);
      texts.markup("/brand/name", brand.name());
    }
    if (brand.colour() != null && !COLOUR.matcher(brand.colour()).matches()) {
      faults.add(
          "/brand/colour", Kind.NOT_A_COLOUR, "Write the colour as #rrggbb, such as #0b57d0.");
    }
  }

  private void questions() {
    List<Question> questions = definition.questions();
    if (questions.isEmpty()) {
      faults.add("/questions", Kind.REQUIRED, "Ask at least one question.");
      return;
    }
    if (questions.size() > MOST_QUESTIONS) {
      faults.add(
          "/questions",
          Kind.TOO_MANY_QUESTIONS,
          "At most %d questions, there are %d.".formatted(MOST_QUESTIONS, questions.size()));
    }
    QuestionRules rules = new QuestionRules(definition, faults);
    ConditionRules conditions = new ConditionRules(questions, faults);
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < questions.size(); i++) {
      String at = "/questions/" + i;
      Question question = questions.get(i);
      if (faults.required(at, question)) {
        rules.check(at, question);
        if (question.showIf() != null) {
          conditions.check(at + "/showIf", i, question, question.showIf());
        }
        if (question.id() != null && !ids.add(question.id())) {
          faults.add(
              at + "/id", Kind.DUPLICATE_ID, "Two questions are called " + question.id() + ".");
        }
      }
    }
    oneIsScored(questions);
  }

  private void oneIsScored(List<Question> questions) {
    long scored = questions.stream().filter(Objects::nonNull).filter(Question::scored).count();
    if (scored != 1) {
      faults.add(
          "/questions",
          Kind.NOT_ONE_SCORED_QUESTION,
          "Exactly one question is scored, here it is %d.".formatted(scored));
    }
  }
}
