package io.afterword.dispatch.mail;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fixed words of one language, from {@code wording/<tag>.properties}. Another language falls
 * back to English as a whole, so that no page mixes two.
 */
public final class Wording {
  /** The built-in languages, in the order of the design. */
  public static final List<String> TAGS =
      List.of("en", "nb", "zh-Hans", "zh-Hant", "de", "fr", "es", "pt", "ja", "ar");

  /** Where Chinese is written in traditional characters, when the tag does not say. */
  private static final Set<String> TRADITIONAL = Set.of("TW", "HK", "MO");

  private static final Map<String, Wording> ALL = load();

  private final String tag;
  private final Properties texts;

  private Wording(String tag, Properties texts) {
    this.tag = tag;
    this.texts = texts;
  }

  /** The words for a language tag; null and languages that we do not speak give English. */
  public static Wording of(@Nullable String tag) {
    return Objects.requireNonNull(ALL.get(nearest(tag)));
  }

  static String nearest(@Nullable String tag) {
    if (tag == null) {
      return "en";
    }
    Locale locale = Locale.forLanguageTag(tag.replace('_', '-'));
    return switch (locale.getLanguage()) {
      case "zh" -> isTraditional(locale) ? "zh-Hant" : "zh-Hans";
      // Norwegian without a kind, and Nynorsk, read Bokmål more easily than English.
      case "no", "nn" -> "nb";
      default -> TAGS.contains(locale.getLanguage()) ? locale.getLanguage() : "en";
    };
  }

  private static boolean isTraditional(Locale locale) {
    return locale.getScript().equals("Hant")
        || (locale.getScript().isEmpty() && TRADITIONAL.contains(locale.getCountry()));
  }

  public String tag() {
    return tag;
  }

  public Locale locale() {
    return Locale.forLanguageTag(tag);
  }

  /** "rtl" or "ltr", for the dir attribute. */
  public String direction() {
    return tag.equals("ar") ? "rtl" : "ltr";
  }

  /**
   * A text with {0}, {1} ... filled in. Values are put in as they are: escape them for HTML first.
   */
  public String say(String key, String... values) {
    String text = texts.getProperty(key);
    if (text == null) {
      throw new IllegalArgumentException("no words for " + key + " in " + tag);
    }
    for (int i = 0; i < values.length; i++) {
      text = text.replace("{" + i + "}", values[i]);
    }
    return text;
  }

  Set<String> keys() {
    return texts.stringPropertyNames();
  }

  private static Map<String, Wording> load() {
    var all = new LinkedHashMap<String, Wording>();
    for (String tag : TAGS) {
      all.put(tag, new Wording(tag, read("/wording/" + tag + ".properties")));
    }
    return Map.copyOf(all);
  }

  private static Properties read(String resource) {
    try (InputStream in = Objects.requireNonNull(Wording.class.getResourceAsStream(resource))) {
      var texts = new Properties();
      texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
      return texts;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
