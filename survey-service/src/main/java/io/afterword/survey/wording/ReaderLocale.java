package io.afterword.survey.wording;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * In which of a survey's locales somebody reads it: what they chose on the page, else what is known
 * of the contact, else what their browser asks for, else the survey's default.
 */
public final class ReaderLocale {

  private ReaderLocale() {}

  /**
   * @param chosen {@code ?lang=} of the page
   * @param contact locale of the contact, as frozen in the link
   * @param acceptLanguage the browser's header
   * @param available locales of the survey, its default first
   */
  public static String of(
      @Nullable String chosen,
      @Nullable String contact,
      @Nullable String acceptLanguage,
      List<String> available) {
    return LocaleChain.nearest(chosen, available)
        .or(() -> LocaleChain.nearest(contact, available))
        .or(() -> fromBrowser(acceptLanguage, available))
        .orElseGet(() -> available.get(0));
  }

  /** The best of what a browser asks for, in its order of preference. */
  public static Optional<String> fromBrowser(
      @Nullable String acceptLanguage, List<String> available) {
    if (acceptLanguage == null) {
      return Optional.empty();
    }
    return ranges(acceptLanguage).stream()
        .flatMap(range -> LocaleChain.nearest(range, available).stream())
        .findFirst();
  }

  private static List<String> ranges(String acceptLanguage) {
    try {
      List<Locale.LanguageRange> parsed =
          new ArrayList<>(Locale.LanguageRange.parse(acceptLanguage.strip()));
      parsed.sort(Comparator.comparingDouble(Locale.LanguageRange::getWeight).reversed());
      return parsed.stream()
          .filter(range -> range.getWeight() > 0)
          .map(Locale.LanguageRange::getRange)
          .toList();
    } catch (IllegalArgumentException malformed) {
      return List.of();
    }
  }
}
