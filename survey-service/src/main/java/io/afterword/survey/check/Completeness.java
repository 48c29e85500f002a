package io.afterword.survey.check;

import io.afterword.survey.definition.Definition;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How far a survey is worded in each of its languages. */
public final class Completeness {

  private Completeness() {}

  /**
   * One language.
   *
   * @param asked whether the survey is asked in it: every question is worded
   */
  @Schema(name = "SurveyLanguage", description = "How far a survey is worded in a language.")
  public record Line(
      @Schema(required = true, description = "BCP 47.", examples = "nb") String locale,
      @Schema(required = true, description = "Texts of its own.", examples = "9") int worded,
      @Schema(required = true, description = "Texts of the survey.", examples = "11") int texts,
      @Schema(
              required = true,
              description = "Whether people are asked in it: every question is worded.")
          boolean asked,
      @Schema(
              required = true,
              description = "JSON Pointers of what is missing; a near language stands in for it.",
              examples = "[\"/questions/1/text\"]")
          List<String> missing) {}

  /** Every language in which anything is worded, the default one first. */
  public static List<Line> of(Definition definition) {
    Map<String, Set<String>> texts = Translations.texts(definition);
    Set<String> locales = new LinkedHashSet<>();
    locales.add(definition.defaultLocale());
    texts.values().forEach(locales::addAll);
    List<String> asked = definition.locales();
    List<Line> lines = new ArrayList<>();
    for (String locale : locales) {
      List<String> missing =
          texts.entrySet().stream()
              .filter(text -> !text.getValue().contains(locale))
              .map(Map.Entry::getKey)
              .toList();
      lines.add(
          new Line(
              locale,
              texts.size() - missing.size(),
              texts.size(),
              asked.contains(locale),
              missing));
    }
    return lines;
  }
}
