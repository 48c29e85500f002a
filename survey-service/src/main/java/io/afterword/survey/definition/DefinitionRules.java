package io.afterword.survey.definition;

import io.afterword.survey.definition.DefinitionFault.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What makes a definition sound. All faults are found at once, so that one reply is enough. */
public final class DefinitionRules {

  /** "Not more than one or two" is advice; this is where a survey stops being a short one. */
  static final int MOST_QUESTIONS = 10;

  /** A mail's subject is cut at about this length by every client. */
  public static final int LONGEST_SUBJECT = 150;

  static final int LONGEST_NAME = 200;

  /** Few enough that many people share the same values. */
  static final int MOST_SEGMENTS = 4;

  private static final Pattern FACT = Pattern.compile("facts\\.[A-Za-z][A-Za-z0-9_-]{0,63}");

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
    new BrandRules(faults, texts).check(definition.brand());
    anonymous(definition.anonymous());
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

  private void anonymous(@Nullable Anonymity anonymous) {
    if (anonymous == null) {
      return;
    }
    if (anonymous.segments().size() > MOST_SEGMENTS) {
      faults.add(
          "/anonymous/segments",
          Kind.TOO_LONG,
          "At most %d: each tells more about who answered.".formatted(MOST_SEGMENTS));
    }
    for (int i = 0; i < anonymous.segments().size(); i++) {
      String segment = anonymous.segments().get(i);
      String at = "/anonymous/segments/" + i;
      if (faults.required(at, segment)
          && !Anonymity.OWN.contains(segment)
          && !FACT.matcher(segment).matches()) {
        faults.add(
            at,
            Kind.NOT_A_SEGMENT,
            "Use one of %s, or facts.NAME.".formatted(String.join(", ", Anonymity.OWN)));
      }
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
