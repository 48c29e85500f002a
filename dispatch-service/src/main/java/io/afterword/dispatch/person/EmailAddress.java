package io.afterword.dispatch.person;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An address that a mail can be sent to.
 *
 * @param written to write to: trimmed, the domain in ASCII, the local part as given
 * @param normalised to compare by: also lower-cased; nothing else is guessed (no dots or tags
 *     dropped)
 */
public record EmailAddress(String written, String normalised) {
  /** RFC 5321 4.5.3.1: 64 octets of local part; 254 in all fit into a path. */
  private static final int MAX_LOCAL = 64;

  private static final int MAX_LENGTH = 254;

  /** A dot-atom. Quoted local parts are legal and unheard of; they are refused. */
  private static final Pattern LOCAL =
      Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*");

  private static final Pattern DOMAIN =
      Pattern.compile(
          "([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])");

  /** Reads one bare address; display names, lists and quoted local parts are not one. */
  public static Optional<EmailAddress> parse(String given) {
    String trimmed = given.strip();
    int at = trimmed.lastIndexOf('@');
    if (at < 1) {
      return Optional.empty();
    }
    String local = trimmed.substring(0, at);
    String domain = ascii(trimmed.substring(at + 1));
    String written = local + "@" + domain;
    boolean valid =
        local.length() <= MAX_LOCAL
            && written.length() <= MAX_LENGTH
            && LOCAL.matcher(local).matches()
            && DOMAIN.matcher(domain).matches();
    return valid
        ? Optional.of(new EmailAddress(written, written.toLowerCase(Locale.ROOT)))
        : Optional.empty();
  }

  private static String ascii(String domain) {
    try {
      return IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException notADomain) {
      return "";
    }
  }
}
