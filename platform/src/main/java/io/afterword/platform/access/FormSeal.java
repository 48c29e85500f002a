package io.afterword.platform.access;

import io.afterword.platform.secret.Hash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Makes and checks form tokens: milliseconds since 1970 (6 bytes), a random salt (10) and an HMAC
 * over both and over what the token is bound to (16). The salt makes each token look different, so
 * that compression cannot give it away letter by letter.
 */
final class FormSeal {
  private static final int SALT_BYTES = 10;
  private static final int TIME_BYTES = 6;
  private static final int HEAD_BYTES = TIME_BYTES + SALT_BYTES;
  private static final int MAC_BYTES = 16;

  /** Clocks of replicas may differ by this much. */
  private static final Duration SKEW = Duration.ofMinutes(5);

  private final UnaryOperator<byte[]> hmac;
  private final SecureRandom random = new SecureRandom();

  FormSeal(byte[] key) {
    this.hmac = Hash.hmacWith(key);
  }

  String issue(String boundTo, Instant now) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    byte[] head =
        ByteBuffer.allocate(HEAD_BYTES)
            .putShort((short) (now.toEpochMilli() >>> 32))
            .putInt((int) now.toEpochMilli())
            .put(salt)
            .array();
    byte[] token =
        ByteBuffer.allocate(HEAD_BYTES + MAC_BYTES).put(head).put(mac(head, boundTo)).array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
  }

  boolean verify(@Nullable String token, String boundTo, Instant now, Duration validFor) {
    return issued(token, boundTo, now, validFor).isPresent();
  }

  /** When a token was made; empty for one that is not valid. */
  Optional<Instant> issued(@Nullable String token, String boundTo, Instant now, Duration validFor) {
    byte[] bytes = decode(token);
    if (bytes.length != HEAD_BYTES + MAC_BYTES) {
      return Optional.empty();
    }
    byte[] head = Arrays.copyOf(bytes, HEAD_BYTES);
    byte[] mac = Arrays.copyOfRange(bytes, HEAD_BYTES, bytes.length);
    if (!MessageDigest.isEqual(mac, mac(head, boundTo))) {
      return Optional.empty();
    }
    ByteBuffer time = ByteBuffer.wrap(head);
    Instant issued =
        Instant.ofEpochMilli(
            (long) Short.toUnsignedInt(time.getShort()) << 32
                | Integer.toUnsignedLong(time.getInt()));
    return issued.isAfter(now.plus(SKEW)) || !now.isBefore(issued.plus(validFor).plusSeconds(60))
        ? Optional.empty()
        : Optional.of(issued);
  }

  private byte[] mac(byte[] head, String boundTo) {
    byte[] subject = boundTo.getBytes(StandardCharsets.UTF_8);
    byte[] message =
        ByteBuffer.allocate(head.length + subject.length).put(head).put(subject).array();
    return Arrays.copyOf(hmac.apply(message), MAC_BYTES);
  }

  private static byte[] decode(@Nullable String token) {
    try {
      return token == null ? new byte[0] : Base64.getUrlDecoder().decode(token);
    } catch (IllegalArgumentException notBase64) {
      return new byte[0];
    }
  }
}
