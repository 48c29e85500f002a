package io.afterword.platform.feed;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookSigningException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The Standard Webhooks signature under one secret: HMAC-SHA256 over message id, time and body. A
 * message signed more than five minutes before or after the machine's time is refused. The time is
 * the machine's, not the business clock: it guards against replays on the wire.
 */
final class Signature {
  /** The header that holds one signature or, separated by blanks, several. */
  static final String HEADER = Webhook.UNBRANDED_MSG_SIGNATURE_KEY;

  private final Webhook webhook;

  /**
   * For a secret as the configuration holds it.
   *
   * @throws IllegalArgumentException if it is no Base64, with or without {@code whsec_}
   */
  Signature(String secret) {
    this.webhook = new Webhook(secret);
  }

  /** The headers that go with the body. */
  Map<String, String> headers(String messageId, Instant at, String body) {
    try {
      return Map.of(
          Webhook.UNBRANDED_MSG_ID_KEY,
          messageId,
          Webhook.UNBRANDED_MSG_TIMESTAMP_KEY,
          Long.toString(at.getEpochSecond()),
          Webhook.UNBRANDED_MSG_SIGNATURE_KEY,
          webhook.sign(messageId, at.getEpochSecond(), body));
    } catch (WebhookSigningException e) {
      throw new IllegalStateException("this JVM cannot sign with HMAC-SHA256", e);
    }
  }

  /** Whether the body was signed with this secret, not long ago. */
  boolean holds(String body, Map<String, List<String>> headers) {
    try {
      webhook.verify(body, headers);
      return true;
    } catch (WebhookVerificationException e) {
      return false;
    }
  }
}
