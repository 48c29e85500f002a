package io.afterword.survey.check;

import io.afterword.survey.wording.LocaleChain;
import io.afterword.survey.wording.Wording;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;

/**
 * The words of one language that a check looks for, from {@code check/lexicon.properties}. A
 * language that does not ship has none, and so no finding that is about words.
 */
final class Lexicon {

  private static final Properties WORDS = read();
  private static final int FLAGS =
      Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS;

  private final String locale;

  private Lexicon(String locale) {
    this.locale = locale;
  }

  static Optional<Lexicon> of(String locale) {
    return LocaleChain.nearest(locale, Wording.LOCALES).map(Lexicon::new);
  }

  /** Whether words are written without spaces between them. */
  boolean isUnspaced() {
    return locale.equals("ja") || locale.startsWith("zh");
  }

  /** The first of the listed words in a text. */
  Optional<String> find(String list, String text) {
    return words(list).stream().filter(word -> whole(word).matcher(text).find()).findFirst();
  }

  /**
   * Whether a sentence begins, or in unspaced languages ends, as those answered by yes or no do.
   */
  boolean asksYesOrNo(String text) {
    if (find("graded", text).isPresent()) {
      return false;
    }
    return words("yesNo").stream()
        .anyMatch(
            word ->
                isUnspaced()
                    ? text.replaceAll("[\\p{Punct}\\p{IsPunctuation}\\s]+$", "").endsWith(word)
                    : Pattern.compile("(?:^|[,;:]\\s*)[¿¡\"«“\\s]*" + quoted(word), FLAGS)
                        .matcher(text)
                        .find());
  }

  int longestPlainWord() {
    return Integer.parseInt(WORDS.getProperty(locale + ".longWord", "0"));
  }

  int longestSentence() {
    return Integer.parseInt(WORDS.getProperty(locale + ".longSentence", "20"));
  }

  private Pattern whole(String word) {
    return isUnspaced()
        ? Pattern.compile(Pattern.quote(word))
        : Pattern.compile("(?<![\\p{L}-])" + quoted(word), FLAGS);
  }

  /** Not a part of another word: the "e" of "e-mail" is no "e". */
  private static String quoted(String word) {
    return Pattern.quote(word) + "(?![\\p{L}-])";
  }

  private List<String> words(String list) {
    String line = WORDS.getProperty(locale + "." + list, "");
    return line.isEmpty() ? List.of() : Arrays.asList(line.split("\\|"));
  }

  private static Properties read() {
    try (InputStream in = Lexicon.class.getResourceAsStream("/check/lexicon.properties")) {
      if (in == null) {
        throw new IllegalStateException("check/lexicon.properties is missing");
      }
      try (Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
        Properties properties = new Properties();
        properties.load(reader);
        return properties;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
