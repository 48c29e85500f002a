package io.afterword.platform.access;

import io.afterword.platform.feed.OutboxEvent;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The whole state of a key or user, as the siblings hear it. Its revision is on the event.
 *
 * @param hash SHA-256 of a key in hexadecimal; keys only
 * @param subject what a person signs in with; users only
 * @param sessionsFrom sessions that began earlier are over; users only
 */
record AccessChanged(
    Kind kind,
    UUID id,
    @Nullable String hash,
    String name,
    List<String> scopes,
    List<String> roles,
    @Nullable String subject,
    @Nullable String agentId,
    @Nullable Instant expiresAt,
    @Nullable Instant sessionsFrom,
    boolean revoked) {
  static final String TYPE = "access.changed";

  enum Kind {
    KEY,
    USER
  }

  static OutboxEvent of(AccessKey key) {
    var state =
        new AccessChanged(
            Kind.KEY,
            key.id,
            HexFormat.of().formatHex(key.hash),
            key.name,
            Scopes.split(key.scopes),
            List.of(),
            null,
            null,
            key.expiresAt,
            null,
            key.revoked);
    return OutboxEvent.of(TYPE, key.id.toString(), key.revision, state);
  }

  static OutboxEvent of(AccessUser user) {
    var state =
        new AccessChanged(
            Kind.USER,
            user.id,
            null,
            user.name,
            List.of(),
            Scopes.split(user.roles),
            user.subject,
            user.agentId,
            null,
            user.sessionsFrom,
            user.revoked);
    return OutboxEvent.of(TYPE, user.id.toString(), user.revision, state);
  }
}
