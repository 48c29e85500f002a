package io.afterword.platform.access;

import io.afterword.platform.secret.Hash;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * An API key as its owner holds it: {@code aw_} and 256 random bits. So many random bits need no
 * slow hash: one SHA-256 cannot be guessed back.
 */
record KeyText(String text) {
  private static final Pattern FORM = Pattern.compile("aw_[A-Za-z0-9_-]{43}");
  private static final SecureRandom RANDOM = new SecureRandom();

  static KeyText random() {
    byte[] bits = new byte[32];
    RANDOM.nextBytes(bits);
    return new KeyText("aw_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
  }

  /** Whether it can be one of ours at all; what cannot is not looked up. */
  static boolean isOne(String text) {
    return FORM.matcher(text).matches();
  }

  byte[] hash() {
    return Hash.sha256(text);
  }

  @Override
  public String toString() {
    return "aw_…";
  }
}
