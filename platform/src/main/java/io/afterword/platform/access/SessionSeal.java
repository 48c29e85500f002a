package io.afterword.platform.access;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals a session into a cookie value with AES-256-GCM: nobody without the key can read, make or
 * change one. Layout: version (1 byte), nonce (12), then encrypted id (16), user id (16) and begin
 * in epoch seconds (8), then the tag (16).
 */
final class SessionSeal {
  private static final byte VERSION = 1;
  private static final int NONCE_BYTES = 12;
  private static final int PLAIN_BYTES = 40;
  private static final int TAG_BYTES = 16;
  private static final int SEALED_BYTES = 1 + NONCE_BYTES + PLAIN_BYTES + TAG_BYTES;
  private static final byte[] MEANING = "afterword session 1".getBytes(StandardCharsets.UTF_8);

  private final SecretKeySpec key;
  private final SecureRandom random = new SecureRandom();

  SessionSeal(byte[] key) {
    this.key = new SecretKeySpec(key, "AES");
  }

  String seal(Session session) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    ByteBuffer plain = ByteBuffer.allocate(PLAIN_BYTES);
    put(plain, session.id());
    put(plain, session.userId());
    plain.putLong(session.since().getEpochSecond());
    try {
      byte[] hidden = cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(plain.array());
      byte[] sealed = ByteBuffer.allocate(SEALED_BYTES).put(VERSION).put(nonce).put(hidden).array();
      return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * The session, or nothing if the text is not one that we sealed. Whether it is over is another
   * question.
   */
  Optional<Session> open(String text) {
    try {
      byte[] sealed = Base64.getUrlDecoder().decode(text);
      if (sealed.length != SEALED_BYTES || sealed[0] != VERSION) {
        return Optional.empty();
      }
      byte[] nonce = new byte[NONCE_BYTES];
      System.arraycopy(sealed, 1, nonce, 0, NONCE_BYTES);
      int hidden = 1 + NONCE_BYTES;
      ByteBuffer plain =
          ByteBuffer.wrap(
              cipher(Cipher.DECRYPT_MODE, nonce).doFinal(sealed, hidden, sealed.length - hidden));
      return Optional.of(
          new Session(uuid(plain), uuid(plain), Instant.ofEpochSecond(plain.getLong())));
    } catch (IllegalArgumentException | GeneralSecurityException notOurs) {
      return Optional.empty();
    }
  }

  private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * 8, nonce));
    cipher.updateAAD(MEANING);
    return cipher;
  }

  private static void put(ByteBuffer to, UUID id) {
    to.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
  }

  private static UUID uuid(ByteBuffer from) {
    long high = from.getLong();
    return new UUID(high, from.getLong());
  }
}
