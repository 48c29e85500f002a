package io.afterword.dispatch.invitation;

import io.afterword.dispatch.JsonRows;
import io.afterword.dispatch.decision.TriggerType;
import io.afterword.platform.feed.Outbox;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Stores invitations; each change writes its event in the same transaction. */
@ApplicationScoped
public class Invitations {
  private static final String COLUMNS =
      """
      select id, revision, state, policy_id, trigger, survey_id, contact_id, interaction_id, due_at,
        expires_after_seconds, first_sent_at, expires_at, answered_at, context::text as context
      from invitation
      """;

  private static final String INSERT =
      """
      insert into invitation (id, revision, state, policy_id, trigger, survey_id, contact_id,
        interaction_id, source, conversation, occurred_at, due_at, expires_after_seconds, context,
        created_at, priority, reminders)
      select id, revision, state, "policyId", trigger, "surveyId", "contactId", "interactionId",
        source, conversation, "occurredAt", "dueAt", "expiresAfterSeconds", context::json,
        "createdAt", priority, reminders
      from json_to_recordset($1::text::json) as t(id uuid, revision int, state text,
        "policyId" uuid, trigger text, "surveyId" uuid, "contactId" uuid, "interactionId" uuid,
        source text, conversation text, "occurredAt" timestamptz, "dueAt" timestamptz,
        "expiresAfterSeconds" bigint, context text, "createdAt" timestamptz,
        priority smallint, reminders int[])
      """;

  private static final String REOPENED =
      """
      select i.id from invitation i
      where i.id = any($1::uuid[]) and exists (
        select 1 from interaction r where r.source = i.source
          and r.conversation = i.conversation and r.event in ('REOPENED', 'MERGED')
          and r.occurred_at > i.occurred_at)
      """;

  /** The revision it was read with is the fence: a lost update is an error, never silent. */
  private static final String UPDATE =
      """
      update invitation i set revision = t.revision, state = t.state, due_at = t.due_at,
        first_sent_at = t.first_sent_at, expires_at = t.expires_at, answered_at = t.answered_at,
        remind_at = case when t.state <> 'OPEN' then null
          when i.first_sent_at is null then t.first_sent_at + i.reminders[1] * interval '1 second'
          else i.remind_at end
      from unnest($1::uuid[], $2::int[], $3::text[], $4::timestamptz[], $5::timestamptz[],
        $6::timestamptz[], $7::timestamptz[])
        as t(id, revision, state, due_at, first_sent_at, expires_at, answered_at)
      where i.id = t.id and i.revision = t.revision - 1
      """;

  private record NewRow(
      UUID id,
      int revision,
      InvitationState state,
      UUID policyId,
      TriggerType trigger,
      UUID surveyId,
      UUID contactId,
      UUID interactionId,
      String source,
      String conversation,
      Instant occurredAt,
      Instant dueAt,
      long expiresAfterSeconds,
      String context,
      Instant createdAt,
      int priority,
      List<Long> reminders) {}

  private final Outbox outbox;
  private final JsonRows rows;

  Invitations(Outbox outbox, JsonRows rows) {
    this.outbox = outbox;
    this.rows = rows;
  }

