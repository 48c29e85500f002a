package io.afterword.platform.access;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An API key at its home. */
@Entity
@Table(name = "access_key")
public class AccessKey {
  @Id UUID id;

  byte[] hash;
  String name;
  String scopes;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "expires_at")
  Instant expiresAt;

  boolean revoked;
  int revision;

  /** Written by {@link AccessDirectory}, beside the entity. */
  @Column(name = "last_used_on", insertable = false, updatable = false)
  LocalDate lastUsedOn;

  protected AccessKey() {}

  static AccessKey of(
      KeyText text, String name, Set<String> scopes, @Nullable Instant expiresAt, Instant now) {
    AccessKey key = new AccessKey();
    key.id = UuidCreator.getTimeOrderedEpoch();
    key.hash = text.hash();
    key.name = name;
    key.scopes = Scopes.joined(scopes);
    key.createdAt = now;
    key.expiresAt = expiresAt;
    key.revision = 1;
    return key;
  }

  /** Ends the key; true if it was still good. */
  boolean revoke() {
    if (revoked) {
      return false;
    }
    revoked = true;
    revision++;
    return true;
  }
}
