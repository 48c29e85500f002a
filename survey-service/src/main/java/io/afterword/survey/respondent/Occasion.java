package io.afterword.survey.respondent;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the interaction that a survey asks about, for the texts that mention it. It
 * comes from outside and is shown to a customer, so it is one short line, or nothing.
 *
 * @param agent first name of who handled it
 * @param product the fact of that name
 */
public record Occasion(Optional<String> agent, Optional<String> product) {

  public static final Occasion UNKNOWN = new Occasion(Optional.empty(), Optional.empty());

  /** Longer than this is no name that anybody says in a sentence. */
  static final int LONGEST = 60;

  private static final Pattern BREAKS = Pattern.compile("[\\p{Cntrl}\\p{Z}]+");

  /**
   * @param agentName full name of the agent, as it came
   * @param product as it came
   */
  public static Occasion of(@Nullable String agentName, @Nullable String product) {
    return new Occasion(said(agentName).map(Occasion::firstName), said(product));
  }

  private static Optional<String> said(@Nullable String value) {
    String line = value == null ? "" : inOneLine(value).strip();
    boolean fits = !line.isEmpty() && line.codePointCount(0, line.length()) <= LONGEST;
    return fits ? Optional.of(line) : Optional.empty();
  }

  private static String inOneLine(String value) {
    return isOfPlainWords(value) ? value : BREAKS.matcher(value).replaceAll(" ");
  }

  /** Most names are ASCII with single spaces, which every view can tell without a pattern. */
  private static boolean isOfPlainWords(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < ' ' || c > '~' || (c == ' ' && value.startsWith("  ", i))) {
        return false;
      }
    }
    return true;
  }

  /** As it is written in the West; a name without a space is said as a whole. */
  private static String firstName(String name) {
    int space = name.indexOf(' ');
    return space < 0 ? name : name.substring(0, space);
  }
}
