package io.afterword.platform.secret;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals bytes with AES-256-GCM: nobody without the key can read, make or change them, nor pass them
 * off as something else than what they were sealed for. Layout: version (1 byte), nonce (12), the
 * encrypted bytes, tag (16).
 */
public final class Seal {
  /** What the seal adds to the bytes. */
  public static final int EXTRA_BYTES = 1 + 12 + 16;

  private static final byte VERSION = 1;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecretKeySpec key;
  private final SecureRandom random = new SecureRandom();

  /**
   * @param key 32 bytes, used for nothing else
   */
  public Seal(byte[] key) {
    this.key = new SecretKeySpec(key, "AES");
  }

  /**
   * @param meaning what the bytes are sealed for; the same is needed to open them
   */
  public byte[] seal(byte[] plain, byte[] meaning) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] hidden = cipher(Cipher.ENCRYPT_MODE, nonce, meaning).doFinal(plain);
      return ByteBuffer.allocate(EXTRA_BYTES + plain.length)
          .put(VERSION)
          .put(nonce)
          .put(hidden)
          .array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The bytes, or nothing if they were not sealed with this key and for this. */
  public Optional<byte[]> open(byte[] sealed, byte[] meaning) {
    if (sealed.length < EXTRA_BYTES || sealed[0] != VERSION) {
      return Optional.empty();
    }
    byte[] nonce = new byte[NONCE_BYTES];
    System.arraycopy(sealed, 1, nonce, 0, NONCE_BYTES);
    int hidden = 1 + NONCE_BYTES;
    try {
      return Optional.of(
          cipher(Cipher.DECRYPT_MODE, nonce, meaning)
              .doFinal(sealed, hidden, sealed.length - hidden));
    } catch (GeneralSecurityException notOurs) {
      return Optional.empty();
    }
  }

  private Cipher cipher(int mode, byte[] nonce, byte[] meaning) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(meaning);
    return cipher;
  }
}
