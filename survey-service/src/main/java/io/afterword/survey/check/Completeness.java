package io.afterword.survey.check;

import io.afterword.survey.definition.Definition;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How far a survey is worded in each of its languages. */
public final class Completeness {

  private Completeness() {}

  /**
   * One language.
   *
   * @param worded how many texts are its own
   * @param texts how many there are
   * @param asked whether the survey is asked in it: every question is worded
   * @param missing JSON Pointers of what is not its own
   */
  public record Line(String locale, int worded, int texts, boolean asked, List<String> missing) {}

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
