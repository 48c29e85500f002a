package io.afterword.survey.respondent;

import io.afterword.survey.definition.Brand;
import io.afterword.survey.definition.ContactChannel;
import io.afterword.survey.definition.Definition;
import io.afterword.survey.definition.Option;
import io.afterword.survey.definition.Placeholders;
import io.afterword.survey.definition.Question;
import io.afterword.survey.definition.QuestionForm;
import io.afterword.survey.definition.Scale;
import io.afterword.survey.wording.LocaleChain;
import io.afterword.survey.wording.Wording;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Everything a reader sees of a survey, in one of the survey's locales. */
public final class Words {

  private final Definition definition;
  private final String locale;
  private final String brand;
  private final Occasion occasion;
  private final Wording builtIn;

  /**
   * @param locale one of the definition's
   * @param workspace name of the workspace, for a survey without a brand of its own
   */
  public Words(Definition definition, String locale, String workspace, Occasion occasion) {
    String name = definition.brand().name();
    this.definition = definition;
    this.locale = locale;
    this.brand = name == null ? workspace : name;
    this.occasion = occasion;
    this.builtIn = Wording.of(locale);
  }

  public String locale() {
    return locale;
  }

  public String direction() {
    return Wording.direction(locale);
  }

  public boolean isRightToLeft() {
    return Wording.isRightToLeft(locale);
  }

  public String brand() {
    return brand;
  }

  public Question scored() {
    return definition.scoredQuestion();
  }

  public String text(Question question) {
    return filled(chosen(question.text()).orElseThrow());
  }

  /** What is asked about a statement; a question needs nothing before it. */
  public Optional<String> lead(Question question) {
    return question.form() == QuestionForm.STATEMENT
        ? Optional.of(builtIn("statement.lead"))
        : Optional.empty();
  }

  public String text(Option option) {
    return filled(chosen(option.text()).orElseThrow());
  }

  /** In one line, whatever was put into it. */
  public String subject() {
    return chosen(definition.subject())
        .map(this::filled)
        .orElseGet(() -> builtIn(definition.metric().name().toLowerCase(Locale.ROOT) + ".subject"));
  }

  public String thanks() {
    return chosen(definition.thanks())
        .map(this::filled)
        .orElseGet(() -> builtIn("page.thanks.text"));
  }

  public Brand look() {
    return definition.brand();
  }

  public boolean isAnonymous() {
    return definition.isAnonymous();
  }

  /** What a way to reach a person is called. */
  public String label(ContactChannel contact) {
    return chosen(contact.label())
        .map(this::filled)
        .orElseGet(
            () ->
                builtIn.get(
                    "contact." + contact.kind().name().toLowerCase(Locale.ROOT),
                    Map.of("address", contact.address())));
  }

  /** The word for a point of the scale, if it has one. */
  public Optional<String> label(Question question, int rating) {
    return LocaleChain.nearest(locale, question.labels().keySet())
        .map(question.labels()::get)
        .map(labels -> labels.get(String.valueOf(rating)))
        .map(this::filled);
  }

  /**
   * A point for somebody who hears it: "4: Satisfied", or "4 on a scale from 0 to 10". Where no
   * numbers are shown, none is said: a face's 2 of 3 would mean nothing.
   */
  public String spoken(Question question, int rating) {
    Scale scale = question.requiredScale();
    return label(question, rating)
        .map(word -> Glyph.showsNumber(scale) ? rating + ": " + word : word)
        .orElseGet(
            () ->
                builtIn.get(
                    "rating.point",
                    Map.of("value", rating, "min", scale.min(), "max", scale.max())));
  }

  /** Whether every point of the question's scale has a word, and so a line of its own. */
  public boolean everyPointHasAWord(Question question) {
    return question.requiredScale().points().stream()
        .allMatch(point -> label(question, point).isPresent());
  }

  public String builtIn(String key) {
    return filled(builtIn.get(key));
  }

  public String builtIn(String key, Map<String, ?> values) {
    return filled(builtIn.get(key, values));
  }

  /** The locale's own text, else the nearest one, else the default locale's. */
  private Optional<String> chosen(Map<String, String> texts) {
    return LocaleChain.nearest(locale, texts.keySet())
        .map(texts::get)
        .or(() -> Optional.ofNullable(texts.get(definition.defaultLocale())));
  }

  private String filled(String text) {
    return Placeholders.fill(text, this::valueOf);
  }

  private Optional<String> valueOf(Placeholders.Name name) {
    return switch (name) {
      case BRAND -> Optional.of(brand);
      case AGENT -> occasion.agent();
      case PRODUCT -> occasion.product();
    };
  }
}