  public Uni<Void> add(SqlClient tx, List<NewInvitation> added, Instant now) {
    if (added.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    List<NewRow> inserted = added.stream().map(one -> row(one, now)).toList();
    return tx.preparedQuery(INSERT)
        .execute(rows.of(inserted))
        .chain(
            () ->
                outbox.append(
                    tx,
                    added.stream().map(one -> InvitationChanged.of(one.invitation())).toList()));
  }

  /** Locks invitations in the order of their ids, the order that everybody keeps. */
  public Uni<List<Invitation>> lock(SqlClient tx, Collection<UUID> ids) {
    return tx.preparedQuery(COLUMNS + "where id = any($1::uuid[]) order by id for update")
        .execute(Tuple.of(ids.stream().distinct().toArray(UUID[]::new)))
        .map(Invitations::read);
  }

  /** Those whose conversation was taken up again or merged since. */
  public Uni<List<UUID>> reopened(SqlClient tx, Collection<UUID> ids) {
    return tx.preparedQuery(REOPENED)
        .execute(Tuple.of(ids.stream().distinct().toArray(UUID[]::new)))
        .map(rows -> rows.stream().map(row -> row.getUUID("id")).toList());
  }

  /** Open and scheduled ones of these contacts, locked. */
  public Uni<List<Invitation>> lockOpenOf(SqlClient tx, Collection<UUID> contacts) {
    return tx.preparedQuery(
            COLUMNS
                + "where contact_id = any($1::uuid[]) and state in ('SCHEDULED', 'OPEN')"
                + " order by id for update")
        .execute(Tuple.of(contacts.toArray(UUID[]::new)))
        .map(Invitations::read);
  }

  /** Open and scheduled ones for interactions of these conversations up to the given times. */
  public Uni<List<Invitation>> lockOpenOf(SqlClient tx, Conversations conversations) {
    return tx.preparedQuery(
            COLUMNS
                + """
                where state in ('SCHEDULED', 'OPEN') and exists (
                  select 1 from unnest($1::text[], $2::text[], $3::timestamptz[])
                    as u(source, conversation, up_to)
                  where u.source = invitation.source
                    and u.conversation = invitation.conversation
                    and invitation.occurred_at <= u.up_to)
                order by id for update
                """)
        .execute(
            Tuple.of(
                conversations.sources().toArray(String[]::new),
                conversations.ids().toArray(String[]::new),
                times(conversations.upTo())))
        .map(Invitations::read);
  }

  /** Conversations that were taken up again, as parallel lists. */
  public record Conversations(List<String> sources, List<String> ids, List<Instant> upTo) {}

  /** Those whose time is over, some at a time; rows that somebody else works on are left. */
  public Uni<List<Invitation>> lockExpired(SqlClient tx, Instant now, int limit) {
    return tx.preparedQuery(
            COLUMNS
                + """
                where id in (
                    select id from invitation where state = 'OPEN' and expires_at <= $1
                    order by expires_at limit $2)
                  or id in (
                    select id from invitation where state = 'SCHEDULED'
                      and due_at <= $1
                      and due_at + expires_after_seconds * interval '1 second' <= $1
                    order by due_at limit $2)
                order by id limit $2 for update skip locked
                """)
        .execute(Tuple.of(now.atOffset(ZoneOffset.UTC), limit))
        .map(Invitations::read);
  }

  public Uni<Optional<Invitation>> find(SqlClient client, UUID id) {
    return client
        .preparedQuery(COLUMNS + "where id = $1")
        .execute(Tuple.of(id))
        .map(rows -> read(rows).stream().findFirst());
  }

  /** The newest first, below the given id; ids are ordered by time. Null means any. */
  Uni<List<Invitation>> page(
      SqlClient client,
      @Nullable UUID contact,
      @Nullable InvitationState state,
      @Nullable UUID before,
      int limit) {
    return client
        .preparedQuery(
            COLUMNS
                + """
                where ($1::uuid is null or contact_id = $1) and ($2::text is null or state = $2)
                  and ($3::uuid is null or id < $3)
                order by id desc limit $4
                """)
        .execute(Tuple.of(contact, state == null ? null : state.name(), before, limit))
        .map(Invitations::read);
  }

  /** They are another contact's from now on, and everybody is told. */
  public Uni<Void> moveTo(SqlClient tx, Collection<UUID> ids, UUID contact) {
    if (ids.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return lock(tx, ids)
        .chain(
            () ->
                tx.preparedQuery(
                        "update invitation set contact_id = $2, revision = revision + 1"
                            + " where id = any($1::uuid[])")
                    .execute(Tuple.of(ids.toArray(UUID[]::new), contact)))
        .chain(() -> lock(tx, ids))
        .chain(moved -> outbox.append(tx, moved.stream().map(InvitationChanged::of).toList()));
  }

  /** Writes changed invitations and their events; fails when one was changed under us. */
  public Uni<Void> save(SqlClient tx, List<Invitation> changed) {
    if (changed.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    List<Invitation> ordered =
        changed.stream().sorted(Comparator.comparing(Invitation::id)).toList();
    return tx.preparedQuery(UPDATE)
        .execute(columns(ordered))
        .invoke(
            updated -> {
              if (updated.rowCount() != ordered.size()) {
                throw new IllegalStateException("an invitation changed without its lock");
              }
            })
        .chain(() -> outbox.append(tx, ordered.stream().map(InvitationChanged::of).toList()));
  }

  private static Tuple columns(List<Invitation> changed) {
    return Tuple.tuple()
        .addArrayOfUUID(changed.stream().map(Invitation::id).toArray(UUID[]::new))
        .addArrayOfInteger(changed.stream().map(Invitation::revision).toArray(Integer[]::new))
        .addArrayOfString(changed.stream().map(one -> one.state().name()).toArray(String[]::new))
        .addArrayOfOffsetDateTime(times(changed.stream().map(Invitation::dueAt).toList()))
        .addArrayOfOffsetDateTime(
            changed.stream().map(one -> time(one.firstSentAt())).toArray(OffsetDateTime[]::new))
        .addArrayOfOffsetDateTime(
            changed.stream().map(one -> time(one.expiresAt())).toArray(OffsetDateTime[]::new))
        .addArrayOfOffsetDateTime(
            changed.stream().map(one -> time(one.answeredAt())).toArray(OffsetDateTime[]::new));
  }

  private static OffsetDateTime[] times(List<Instant> instants) {
    return instants.stream().map(Invitations::time).toArray(OffsetDateTime[]::new);
  }

  private static @Nullable OffsetDateTime time(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }

  private static NewRow row(NewInvitation added, Instant now) {
    Invitation invitation = added.invitation();
    return new NewRow(
        invitation.id(),
        invitation.revision(),
        invitation.state(),
        invitation.policyId(),
        invitation.trigger(),
        invitation.surveyId(),
        invitation.contactId(),
        invitation.interactionId(),
        added.source(),
        added.conversation(),
        added.occurredAt(),
        invitation.dueAt(),
        invitation.expiresAfter().toSeconds(),
        invitation.context(),
        now,
        added.sending().priority(),
        added.sending().reminders().stream().map(Duration::toSeconds).toList());
  }

  private static List<Invitation> read(RowSet<Row> found) {
    return found.stream().map(Invitations::invitation).toList();
  }

  private static Invitation invitation(Row row) {
    return new Invitation(
        row.getUUID("id"),
        row.getInteger("revision"),
        InvitationState.valueOf(row.getString("state")),
        row.getUUID("policy_id"),
        TriggerType.valueOf(row.getString("trigger")),
        row.getUUID("survey_id"),
        row.getUUID("contact_id"),
        row.getUUID("interaction_id"),
        row.getOffsetDateTime("due_at").toInstant(),
        Duration.ofSeconds(row.getLong("expires_after_seconds")),
        instant(row, "first_sent_at"),
        instant(row, "expires_at"),
        instant(row, "answered_at"),
        row.getString("context"));
  }

  private static @Nullable Instant instant(Row row, String column) {
    OffsetDateTime time = row.getOffsetDateTime(column);
    return time == null ? null : time.toInstant();
  }
}
