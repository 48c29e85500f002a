package io.afterword.platform.page;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The languages that the staff's pages speak; a message bundle has a file for each but the first.
 */
public enum Language {
  EN("English"),
  DE("Deutsch");

  private final String ownName;

  Language(String ownName) {
    this.ownName = ownName;
  }

  /** As {@code lang} attributes and the names of files have it. */
  public String tag() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What it calls itself. */
  public String ownName() {
    return ownName;
  }

  public static Optional<Language> tagged(@Nullable String tag) {
    return Arrays.stream(values()).filter(each -> each.tag().equals(tag)).findFirst();
  }

  /**
   * What the person chose here, else what the browser asks for, else English.
   *
   * @param chosen a tag, from a cookie and so any text
   * @param accepted the header {@code Accept-Language}, likewise
   */
  static Language of(@Nullable String chosen, @Nullable String accepted) {
    return tagged(chosen).orElseGet(() -> best(accepted));
  }

  private static Language best(@Nullable String accepted) {
    return wishes(accepted).stream()
        .filter(wish -> wish.getWeight() > 0)
        .map(wish -> tagged(wish.getRange().split("-", 2)[0]))
        .flatMap(Optional::stream)
        .findFirst()
        .orElse(EN);
  }

  private static List<Locale.LanguageRange> wishes(@Nullable String accepted) {
    try {
      return accepted == null || accepted.isBlank()
          ? List.of()
          : Locale.LanguageRange.parse(accepted);
    } catch (IllegalArgumentException noSuchList) {
      return List.of();
    }
  }
}
