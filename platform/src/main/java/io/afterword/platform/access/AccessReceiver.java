package io.afterword.platform.access;

import io.afterword.platform.feed.FeedReceiver;
import io.afterword.platform.feed.ReceivedEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Keeps this service's copy of the keys and users; an older revision never wins. */
@ApplicationScoped
class AccessReceiver implements FeedReceiver {
  private static final String KEYS =
      """
      insert into access_key as k
        (id, hash, name, scopes, created_at, expires_at, revoked, revision)
      select id, decode(hash, 'hex'), name, scopes, created_at, expires_at, revoked, revision
      from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::timestamptz[],
                  $6::timestamptz[], $7::boolean[], $8::int[])
           as t(id, hash, name, scopes, created_at, expires_at, revoked, revision)
      on conflict (id) do update
        set name = excluded.name, scopes = excluded.scopes, expires_at = excluded.expires_at,
            revoked = excluded.revoked, revision = excluded.revision
        where k.revision < excluded.revision
      """;
  private static final String USERS =
      """
      insert into access_user as u
        (id, subject, name, roles, agent_id, created_at, sessions_from, revoked, revision)
      select * from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[],
                           $6::timestamptz[], $7::timestamptz[], $8::boolean[], $9::int[])
      on conflict (id) do update
        set name = excluded.name, roles = excluded.roles, agent_id = excluded.agent_id,
            sessions_from = excluded.sessions_from, revoked = excluded.revoked,
            revision = excluded.revision
        where u.revision < excluded.revision
      """;

  @Override
  public Set<String> types() {
    return Set.of(AccessChanged.TYPE);
  }

  @Override
  public Uni<Void> apply(SqlConnection tx, List<ReceivedEvent> events) {
    Collection<Heard> newest = newest(events);
    List<Heard> keys = of(AccessChanged.Kind.KEY, newest);
    List<Heard> users = of(AccessChanged.Kind.USER, newest);
    return write(tx, KEYS, keys, AccessReceiver::keyColumns)
        .chain(() -> write(tx, USERS, users, AccessReceiver::userColumns));
  }

  private record Heard(int revision, Instant time, AccessChanged state) {}

  /** One statement may touch a row once, so of several events on it only the newest goes in. */
  private static Collection<Heard> newest(List<ReceivedEvent> events) {
    Map<UUID, Heard> newest = new LinkedHashMap<>();
    for (ReceivedEvent event : events) {
      AccessChanged state = event.dataAs(AccessChanged.class);
      var heard = new Heard(event.revision(), event.time(), state);
      newest.merge(state.id(), heard, (a, b) -> a.revision() >= b.revision() ? a : b);
    }
    return newest.values();
  }

  private static List<Heard> of(AccessChanged.Kind kind, Collection<Heard> all) {
    return all.stream().filter(heard -> heard.state().kind() == kind).toList();
  }

  private static Uni<Void> write(
      SqlConnection tx, String sql, List<Heard> rows, Function<List<Heard>, Tuple> columns) {
    return rows.isEmpty()
        ? Uni.createFrom().voidItem()
        : tx.preparedQuery(sql).execute(columns.apply(rows)).replaceWithVoid();
  }

  private static Tuple keyColumns(List<Heard> rows) {
    return Tuple.tuple()
        .addArrayOfUUID(column(rows, heard -> heard.state().id(), UUID[]::new))
        .addArrayOfString(column(rows, AccessReceiver::hash, String[]::new))
        .addArrayOfString(column(rows, heard -> heard.state().name(), String[]::new))
        .addArrayOfString(
            column(rows, heard -> Scopes.joined(heard.state().scopes()), String[]::new))
        .addArrayOfOffsetDateTime(times(rows, Heard::time))
        .addArrayOfOffsetDateTime(times(rows, heard -> heard.state().expiresAt()))
        .addArrayOfBoolean(column(rows, heard -> heard.state().revoked(), Boolean[]::new))
        .addArrayOfInteger(column(rows, Heard::revision, Integer[]::new));
  }

  private static Tuple userColumns(List<Heard> rows) {
    return Tuple.tuple()
        .addArrayOfUUID(column(rows, heard -> heard.state().id(), UUID[]::new))
        .addArrayOfString(column(rows, AccessReceiver::subject, String[]::new))
        .addArrayOfString(column(rows, heard -> heard.state().name(), String[]::new))
        .addArrayOfString(
            column(rows, heard -> Scopes.joined(heard.state().roles()), String[]::new))
        .addArrayOfString(texts(rows, heard -> heard.state().agentId()))
        .addArrayOfOffsetDateTime(times(rows, Heard::time))
        .addArrayOfOffsetDateTime(times(rows, AccessReceiver::sessionsFrom))
        .addArrayOfBoolean(column(rows, heard -> heard.state().revoked(), Boolean[]::new))
        .addArrayOfInteger(column(rows, Heard::revision, Integer[]::new));
  }

  private static String hash(Heard heard) {
    return Objects.requireNonNull(heard.state().hash(), "a key without a hash");
  }

  private static String subject(Heard heard) {
    return Objects.requireNonNull(heard.state().subject(), "a user without a subject");
  }

  private static Instant sessionsFrom(Heard heard) {
    Instant from = heard.state().sessionsFrom();
    return from == null ? Instant.EPOCH : from;
  }

  private static <T> T[] column(
      List<Heard> rows, Function<Heard, T> value, IntFunction<T[]> array) {
    return rows.stream().map(value).toArray(array);
  }

  private static @Nullable String[] texts(
      List<Heard> rows, Function<Heard, @Nullable String> value) {
    @Nullable String[] texts = new String[rows.size()];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = value.apply(rows.get(i));
    }
    return texts;
  }

  private static @Nullable OffsetDateTime[] times(
      List<Heard> rows, Function<Heard, @Nullable Instant> value) {
    @Nullable OffsetDateTime[] times = new OffsetDateTime[rows.size()];
    for (int i = 0; i < times.length; i++) {
      Instant time = value.apply(rows.get(i));
      times[i] = time == null ? null : time.atOffset(ZoneOffset.UTC);
    }
    return times;
  }
}
