package io.afterword.survey.wording;

import java.util.ArrayList;
import java.util.Collection;
import java.util.IllformedLocaleException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The locales that a reader of one locale can read, nearest first: {@code pt-BR} reads {@code pt},
 * {@code nn} reads {@code nb}. Chinese is told apart by script and never falls from one script to
 * the other: a reader of traditional characters is better served by the survey's default language
 * than by characters that mean another place.
 */
public final class LocaleChain {

  /** Regions that write Chinese in traditional characters. */
  private static final Set<String> TRADITIONAL = Set.of("TW", "HK", "MO");

  /** Norwegian has two written forms under one common code; each reads the others. */
  private static final List<String> NORWEGIAN = List.of("nb", "no", "nn");

  private LocaleChain() {}

  /** Tags to look for, nearest first; empty for something that is no BCP 47 tag. */
  public static List<String> of(@Nullable String tag) {
    return parse(tag).map(LocaleChain::chain).orElse(List.of());
  }

  /** The nearest of the available locales that a reader of {@code tag} can read. */
  public static Optional<String> nearest(@Nullable String tag, Collection<String> available) {
    if (tag != null && isPlainLanguage(tag) && available.contains(tag)) {
      return Optional.of(tag);
    }
    for (String candidate : of(tag)) {
      for (String one : available) {
        if (one.equalsIgnoreCase(candidate)) {
          return Optional.of(one);
        }
      }
    }
    return sameLanguage(tag, available);
  }

  /** Most readers' tags are two letters, whose chain begins with themselves; Chinese is not. */
  private static boolean isPlainLanguage(String tag) {
    return tag.length() == 2
        && Character.isLowerCase(tag.charAt(0))
        && Character.isLowerCase(tag.charAt(1))
        && !tag.equals("zh");
  }

  /** A reader of plain {@code pt} reads {@code pt-BR} too, if that is all there is. */
  private static Optional<String> sameLanguage(@Nullable String tag, Collection<String> available) {
    Optional<Locale> wanted = parse(tag);
    if (wanted.isEmpty() || wanted.get().getLanguage().equals("zh")) {
      return wanted.flatMap(
          locale ->
              available.stream()
                  .filter(one -> chain(locale).get(chain(locale).size() - 1).equals(scripted(one)))
                  .findFirst());
    }
    String language = wanted.get().getLanguage();
    return available.stream()
        .filter(one -> parse(one).map(Locale::getLanguage).orElse("").equals(language))
        .findFirst();
  }

  private static String scripted(String tag) {
    List<String> chain = of(tag);
    return chain.isEmpty() ? tag : chain.get(chain.size() - 1);
  }

  private static List<String> chain(Locale locale) {
    String language = locale.getLanguage();
    Set<String> tags = new LinkedHashSet<>();
    if (language.equals("zh")) {
      String script = scriptOfChinese(locale);
      if (!locale.getCountry().isEmpty()) {
        tags.add("zh-" + script + "-" + locale.getCountry());
        tags.add("zh-" + locale.getCountry());
      }
      tags.add("zh-" + script);
      return new ArrayList<>(tags);
    }
    if (!locale.getScript().isEmpty() && !locale.getCountry().isEmpty()) {
      tags.add(language + "-" + locale.getScript() + "-" + locale.getCountry());
    }
    if (!locale.getScript().isEmpty()) {
      tags.add(language + "-" + locale.getScript());
    }
    if (!locale.getCountry().isEmpty()) {
      tags.add(language + "-" + locale.getCountry());
    }
    tags.add(language);
    if (NORWEGIAN.contains(language)) {
      tags.addAll(NORWEGIAN);
    }
    return new ArrayList<>(tags);
  }

  private static String scriptOfChinese(Locale locale) {
    if (!locale.getScript().isEmpty()) {
      return locale.getScript();
    }
    return TRADITIONAL.contains(locale.getCountry()) ? "Hant" : "Hans";
  }

  private static Optional<Locale> parse(@Nullable String tag) {
    if (tag == null || tag.isBlank()) {
      return Optional.empty();
    }
    try {
      Locale locale = new Locale.Builder().setLanguageTag(tag.strip().replace('_', '-')).build();
      return locale.getLanguage().isEmpty() ? Optional.empty() : Optional.of(locale);
    } catch (IllformedLocaleException notALocale) {
      return Optional.empty();
    }
  }
}
