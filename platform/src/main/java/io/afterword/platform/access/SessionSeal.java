package io.afterword.platform.access;

import io.afterword.platform.secret.Seal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * Seals a session into a cookie value: its id (16 bytes), the user's (16) and its begin in epoch
 * seconds (8).
 */
final class SessionSeal {
  private static final int PLAIN_BYTES = 40;
  private static final byte[] MEANING = "afterword session 1".getBytes(StandardCharsets.UTF_8);

  private final Seal seal;

  SessionSeal(byte[] key) {
    this.seal = new Seal(key);
  }

  String seal(Session session) {
    ByteBuffer plain = ByteBuffer.allocate(PLAIN_BYTES);
    put(plain, session.id());
    put(plain, session.userId());
    plain.putLong(session.since().getEpochSecond());
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(seal.seal(plain.array(), MEANING));
  }

  /**
   * The session, or nothing if the text is not one that we sealed. Whether it is over is another
   * question.
   */
  Optional<Session> open(String text) {
    if (text.length() > 2 * (Seal.EXTRA_BYTES + PLAIN_BYTES)) {
      return Optional.empty();
    }
    try {
      return seal.open(Base64.getUrlDecoder().decode(text), MEANING).map(SessionSeal::session);
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  private static Session session(byte[] plain) {
    ByteBuffer from = ByteBuffer.wrap(plain);
    return new Session(uuid(from), uuid(from), Instant.ofEpochSecond(from.getLong()));
  }

  private static void put(ByteBuffer to, UUID id) {
    to.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
  }

  private static UUID uuid(ByteBuffer from) {
    long high = from.getLong();
    return new UUID(high, from.getLong());
  }
}
