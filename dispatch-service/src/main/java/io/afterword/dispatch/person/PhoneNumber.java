package io.afterword.dispatch.person;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A phone number in E.164. Spaces, dots, hyphens and parentheses are dropped and a leading 00 is
 * read as plus; a number without a country code is none, since the country would be a guess.
 */
public record PhoneNumber(String e164) {
  private static final Pattern PUNCTUATION = Pattern.compile("[\\s.()-]");

  /** ITU-T E.164: at most 15 digits, the first not a zero. */
  private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{6,14}");

  public static Optional<PhoneNumber> parse(String given) {
    String bare = PUNCTUATION.matcher(given).replaceAll("");
    String plus = bare.startsWith("00") ? "+" + bare.substring(2) : bare;
    return E164.matcher(plus).matches() ? Optional.of(new PhoneNumber(plus)) : Optional.empty();
  }
}
