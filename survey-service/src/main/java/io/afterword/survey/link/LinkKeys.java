package io.afterword.survey.link;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys of links: HMAC-SHA-256 of the invitation id, cut to 128 bits and written as 22
 * characters of base64url, so that one invitation has one key for ever and nobody can guess
 * another's. The database holds only its SHA-256.
 */
final class LinkKeys {

  /** 128 bits, enough not to be guessed and short enough for a text message and a QR code. */
  private static final int BYTES = 16;

  /** 128 bits in hexadecimal. */
  private static final int SHORTEST_SECRET = 32;

  private static final int CHARACTERS = 22;

  /** The last character carries only two of the 128 bits. */
  private static final String LAST = "AQgw";

  private final SecretKeySpec secret;

  LinkKeys(String secret) {
    if (secret.length() < SHORTEST_SECRET) {
      throw new IllegalArgumentException(
          "afterword.link.secret (AFTERWORD_LINK_SECRET) needs at least %d characters, it has %d."
                  .formatted(SHORTEST_SECRET, secret.length())
              + " Set it to the output of: openssl rand -base64 48");
    }
    this.secret = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
  }

  String of(UUID invitationId) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(secret);
      byte[] all = mac.doFinal(invitationId.toString().getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(all, BYTES));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether the text could be a key at all. */
  static boolean isWellFormed(String key) {
    return key.length() == CHARACTERS
        && LAST.indexOf(key.charAt(CHARACTERS - 1)) >= 0
        && key.chars().allMatch(LinkKeys::isBase64Url);
  }

  private static boolean isBase64Url(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_';
  }

  static byte[] hash(String key) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.US_ASCII));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
