package io.afterword.survey.respondent;

import io.afterword.survey.definition.Definition;
import io.afterword.survey.definition.Question;
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
  private final Wording builtIn;

  /**
   * @param locale one of the definition's
   * @param workspace name of the workspace, for a survey without a brand of its own
   */
  public Words(Definition definition, String locale, String workspace) {
    String name = definition.brand().name();
    this.definition = definition;
    this.locale = locale;
    this.brand = name == null ? workspace : name;
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
    return branded(chosen(question.text()).orElseThrow());
  }

  public String subject() {
    return chosen(definition.subject())
        .map(this::branded)
        .orElseGet(() -> builtIn(definition.metric().name().toLowerCase(Locale.ROOT) + ".subject"));
  }

  public String thanks() {
    return chosen(definition.thanks())
        .map(this::branded)
        .orElseGet(() -> builtIn("page.thanks.text"));
  }

  /** The word for a point of the scale, if it has one. */
  public Optional<String> label(Question question, int rating) {
    return LocaleChain.nearest(locale, question.labels().keySet())
        .map(question.labels()::get)
        .map(labels -> labels.get(String.valueOf(rating)))
        .map(this::branded);
  }

  /** A point for somebody who hears it: "4: Satisfied", or "4 on a scale from 0 to 10". */
  public String spoken(Question question, int rating) {
    Scale scale = question.requiredScale();
    return label(question, rating)
        .map(word -> rating + ": " + word)
        .orElseGet(
            () ->
                builtIn.get(
                    "rating.point",
                    Map.of("value", rating, "min", scale.min(), "max", scale.max())));
  }

  public String builtIn(String key) {
    return branded(builtIn.get(key));
  }

  public String builtIn(String key, Map<String, ?> values) {
    return branded(builtIn.get(key, values));
  }

  /** The locale's own text, else the nearest one, else the default locale's. */
  private Optional<String> chosen(Map<String, String> texts) {
    return LocaleChain.nearest(locale, texts.keySet())
        .map(texts::get)
        .or(() -> Optional.ofNullable(texts.get(definition.defaultLocale())));
  }

  private String branded(String text) {
    return text.replace("{brand}", brand);
  }
}
