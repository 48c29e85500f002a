package io.afterword.dispatch.optout;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The key behind a mail's unsubscribe link: the invitation's id and an HMAC over it. Nothing is
 * stored, nobody can make one up, and asking again gives the same key.
 */
@ApplicationScoped
public class UnsubscribeKeys {
  private static final int ID_BYTES = 16;

  /** 128 bits: as hard to guess as the id itself. */
  private static final int MAC_BYTES = 16;

  /** A secret shorter than the strength it is to give is a mistake in the configuration. */
  private static final int MIN_SECRET = 16;

  private static final byte[] PURPOSE = "unsubscribe:".getBytes(StandardCharsets.US_ASCII);

  private final SecretKeySpec secret;

  UnsubscribeKeys(@ConfigProperty(name = "afterword.unsubscribe.secret") Optional<String> secret) {
    String configured = secret.map(String::strip).orElse("");
    if (configured.length() < MIN_SECRET) {
      throw new IllegalStateException(
          "Set AFTERWORD_UNSUBSCRIBE_SECRET (afterword.unsubscribe.secret) to at least %d random"
                  .formatted(MIN_SECRET)
              + " characters, the same for all replicas, for example the output of: openssl rand"
              + " -base64 48; it signs the unsubscribe links.");
    }
    this.secret = new SecretKeySpec(configured.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
  }

  /** Builds the bean, so that a missing secret stops the start. */
  void checkAtStart(@Observes @Priority(1) StartupEvent event) {
    if (of(new UUID(0, 0)).isEmpty()) {
      throw new IllegalStateException("no key can be made");
    }
  }

  /** 43 characters of base64url. */
  public String of(UUID invitation) {
    byte[] id = bytes(invitation);
    ByteBuffer key = ByteBuffer.allocate(ID_BYTES + MAC_BYTES);
    key.put(id).put(mac(id), 0, MAC_BYTES);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(key.array());
  }

  /** The invitation that a key is for; empty for a key that we did not make. */
  public Optional<UUID> read(String key) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(key);
    } catch (IllegalArgumentException notOurs) {
      return Optional.empty();
    }
    if (bytes.length != ID_BYTES + MAC_BYTES) {
      return Optional.empty();
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    UUID invitation = new UUID(buffer.getLong(), buffer.getLong());
    byte[] given = new byte[MAC_BYTES];
    buffer.get(given);
    byte[] right = Arrays.copyOf(mac(bytes(invitation)), MAC_BYTES);
    // The last character has spare bits: only the one canonical spelling is ours.
    return MessageDigest.isEqual(given, right) && of(invitation).equals(key)
        ? Optional.of(invitation)
        : Optional.empty();
  }

  private byte[] mac(byte[] id) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(secret);
      mac.update(PURPOSE);
      return mac.doFinal(id);
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(missing);
    }
  }

  private static byte[] bytes(UUID id) {
    return ByteBuffer.allocate(ID_BYTES)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }
}
