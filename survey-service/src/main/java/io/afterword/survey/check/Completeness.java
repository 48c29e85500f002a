package io.afterword.survey.check;

import io.afterword.survey.definition.Definition;
import io.afterword.survey.wording.LocaleChain;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How far a survey is worded in each of its languages. */
public final class Completeness {

  private Completeness() {}

  /**
   * One language.
   *
   * @param worded how many texts are its own
   * @param texts how many there are
   * @param askedIn the language in which its readers are asked; its own if every question is worded
   * @param missing what is not its own
   */
  public record Line(String locale, int worded, int texts, String askedIn, List<Missing> missing) {

    /** Whether the survey is asked in it. */
    public boolean asked() {
      return askedIn.equals(locale);
    }
  }

  /**
   * A text that a language lacks.
   *
   * @param pointer JSON Pointer into the definition
   * @param standIn the language whose text its readers get; null where the built-in words take its
   *     place, or none do
   */
  public record Missing(String pointer, @Nullable String standIn) {}

  /** Every language in which anything is worded, the default one first. */
  public static List<Line> of(Definition definition) {
    Map<String, Set<String>> texts = Translations.texts(definition);
    Set<String> locales = new LinkedHashSet<>();
    locales.add(definition.defaultLocale());
    texts.values().forEach(locales::addAll);
    return locales.stream().map(locale -> line(locale, texts, definition)).toList();
  }

  private static Line line(String locale, Map<String, Set<String>> texts, Definition definition) {
    String askedIn =
        LocaleChain.nearest(locale, definition.locales()).orElse(definition.defaultLocale());
    List<Missing> missing = new ArrayList<>();
    texts.forEach(
        (pointer, worded) -> {
          if (!worded.contains(locale)) {
            missing.add(new Missing(pointer, standIn(pointer, askedIn, worded, definition)));
          }
        });
    return new Line(locale, texts.size() - missing.size(), texts.size(), askedIn, missing);
  }

  /** As the respondent's page chooses; words of a scale come from a near language or not at all. */
  private static @Nullable String standIn(
      String pointer, String askedIn, Set<String> worded, Definition definition) {
    String last = definition.defaultLocale();
    boolean orDefault = worded.contains(last) && !pointer.endsWith("/labels");
    return LocaleChain.nearest(askedIn, worded).orElse(orDefault ? last : null);
  }
}
