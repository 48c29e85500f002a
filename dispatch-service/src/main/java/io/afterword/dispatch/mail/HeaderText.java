package io.afterword.dispatch.mail;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Text on its way into a mail header. The mail client writes custom headers as they are, so this is
 * the only guard against a header injected by somebody's name.
 */
final class HeaderText {
  /** RFC 2047 2: an encoded word has at most 75 characters; 45 bytes become 60 in base64. */
  private static final int BYTES_PER_WORD = 45;

  private HeaderText() {}

  /** The value itself; refuses what would end the header line. */
  static String checked(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\r' || c == '\n' || c == '\0') {
        throw new HeaderInjectionException();
      }
    }
    return value;
  }

  /** For text from people: printable ASCII as it is, anything else as RFC 2047 encoded words. */
  static String encoded(String text) {
    String checked = checked(text);
    boolean plain = checked.chars().allMatch(c -> c >= ' ' && c <= '~') && !checked.contains("=?");
    return plain ? checked : words(checked);
  }

  /** A word may not split a character, so each takes whole code points. */
  private static String words(String text) {
    var words = new StringBuilder();
    var word = new StringBuilder();
    text.codePoints()
        .forEach(
            point -> {
              String next = Character.toString(point);
              if (bytes(word) + bytes(next) > BYTES_PER_WORD) {
                flush(words, word);
              }
              word.append(next);
            });
    flush(words, word);
    return words.toString();
  }

  private static void flush(StringBuilder words, StringBuilder word) {
    if (!words.isEmpty()) {
      words.append("\r\n ");
    }
    byte[] bytes = word.toString().getBytes(StandardCharsets.UTF_8);
    words.append("=?UTF-8?B?").append(Base64.getEncoder().encodeToString(bytes)).append("?=");
    word.setLength(0);
  }

  private static int bytes(CharSequence text) {
    return text.toString().getBytes(StandardCharsets.UTF_8).length;
  }
}
