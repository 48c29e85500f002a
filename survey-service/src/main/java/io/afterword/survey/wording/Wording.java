package io.afterword.survey.wording;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.NumberFormat;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The built-in words of one language, from {@code wording/<locale>.properties}. */
public final class Wording {

  /** The languages that ship; English is the last resort and so the first here. */
  public static final List<String> LOCALES =
      List.of("en", "nb", "zh-Hans", "zh-Hant", "de", "fr", "es", "pt", "ja", "ar");

  /** Languages that are written from right to left. */
  private static final Set<String> RIGHT_TO_LEFT =
      Set.of("ar", "he", "fa", "ur", "ps", "sd", "ug", "yi", "dv", "ckb");

  /** Smaller ones look the same everywhere; the points of a scale are many on a page. */
  private static final int GROUPED = 1_000;

  private static final Map<String, Wording> ALL = load();

  private final String locale;
  private final Map<String, String> words;

  private Wording(String locale, Map<String, String> words) {
    this.locale = locale;
    this.words = words;
  }

  /** The nearest built-in language; English if none is near. */
  public static Wording of(@Nullable String tag) {
    return shipped(LocaleChain.nearest(tag, LOCALES).orElse("en"));
  }

  /** Exactly one of {@link #LOCALES}. */
  public static Wording shipped(String locale) {
    Wording wording = ALL.get(locale);
    if (wording == null) {
      throw new IllegalArgumentException("no built-in words in " + locale);
    }
    return wording;
  }

  public static boolean isRightToLeft(String tag) {
    int end = tag.indexOf('-');
    return RIGHT_TO_LEFT.contains(end < 0 ? tag : tag.substring(0, end));
  }

  /** {@code rtl} or {@code ltr}, as HTML writes it. */
  public static String direction(String tag) {
    return isRightToLeft(tag) ? "rtl" : "ltr";
  }

  public String locale() {
    return locale;
  }

  /** The words of a key; a key that does not exist is a fault in the program. */
  public String get(String key) {
    String text = words.get(key);
    if (text == null) {
      throw new IllegalArgumentException("no words for " + key + " in " + locale);
    }
    return text;
  }

  /**
   * The words with {@code {name}} replaced by its value, for each name and value given. Numbers are
   * grouped as the language does it, in the digits that the scales are drawn with; the words around
   * them are such that they fit any number, since a language may have six plurals.
   */
  public String get(String key, Map<String, ?> values) {
    String text = get(key);
    for (Map.Entry<String, ?> value : values.entrySet()) {
      text = text.replace("{" + value.getKey() + "}", written(value.getValue()));
    }
    return text;
  }

  private String written(Object value) {
    if (!(value instanceof Number number) || Math.abs(number.longValue()) < GROUPED) {
      return String.valueOf(value);
    }
    Locale language = Locale.forLanguageTag(locale + "-u-nu-latn");
    return NumberFormat.getIntegerInstance(language).format(number);
  }

  Set<String> keys() {
    return new TreeSet<>(words.keySet());
  }

  private static Map<String, Wording> load() {
    Map<String, Wording> all = new LinkedHashMap<>();
    LOCALES.forEach(locale -> all.put(locale, new Wording(locale, read(locale))));
    return Collections.unmodifiableMap(all);
  }

  private static Map<String, String> read(String locale) {
    String name = "/wording/" + locale + ".properties";
    try (InputStream in = Wording.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing");
      }
      try (Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
        Properties properties = new Properties();
        properties.load(reader);
        Map<String, String> words = new LinkedHashMap<>();
        properties.stringPropertyNames().forEach(k -> words.put(k, properties.getProperty(k)));
        return words;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
