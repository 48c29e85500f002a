package io.afterword.survey.definition;

/**
 * What PostgreSQL can keep exactly as given. NUL is refused by jsonb (22P05), and a surrogate
 * without its partner would silently be stored as "?", so both are turned away at the door.
 */
public final class Storable {

  private Storable() {}

  public static boolean text(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0 || Character.isLowSurrogate(c)) {
        return false;
      }
      if (Character.isHighSurrogate(c)) {
        if (i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1))) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  /**
   * Whether a person can read all of it: no control characters but line breaks and tabs. What comes
   * out of a keyboard has none.
   */
  public static boolean readable(String text) {
    return text(text)
        && text.chars()
            .noneMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t');
  }
}
