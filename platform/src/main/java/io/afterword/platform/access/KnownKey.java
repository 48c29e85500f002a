package io.afterword.platform.access;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An API key that is not revoked, as every service knows it. */
record KnownKey(
    UUID id,
    String name,
    Set<String> scopes,
    @Nullable Instant expiresAt,
    @Nullable LocalDate lastUsedOn) {

  boolean isExpired(Instant now) {
    return expiresAt != null && !now.isBefore(expiresAt);
  }

  boolean isFirstUseOf(LocalDate day) {
    return lastUsedOn == null || lastUsedOn.isBefore(day);
  }
}
