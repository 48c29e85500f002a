package io.afterword.dispatch.delivery;

import io.afterword.dispatch.smtp.Reply;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The table of messages. */
@ApplicationScoped
class Deliveries {
  private static final String COLUMNS =
      """
      select id, invitation_id, kind, state, revision, due_at, attempts, retried_unknown,
        unknown_since, let_be_at, sending_since, sent_at, reply_code, reply_text
      from delivery
      """;

  private static final String INSERT =
      """
      with d as (
        insert into delivery
          (id, invitation_id, kind, channel, state, due_at, attempts, created_at, updated_at)
        select id, invitation_id, kind, 'MAIL', 'QUEUED', due_at, 0, $5, $5
        from unnest($1::uuid[], $2::uuid[], $3::text[], $4::timestamptz[])
          as t(id, invitation_id, kind, due_at)
        returning id, due_at)
      insert into delivery_queue (delivery_id, due_at) select id, due_at from d
      """;

  private static final String UPDATE =
      """
      update delivery d set state = t.state, due_at = t.due_at, attempts = t.attempts,
        retried_unknown = t.retried_unknown, unknown_since = t.unknown_since,
        let_be_at = t.let_be_at, sending_since = t.sending_since, sent_at = t.sent_at,
        reply_code = t.reply_code, reply_text = t.reply_text, updated_at = $12,
        revision = d.revision + 1
      from unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::int[], $5::boolean[],
          $6::timestamptz[], $7::timestamptz[], $8::timestamptz[], $9::timestamptz[], $10::int[],
          $11::text[])
        as t(id, state, due_at, attempts, retried_unknown, unknown_since, let_be_at,
          sending_since, sent_at, reply_code, reply_text)
      where d.id = t.id
      """;

  /** A message on its way into the queue. */
  record New(UUID id, UUID invitation, Delivery.Kind kind, Instant dueAt) {}

  /** New messages and their places in the queue. */
  Uni<Void> add(SqlClient tx, List<New> added, Instant now) {
    return tx.preparedQuery(INSERT)
        .execute(
            Tuple.of(
                added.stream().map(New::id).toArray(UUID[]::new),
                added.stream().map(New::invitation).toArray(UUID[]::new),
                added.stream().map(one -> one.kind().name()).toArray(String[]::new),
                added.stream().map(one -> time(one.dueAt())).toArray(OffsetDateTime[]::new),
                time(now)))
        .replaceWithVoid();
  }

  /** All messages of these invitations, locked in the order of their ids. */
  Uni<List<Delivery>> lockOf(SqlClient tx, Collection<UUID> invitations) {
    return tx.preparedQuery(
            COLUMNS + "where invitation_id = any($1::uuid[]) order by id for update")
        .execute(Tuple.of(invitations.stream().distinct().toArray(UUID[]::new)))
        .map(Deliveries::read);
  }

  /** Which invitations these messages belong to; unlocked, since that never changes. */
  Uni<List<UUID>> invitationsOf(SqlClient tx, Collection<UUID> deliveries) {
    return tx.preparedQuery(
            "select distinct invitation_id from delivery where id = any($1::uuid[])")
        .execute(Tuple.of(deliveries.toArray(UUID[]::new)))
        .map(rows -> rows.stream().map(row -> row.getUUID(0)).toList());
  }

  Uni<Void> save(SqlClient tx, List<Delivery> changed, Instant now) {
    if (changed.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    List<Delivery> rows = changed.stream().sorted(Comparator.comparing(Delivery::id)).toList();
    return tx.preparedQuery(UPDATE)
        .execute(
            Tuple.tuple()
                .addArrayOfUUID(column(rows, Delivery::id).toArray(UUID[]::new))
                .addArrayOfString(column(rows, one -> one.state().name()).toArray(String[]::new))
                .addArrayOfOffsetDateTime(times(rows, Delivery::dueAt))
                .addArrayOfInteger(column(rows, Delivery::attempts).toArray(Integer[]::new))
                .addArrayOfBoolean(
                    column(rows, one -> one.doubt().resent()).toArray(Boolean[]::new))
                .addArrayOfOffsetDateTime(times(rows, one -> one.doubt().since()))
                .addArrayOfOffsetDateTime(times(rows, one -> one.doubt().letBeAt()))
                .addArrayOfOffsetDateTime(times(rows, Delivery::sendingSince))
                .addArrayOfOffsetDateTime(times(rows, Delivery::sentAt))
                .addArrayOfInteger(
                    rows.stream()
                        .map(one -> one.reply() == null ? null : one.reply().code())
                        .toArray(Integer[]::new))
                .addArrayOfString(
                    rows.stream()
                        .map(one -> one.reply() == null ? null : one.reply().text())
                        .toArray(String[]::new))
                .addOffsetDateTime(time(now)))
        .replaceWithVoid();
  }

  private static <T> List<T> column(List<Delivery> rows, Function<Delivery, T> value) {
    return rows.stream().map(value).toList();
  }

  private static @Nullable OffsetDateTime[] times(
      List<Delivery> rows, Function<Delivery, @Nullable Instant> value) {
    return rows.stream().map(one -> time(value.apply(one))).toArray(OffsetDateTime[]::new);
  }

  private static @Nullable OffsetDateTime time(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }

  private static List<Delivery> read(RowSet<Row> found) {
    return found.stream().map(Deliveries::delivery).toList();
  }

  private static Delivery delivery(Row row) {
    Integer code = row.getInteger("reply_code");
    return new Delivery(
        row.getUUID("id"),
        row.getUUID("invitation_id"),
        Delivery.Kind.valueOf(row.getString("kind")),
        DeliveryState.valueOf(row.getString("state")),
        row.getInteger("revision"),
        row.getOffsetDateTime("due_at").toInstant(),
        row.getInteger("attempts"),
        new Delivery.Doubt(
            row.getBoolean("retried_unknown"),
            instant(row, "unknown_since"),
            instant(row, "let_be_at")),
        instant(row, "sending_since"),
        instant(row, "sent_at"),
        code == null ? null : new Reply(code, row.getString("reply_text")));
  }

  private static @Nullable Instant instant(Row row, String column) {
    OffsetDateTime time = row.getOffsetDateTime(column);
    return time == null ? null : time.toInstant();
  }
}
