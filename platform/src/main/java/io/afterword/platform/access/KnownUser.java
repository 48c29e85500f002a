package io.afterword.platform.access;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A user as every service knows it.
 *
 * @param sessionsFrom sessions that began earlier are over
 */
record KnownUser(
    UUID id,
    String subject,
    String name,
    List<String> roles,
    @Nullable String agentId,
    Instant sessionsFrom) {

  /** Seconds, since a session's begin is kept in seconds. */
  boolean accepts(Session session) {
    return session.since().getEpochSecond() >= sessionsFrom.getEpochSecond();
  }
}
