package io.afterword.dispatch.delivery;

import io.afterword.dispatch.delivery.DeliveryQueue.Claim;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A claimed delivery with all that link and mail need, as read right after the claim. Whether it
 * may really go out is decided later, under the contact's lock, and by nothing that is in here.
 *
 * @param occurredAt null when no interaction led to it
 */
record Candidate(
    Claim claim,
    UUID invitationId,
    UUID surveyId,
    UUID policyId,
    UUID contactId,
    @Nullable String email,
    @Nullable String name,
    @Nullable String locale,
    ZoneId zone,
    String context,
    @Nullable Instant occurredAt,
    Delivery.Kind kind,
    @Nullable Instant expiresAt,
    Duration expiresAfter) {

  UUID deliveryId() {
    return claim.delivery();
  }

  /** What follows the @ of the address. */
  @Nullable String recipientDomain() {
    return email == null ? null : email.substring(email.lastIndexOf('@') + 1);
  }

  /** When the link stops taking answers, should the first mail go out now. */
  Instant linkExpiry(Instant now) {
    return expiresAt == null ? now.plus(expiresAfter) : expiresAt;
  }
}
