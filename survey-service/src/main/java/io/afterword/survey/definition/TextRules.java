package io.afterword.survey.definition;

import io.afterword.survey.definition.DefinitionFault.Kind;
import java.util.Arrays;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What makes texts sound: their locale, their length, what they are made of. */
final class TextRules {

  private static final int MOST_LOCALES = 60;
  private static final int LONGEST_TWO_LETTERS = 2;
  private static final Set<String> LANGUAGES = Set.copyOf(Arrays.asList(Locale.getISOLanguages()));
  private static final Set<String> REGIONS = Set.copyOf(Arrays.asList(Locale.getISOCountries()));

  /** A tag of HTML or a comment; "less than 3 < 5" is none. */
  private static final Pattern MARKUP = Pattern.compile("<\\s*[A-Za-z/!?]");

  private final Faults faults;

  TextRules(Faults faults) {
    this.faults = faults;
  }

  /** A text per locale, which the default locale must have. */
  void texts(String at, Map<String, String> texts, @Nullable String defaultLocale, int longest) {
    if (fewEnough(at, texts)) {
      texts.forEach((locale, text) -> shown(localeAt(at, locale), text, longest));
      if (defaultLocale != null && !texts.containsKey(defaultLocale)) {
        faults.add(
            at,
            Kind.DEFAULT_LOCALE_MISSING,
            "Add the text for the default locale %s.".formatted(defaultLocale));
      }
    }
  }

  boolean fewEnough(String at, Map<String, ?> perLocale) {
    if (perLocale.size() > MOST_LOCALES) {
      faults.add(at, Kind.TOO_LONG, "At most %d locales.".formatted(MOST_LOCALES));
    }
    return perLocale.size() <= MOST_LOCALES;
  }

  /** The place of a locale's part; reports a key that is no locale. */
  String localeAt(String at, String locale) {
    String here = at + "/" + escape(locale);
    locale(here, locale);
    return here;
  }

  void locale(String at, String locale) {
    try {
      Locale known = new Locale.Builder().setLanguageTag(locale).build();
      if (!known.toLanguageTag().equals(locale) || known.toLanguageTag().equals("und")) {
        faults.add(
            at,
            Kind.NOT_A_LOCALE,
            "Write the locale as BCP 47 does, such as en, pt-BR or zh-Hant.");
      } else if (!isKnown(known)) {
        faults.add(at, Kind.NOT_A_LOCALE, "There is no such language or region.");
      }
    } catch (IllformedLocaleException e) {
      faults.add(at, Kind.NOT_A_LOCALE, "That is no locale; use a BCP 47 tag such as en or pt-BR.");
    }
  }

  /** A language of three letters is known if it has a name that is not its code. */
  private static boolean isKnown(Locale locale) {
    String language = locale.getLanguage();
    String region = locale.getCountry();
    boolean languageKnown =
        language.length() <= LONGEST_TWO_LETTERS
            ? LANGUAGES.contains(language)
            : !locale.getDisplayLanguage(Locale.ENGLISH).equals(language);
    return languageKnown && (region.length() != LONGEST_TWO_LETTERS || REGIONS.contains(region));
  }

  /** Text of one line: it may end in a mail's header, so no control character gets through. */
  void line(String at, @Nullable String text, int longest) {
    prose(at, text, longest);
    if (text != null && text.chars().anyMatch(Character::isISOControl)) {
      faults.add(at, Kind.UNSTORABLE_TEXT, "Take out line breaks and control characters.");
    }
  }

  /** One line that a respondent reads. */
  void shownLine(String at, @Nullable String text, int longest) {
    line(at, text, longest);
    filled(at, text);
  }

  /** Text that a respondent reads. */
  void shown(String at, @Nullable String text, int longest) {
    prose(at, text, longest);
    filled(at, text);
  }

  private void filled(String at, @Nullable String text) {
    if (text != null) {
      markup(at, text);
      Placeholders.check(at, text, faults);
    }
  }

  /** Every text is escaped where it is shown; markup in it is a mistake, or an attempt. */
  void markup(String at, String text) {
    if (MARKUP.matcher(text).find()) {
      faults.add(at, Kind.MARKUP, "Texts are plain; take out the markup.");
    }
  }

  private void prose(String at, @Nullable String text, int longest) {
    if (!faults.required(at, text) || text == null) {
      return;
    }
    if (text.isBlank()) {
      faults.add(
          at, Kind.REQUIRED, "Write something here, or leave the field out if it is optional.");
    }
    if (text.codePointCount(0, text.length()) > longest) {
      faults.add(at, Kind.TOO_LONG, "At most %d characters.".formatted(longest));
    }
    if (!Storable.text(text)) {
      faults.add(
          at, Kind.UNSTORABLE_TEXT, "The text has a NUL or half of a character; take it out.");
    }
  }

  /** A name as JSON Pointer writes it. */
  static String escape(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
