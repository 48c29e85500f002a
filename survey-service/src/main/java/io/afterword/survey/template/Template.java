package io.afterword.survey.template;

import io.afterword.survey.definition.Brand;
import io.afterword.survey.definition.Definition;
import io.afterword.survey.definition.Metric;
import io.afterword.survey.definition.Polarity;
import io.afterword.survey.definition.Question;
import io.afterword.survey.definition.Scale;
import io.afterword.survey.wording.Wording;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A survey that can be used as it is: one scored question and room for a comment, worded in all
 * built-in languages.
 */
public enum Template {
  CSAT(
      Metric.CSAT,
      "Satisfaction, 1 to 5",
      "Right after an interaction: how satisfied somebody was with it.",
      Fit.AFTER_AN_INTERACTION,
      Scale.of("csat-1-5", 1, 5, Polarity.HIGHER_IS_BETTER, List.of(4, 5), List.of(1, 2))),
  NPS(
      Metric.NPS,
      "Recommendation, 0 to 10",
      "Every quarter or so: how the relationship as a whole stands.",
      Fit.RECURRING,
      Scale.of(
          "nps-0-10",
          0,
          10,
          Polarity.HIGHER_IS_BETTER,
          List.of(9, 10),
          List.of(0, 1, 2, 3, 4, 5, 6))),
  /** CES 2.0: agreement that it was easy, so a high rating is a good one. */
  CES(
      Metric.CES,
      "Effort, 1 to 7",
      "Right after a resolved request: how easy it was to get there.",
      Fit.AFTER_AN_INTERACTION,
      Scale.of("ces-1-7", 1, 7, Polarity.HIGHER_IS_BETTER, List.of(5, 6, 7), List.of(1, 2, 3)));

  /** When a survey from the template is best sent. */
  public enum Fit {
    AFTER_AN_INTERACTION,
    RECURRING
  }

  private final Metric metric;
  private final String title;
  private final String purpose;
  private final Fit fit;

  @SuppressWarnings("ImmutableEnumChecker") // a record of unmodifiable lists
  private final Scale scale;

  Template(Metric metric, String title, String purpose, Fit fit, Scale scale) {
    this.metric = metric;
    this.title = title;
    this.purpose = purpose;
    this.fit = fit;
    this.scale = scale;
  }

  /** As the API calls it: {@code csat-1-5}. */
  public String id() {
    return scale.id();
  }

  public Metric metric() {
    return metric;
  }

  public String title() {
    return title;
  }

  public String purpose() {
    return purpose;
  }

  public Fit fit() {
    return fit;
  }

  public Scale scale() {
    return scale;
  }

  public static Optional<Template> find(String id) {
    return Stream.of(values()).filter(template -> template.id().equals(id)).findFirst();
  }

  public static List<String> ids() {
    return Stream.of(values()).map(Template::id).toList();
  }

  /**
   * @param name the team's name for the survey
   * @param defaultLocale one of {@link Wording#LOCALES}
   */
  public Definition define(String name, String defaultLocale, Brand brand) {
    String words = metric.name().toLowerCase(Locale.ROOT);
    Map<String, Map<String, String>> labels = new LinkedHashMap<>();
    Wording.LOCALES.forEach(
        locale -> labels.put(locale, Wording.shipped(locale).labels(words + ".label.")));
    return new Definition(
        name,
        metric,
        defaultLocale,
        brand,
        List.of(
            Question.rating("q1", true, scale, inAllLocales(words + ".question"), labels),
            Question.text("q2", inAllLocales("comment.question"))),
        Map.of(),
        Map.of());
  }

  private static Map<String, String> inAllLocales(String key) {
    Map<String, String> texts = new LinkedHashMap<>();
    Wording.LOCALES.forEach(locale -> texts.put(locale, Wording.shipped(locale).get(key)));
    return texts;
  }
}
