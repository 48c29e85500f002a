package io.afterword.survey.definition;

import io.afterword.survey.definition.DefinitionFault.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What makes a definition sound. All faults are found at once, so that one reply is enough. */
public final class DefinitionRules {

  /** "Not more than one or two" is advice; this is where a survey stops being a short one. */
  static final int MOST_QUESTIONS = 10;

  /** A mail's subject is cut at about this length by every client. */
  static final int LONGEST_SUBJECT = 150;

  static final int LONGEST_TEXT = 500;
  static final int LONGEST_LABEL = 60;
  static final int LONGEST_NAME = 200;
  static final int LONGEST_BRAND = 100;
  private static final int MOST_LOCALES = 60;

  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,31}");
  private static final Pattern COLOUR = Pattern.compile("#[0-9a-fA-F]{6}");

  private final List<DefinitionFault> faults = new ArrayList<>();

  private DefinitionRules() {}

  /** All faults, in the order of the document; empty for a sound definition. */
  public static List<DefinitionFault> check(Definition definition) {
    DefinitionRules rules = new DefinitionRules();
    rules.definition(definition);
    return List.copyOf(rules.faults);
  }

  private void definition(Definition definition) {
    line("/name", definition.name(), LONGEST_NAME);
    required("/metric", definition.metric());
    if (required("/defaultLocale", definition.defaultLocale())) {
      locale("/defaultLocale", definition.defaultLocale());
    }
    brand(definition.brand());
    questions(definition);
    definition
        .subject()
        .forEach((locale, text) -> line(localeAt("/subject", locale), text, LONGEST_SUBJECT));
    definition
        .thanks()
        .forEach((locale, text) -> prose(localeAt("/thanks", locale), text, LONGEST_TEXT));
  }

  private void brand(Brand brand) {
    if (brand.name() != null) {
      line("/brand/name", brand.name(), LONGEST_BRAND);
    }
    if (brand.colour() != null && !COLOUR.matcher(brand.colour()).matches()) {
      fault("/brand/colour", Kind.NOT_A_COLOUR, "Write the colour as #rrggbb, such as #0b57d0.");
    }
  }

  private void questions(Definition definition) {
    List<Question> questions = definition.questions();
    if (questions.isEmpty()) {
      fault("/questions", Kind.REQUIRED, "Ask at least one question.");
      return;
    }
    if (questions.size() > MOST_QUESTIONS) {
      fault(
          "/questions",
          Kind.TOO_MANY_QUESTIONS,
          "At most %d questions, there are %d.".formatted(MOST_QUESTIONS, questions.size()));
    }
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < questions.size(); i++) {
      String at = "/questions/" + i;
      Question question = questions.get(i);
      if (required(at, question)) {
        question(at, question, definition);
        if (question.id() != null && !ids.add(question.id())) {
          fault(at + "/id", Kind.DUPLICATE_ID, "Two questions are called " + question.id() + ".");
        }
      }
    }
    long scored = questions.stream().filter(Objects::nonNull).filter(Question::scored).count();
    if (scored != 1) {
      fault(
          "/questions",
          Kind.NOT_ONE_SCORED_QUESTION,
          "Exactly one question is scored, here it is %d.".formatted(scored));
    }
  }

  private void question(String at, Question question, Definition definition) {
    if (required(at + "/id", question.id()) && !ID.matcher(question.id()).matches()) {
      fault(at + "/id", Kind.NOT_AN_ID, "An id is small letters, digits and hyphens, such as q1.");
    }
    if (!required(at + "/form", question.form())) {
      return;
    }
    if (question.form() == QuestionForm.TEXT) {
      textOnly(at, question);
    } else if (question.scale() == null) {
      fault(at + "/scale", Kind.SCALE_MISSING, "A RATING needs a scale.");
    } else {
      faults.addAll(
          ScaleRules.check(at + "/scale", question.scale(), metricOf(question, definition)));
      labels(at + "/labels", question.labels(), question.scale());
    }
    texts(at + "/text", question.text(), definition.defaultLocale());
  }

  private static @Nullable Metric metricOf(Question question, Definition definition) {
    return question.scored() ? definition.metric() : null;
  }

  private void textOnly(String at, Question question) {
    if (question.scale() != null) {
      fault(at + "/scale", Kind.SCALE_NOT_ALLOWED, "A TEXT has no scale; leave it out.");
    }
    if (!question.labels().isEmpty()) {
      fault(at + "/labels", Kind.SCALE_NOT_ALLOWED, "A TEXT has no labels; leave them out.");
    }
    if (question.scored()) {
      fault(at + "/scored", Kind.NOT_ONE_SCORED_QUESTION, "Only a RATING can be scored.");
    }
  }

  private void texts(String at, Map<String, String> texts, @Nullable String defaultLocale) {
    if (texts.size() > MOST_LOCALES) {
      fault(at, Kind.TOO_LONG, "At most %d locales.".formatted(MOST_LOCALES));
      return;
    }
    texts.forEach((locale, text) -> prose(localeAt(at, locale), text, LONGEST_TEXT));
    if (defaultLocale != null && !texts.containsKey(defaultLocale)) {
      fault(
          at,
          Kind.DEFAULT_LOCALE_MISSING,
          "Add the text for the default locale %s.".formatted(defaultLocale));
    }
  }

  private void labels(String at, Map<String, Map<String, String>> labels, Scale scale) {
    labels.forEach(
        (locale, words) -> {
          String here = localeAt(at, locale);
          if (required(here, words)) {
            words.forEach(
                (rating, word) -> label(here + "/" + escape(rating), rating, word, scale));
          }
        });
  }

  private void label(String at, String rating, String word, Scale scale) {
    line(at, word, LONGEST_LABEL);
    if (scale.points().stream().noneMatch(point -> String.valueOf(point).equals(rating))) {
      fault(
          at,
          Kind.RATING_OUT_OF_SCALE,
          "A label belongs to a rating from %d to %d.".formatted(scale.min(), scale.max()));
    }
  }

  private String localeAt(String at, String locale) {
    String here = at + "/" + escape(locale);
    locale(here, locale);
    return here;
  }

  private void locale(String at, String locale) {
    try {
      Locale known = new Locale.Builder().setLanguageTag(locale).build();
      String tag = known.toLanguageTag();
      if (!tag.equals(locale) || known.getLanguage().length() > 3 || tag.equals("und")) {
        fault(
            at,
            Kind.NOT_A_LOCALE,
            "Write the locale as BCP 47 does, such as en, pt-BR or zh-Hant.");
      }
    } catch (IllformedLocaleException e) {
      fault(at, Kind.NOT_A_LOCALE, "That is no locale; use a BCP 47 tag such as en or pt-BR.");
    }
  }

  /** Text of one line: it may end in a mail's header, so no control character gets through. */
  private void line(String at, @Nullable String text, int longest) {
    prose(at, text, longest);
    if (text != null && text.chars().anyMatch(Character::isISOControl)) {
      fault(at, Kind.UNSTORABLE_TEXT, "Take out line breaks and control characters.");
    }
  }

  private void prose(String at, @Nullable String text, int longest) {
    if (!required(at, text) || text == null) {
      return;
    }
    if (text.isBlank()) {
      fault(at, Kind.REQUIRED, "Write something here, or leave the field out if it is optional.");
    }
    if (text.codePointCount(0, text.length()) > longest) {
      fault(at, Kind.TOO_LONG, "At most %d characters.".formatted(longest));
    }
    if (!Storable.text(text)) {
      fault(at, Kind.UNSTORABLE_TEXT, "The text has a NUL or half of a character; take it out.");
    }
  }

  private boolean required(String at, @Nullable Object value) {
    if (value == null) {
      fault(at, Kind.REQUIRED, "This field is needed.");
    }
    return value != null;
  }

  private void fault(String at, Kind kind, String detail) {
    faults.add(new DefinitionFault(at, kind, detail));
  }

  private static String escape(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
