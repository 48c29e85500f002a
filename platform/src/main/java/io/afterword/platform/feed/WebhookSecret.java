package io.afterword.platform.feed;

import io.afterword.platform.secret.Seal;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;

/** Secrets that customers' webhooks are signed with: shown once, kept sealed. */
final class WebhookSecret {

  private static final int BYTES = 32;

  private final Seal seal;
  private final SecureRandom random = new SecureRandom();

  WebhookSecret(byte[] key) {
    this.seal = new Seal(key);
  }

  String make() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return "whsec_" + Base64.getEncoder().encodeToString(bytes);
  }

  byte[] seal(UUID webhook, String secret) {
    return seal.seal(secret.getBytes(StandardCharsets.UTF_8), meaning(webhook));
  }

  String open(UUID webhook, byte[] sealed) {
    return seal.open(sealed, meaning(webhook))
        .map(plain -> new String(plain, StandardCharsets.UTF_8))
        .orElseThrow(
            () -> new IllegalStateException("a webhook's secret was sealed under another key"));
  }

  private static byte[] meaning(UUID webhook) {
    return ("webhook " + webhook).getBytes(StandardCharsets.UTF_8);
  }
}
