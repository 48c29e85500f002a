package io.afterword.platform.access;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The keys and users that this service knows, looked up at every request, or nearly. */
@ApplicationScoped
class AccessDirectory {
  private static final Logger LOG = Logger.getLogger(AccessDirectory.class);

  /** Revoking takes effect within seconds; this is our share of them. */
  private static final Duration MOMENT = Duration.ofSeconds(1);

  private static final String KEY =
      "select id, name, scopes, expires_at, last_used_on from access_key"
          + " where hash = $1 and not revoked";
  private static final String USER =
      "select id, subject, name, roles, agent_id, sessions_from from access_user"
          + " where id = $1 and not revoked";
  private static final String USED =
      "update access_key set last_used_on = $2"
          + " where id = $1 and (last_used_on is null or last_used_on < $2)";

  private final Pool pool;
  private final Clock clock;
  private final ShortMemory<ByteBuffer, KnownKey> keys =
      new ShortMemory<>(MOMENT, System::nanoTime);
  private final ShortMemory<UUID, KnownUser> users = new ShortMemory<>(MOMENT, System::nanoTime);

  AccessDirectory(Pool pool, Clock clock) {
    this.pool = pool;
    this.clock = clock;
  }

  /** The key with this SHA-256, unless it is revoked; it may have expired. */
  Uni<Optional<KnownKey>> key(byte[] hash) {
    return keys.get(
        ByteBuffer.wrap(hash),
        () ->
            pool.preparedQuery(KEY)
                .execute(Tuple.of(io.vertx.core.buffer.Buffer.buffer(hash)))
                .map(rows -> first(rows, AccessDirectory::readKey))
                .call(this::noteUse));
  }

  /** The user, unless revoked. */
  Uni<Optional<KnownUser>> user(UUID id) {
    return users.get(
        id,
        () ->
            pool.preparedQuery(USER)
                .execute(Tuple.of(id))
                .map(rows -> first(rows, AccessDirectory::readUser)));
  }

  /** At most once a day and key; a failure here refuses nobody. */
  private Uni<Void> noteUse(Optional<KnownKey> found) {
    Instant now = clock.instant();
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    if (found.isEmpty() || found.get().isExpired(now) || !found.get().isFirstUseOf(today)) {
      return Uni.createFrom().voidItem();
    }
    return pool.preparedQuery(USED)
        .execute(Tuple.of(found.get().id(), today))
        .replaceWithVoid()
        .onFailure()
        .invoke(failure -> LOG.warnf("The day of use of a key was not written: %s", failure))
        .onFailure()
        .recoverWithNull();
  }

  private static <T> Optional<T> first(RowSet<Row> rows, Function<Row, T> read) {
    Iterator<Row> each = rows.iterator();
    return each.hasNext() ? Optional.of(read.apply(each.next())) : Optional.empty();
  }

  private static KnownKey readKey(Row row) {
    return new KnownKey(
        row.getUUID("id"),
        row.getString("name"),
        Set.copyOf(Scopes.split(row.getString("scopes"))),
        instant(row.getOffsetDateTime("expires_at")),
        row.getLocalDate("last_used_on"));
  }

  private static KnownUser readUser(Row row) {
    return new KnownUser(
        row.getUUID("id"),
        row.getString("subject"),
        row.getString("name"),
        Scopes.split(row.getString("roles")),
        row.getString("agent_id"),
        row.getOffsetDateTime("sessions_from").toInstant());
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }
}
