package io.afterword.dispatch.smtp;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a relay said.
 *
 * @param code three digits of RFC 5321 4.2
 * @param text the words after it, on one line
 */
public record Reply(int code, String text) {
  /** RFC 3463: class.subject.detail at the start of the text. */
  private static final Pattern ENHANCED = Pattern.compile("^([245])\\.(\\d{1,3})\\.(\\d{1,3})\\b");

  /** The ledger of deliveries is no place for novels. */
  private static final int MAX_TEXT = 500;

  private static final Pattern MAILBOX = Pattern.compile("<?[^\\s<>:,;\"()]+@[^\\s<>:,;\"()]+>?");

  public Reply {
    text = MAILBOX.matcher(text).replaceAll("<address>");
    text = text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text;
  }

  boolean isTemporary() {
    return code >= 400 && code < 500;
  }

  /** Subject of the enhanced status (1 address, 2 mailbox, 7 policy ...), -1 without one. */
  int subject() {
    Matcher matcher = ENHANCED.matcher(text);
    return matcher.find() ? Integer.parseInt(matcher.group(2)) : -1;
  }

  int detail() {
    Matcher matcher = ENHANCED.matcher(text);
    return matcher.find() ? Integer.parseInt(matcher.group(3)) : -1;
  }

  /** From the lines of a reply, each still with its code: "550-5.1.1 no", "550 5.1.1 such user". */
  static Reply of(int code, List<String> lines) {
    var words = new StringBuilder();
    for (String line : lines) {
      String bare = line.strip();
      String text = bare.length() > 4 ? bare.substring(4).strip() : "";
      Matcher repeated = words.isEmpty() ? null : ENHANCED.matcher(text);
      words.append(words.isEmpty() ? "" : " ");
      words.append(repeated != null ? repeated.replaceFirst("").strip() : text);
    }
    return new Reply(code, words.toString());
  }
}
