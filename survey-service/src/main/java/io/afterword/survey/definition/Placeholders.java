package io.afterword.survey.definition;

import io.afterword.survey.definition.DefinitionFault.Kind;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Places in a text that are filled when somebody reads it: {@code {brand}}, {@code {agent|our
 * colleague}}, {@code {product|our product}}. What stands after the bar is said when the value is
 * not known, in the text's own language and with its own grammar. A value that goes in is never
 * read for placeholders again.
 */
public final class Placeholders {

  /** What can be put into a text. */
  public enum Name {
    /** Who asks; always known. */
    BRAND,
    /** First name of the agent who handled the interaction. */
    AGENT,
    /** The interaction's fact {@code product}. */
    PRODUCT;

    private static Optional<Name> of(String written) {
      return Stream.of(values()).filter(name -> name.written().equals(written)).findFirst();
    }

    String written() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}|]*)(?:\\|([^{}]*))?}");

  private Placeholders() {}

  /** The text as one reader sees it. */
  public static String fill(String text, Function<Name, Optional<String>> values) {
    if (text.indexOf('{') < 0) {
      return text;
    }
    return PLACEHOLDER
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(filled(found, values)));
  }

  /** Whether a text may mention the interaction; never false for one that does. */
  public static boolean mayNameOccasion(String text) {
    return Stream.of(Name.AGENT, Name.PRODUCT)
        .anyMatch(name -> text.contains("{" + name.written()));
  }

  private static String filled(MatchResult found, Function<Name, Optional<String>> values) {
    return Name.of(found.group(1))
        .map(name -> values.apply(name).orElse(fallback(found)))
        .orElse(found.group());
  }

  private static String fallback(MatchResult found) {
    return found.group(2) == null ? "" : found.group(2);
  }

  /** Reports what keeps the placeholders of a text from being filled. */
  static void check(String at, String text, Faults faults) {
    String rest = PLACEHOLDER.matcher(text).replaceAll("");
    if (rest.indexOf('{') >= 0 || rest.indexOf('}') >= 0) {
      faults.add(
          at, Kind.UNCLOSED_PLACEHOLDER, "Each { needs its }; a text has braces for nothing else.");
      return;
    }
    PLACEHOLDER.matcher(text).results().forEach(found -> check(at, found, faults));
  }

  private static void check(String at, MatchResult found, Faults faults) {
    @Nullable Name name = Name.of(found.group(1)).orElse(null);
    if (name == null) {
      faults.add(
          at,
          Kind.UNKNOWN_PLACEHOLDER,
          "There is no {%s}; there are %s.".formatted(shortened(found.group(1)), names()));
    } else if (name != Name.BRAND && fallback(found).isBlank()) {
      faults.add(
          at,
          Kind.PLACEHOLDER_WITHOUT_FALLBACK,
          "Say what stands there when it is not known: {%s|our team}.".formatted(name.written()));
    }
  }

  private static String names() {
    return Stream.of(Name.values())
        .map(name -> "{" + name.written() + "}")
        .collect(Collectors.joining(", "));
  }

  private static String shortened(String text) {
    return text.codePointCount(0, text.length()) > 20
        ? text.substring(0, text.offsetByCodePoints(0, 20)) + "..."
        : text;
  }
}
