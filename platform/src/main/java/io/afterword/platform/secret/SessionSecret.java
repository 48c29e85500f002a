package io.afterword.platform.secret;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigUtils;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The secret that the services share, and the keys for single purposes that are made from it. */
@ApplicationScoped
public class SessionSecret {
  private static final Logger LOG = Logger.getLogger(SessionSecret.class);
  private static final int MIN_LENGTH = 32;

  private final byte[] secret;

  SessionSecret(SecretConfig config) {
    this.secret = secret(config.sessionKey(), ConfigUtils.isProfileActive("prod"));
  }

  /** Makes a start without the secret fail at once and not at the first sign-in. */
  void checkAtStart(@Observes @Priority(1) StartupEvent start) {
    if (secret.length == 0) {
      throw new IllegalStateException("no session key");
    }
  }

  /** A key for one purpose; knowing it tells nothing about the others. */
  public byte[] keyFor(String purpose) {
    return Hash.hmac(secret, purpose.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] secret(Optional<String> configured, boolean production) {
    String text = configured.orElse("").strip();
    if (text.length() >= MIN_LENGTH) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    if (production || !text.isEmpty()) {
      throw new IllegalStateException(
          "AFTERWORD_SESSION_KEY %s. Set it to the same %d or more random characters for all three"
                  .formatted(text.isEmpty() ? "is not set" : "is too short", MIN_LENGTH)
              + " services, for example the output of: openssl rand -base64 48");
    }
    LOG.warn("AFTERWORD_SESSION_KEY is not set: sessions end when this process does.");
    byte[] random = new byte[MIN_LENGTH];
    new SecureRandom().nextBytes(random);
    return random;
  }
}
