package io.afterword.platform.access;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * PBKDF2 with HMAC-SHA-256, which every Java has, written as {@code
 * pbkdf2-sha256$iterations$salt$hash} so that the cost can be raised without forgetting anybody.
 * Takes a good part of a second of a core on purpose: call it on a worker thread.
 */
final class PasswordHash {
  /** OWASP's recommendation of 2023 for this function. */
  static final int ITERATIONS = 600_000;

  private static final String FORM = "pbkdf2-sha256";
  private static final int SALT_BYTES = 16;
  private static final int HASH_BITS = 256;
  private static final SecureRandom RANDOM = new SecureRandom();

  /** Compared with when there is no such account, so that a wrong name takes as long. */
  private static final String OF_NOBODY = of(new byte[SALT_BYTES], new byte[HASH_BITS / 8]);

  private PasswordHash() {}

  static String make(String password) {
    byte[] salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    return of(salt, derive(password, salt, ITERATIONS));
  }

  static boolean verify(String password, String hash) {
    String[] parts = hash.split("\\$", -1);
    if (parts.length != 4 || !parts[0].equals(FORM)) {
      return false;
    }
    Base64.Decoder base64 = Base64.getDecoder();
    byte[] derived = derive(password, base64.decode(parts[2]), Integer.parseInt(parts[1]));
    return MessageDigest.isEqual(derived, base64.decode(parts[3]));
  }

  /** Takes as long as {@link #verify} and is never true. */
  static boolean verifyNobody(String password) {
    verify(password, OF_NOBODY);
    return false;
  }

  private static String of(byte[] salt, byte[] derived) {
    Base64.Encoder base64 = Base64.getEncoder();
    return String.join(
        "$",
        FORM,
        Integer.toString(ITERATIONS),
        base64.encodeToString(salt),
        base64.encodeToString(derived));
  }

  private static byte[] derive(String password, byte[] salt, int iterations) {
    var spec = new PBEKeySpec(password.toCharArray(), salt, iterations, HASH_BITS);
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    } finally {
      spec.clearPassword();
    }
  }
}
