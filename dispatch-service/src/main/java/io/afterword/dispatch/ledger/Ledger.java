package io.afterword.dispatch.ledger;

import io.afterword.dispatch.JsonRows;
import io.afterword.dispatch.decision.SkipReason;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The append-only table of decisions. */
@ApplicationScoped
public class Ledger {
  private static final String APPEND =
      """
      insert into decision (id, decided_at, point, position, interaction_id, contact_id, policy_id,
        policy_version, outcome, reason, next_at, due_at, invitation_id, facts)
      select id, "decidedAt", point, position, "interactionId", "contactId", "policyId",
        "policyVersion", outcome, reason, "nextAt", "dueAt", "invitationId", facts
      from json_to_recordset($1::text::json) as t(id uuid, "decidedAt" timestamptz, point text,
        position smallint, "interactionId" uuid, "contactId" uuid, "policyId" uuid,
        "policyVersion" bigint, outcome text, reason text, "nextAt" timestamptz,
        "dueAt" timestamptz, "invitationId" uuid, facts json)
      """;

  /** What {@link #entry} reads. */
  private static final String COLUMNS =
      """
      d.id, d.decided_at, d.point, d.position, d.interaction_id, d.contact_id, d.policy_id,
        d.policy_version, d.outcome, d.reason, d.next_at, d.due_at, d.invitation_id, d.facts
      """;

  /** With decided_at, so that only the months concerned are looked into. */
  private static final String AT_INTAKE =
      "select "
          + COLUMNS
          + """
      from unnest($1::uuid[], $2::timestamptz[]) as u(interaction_id, decided_at)
      join decision d using (interaction_id, decided_at)
      where d.point in ('INTAKE', 'ASK')
      order by d.interaction_id, d.position
      """;

  private static final String PAGE =
      "select "
          + COLUMNS
          + """
      from decision d
      where ($1::uuid is null or contact_id = $1) and ($2::uuid is null or policy_id = $2)
        and ($3::text is null or outcome = $3) and ($4::uuid is null or interaction_id = $4)
        and ($5::timestamptz is null or (decided_at, id) < ($5, $6))
      order by decided_at desc, id desc limit $7
      """;

  private final JsonRows rows;
  private final DecisionCount count;

  Ledger(JsonRows rows, DecisionCount count) {
    this.rows = rows;
    this.count = count;
  }

  public Uni<Void> append(SqlClient tx, List<LedgerEntry> entries) {
    return entries.isEmpty()
        ? Uni.createFrom().voidItem()
        : tx.preparedQuery(APPEND)
            .execute(rows.of(entries))
            .invoke(() -> count.of(entries))
            .replaceWithVoid();
  }

  /** What was answered when these interactions, or asks, came in, in the order of the answer. */
  public Uni<List<LedgerEntry>> answersTo(
      SqlClient tx, Collection<UUID> interactions, Collection<Instant> receivedAt) {
    return tx.preparedQuery(AT_INTAKE)
        .execute(
            Tuple.of(
                interactions.toArray(UUID[]::new),
                receivedAt.stream()
                    .map(at -> at.atOffset(ZoneOffset.UTC))
                    .toArray(OffsetDateTime[]::new)))
        .map(Ledger::read);
  }

  /** What a list asks for; null means any. */
  record Wanted(
      @Nullable UUID contact,
      @Nullable UUID policy,
      LedgerEntry.@Nullable Outcome outcome,
      @Nullable UUID interaction) {}

  /** The newest first, from just before the given entry on. */
  Uni<List<LedgerEntry>> page(
      SqlClient client,
      Wanted wanted,
      @Nullable Instant before,
      @Nullable UUID beforeId,
      int limit) {
    return client
        .preparedQuery(PAGE)
        .execute(
            Tuple.tuple()
                .addUUID(wanted.contact())
                .addUUID(wanted.policy())
                .addString(wanted.outcome() == null ? null : wanted.outcome().name())
                .addUUID(wanted.interaction())
                .addOffsetDateTime(before == null ? null : before.atOffset(ZoneOffset.UTC))
                .addUUID(beforeId)
                .addInteger(limit))
        .map(Ledger::read);
  }

  /** About one contact, the newest first. */
  public Uni<List<LedgerEntry>> newestOf(SqlClient client, UUID contact, int limit) {
    return page(client, new Wanted(contact, null, null, null), null, null, limit);
  }

  private static List<LedgerEntry> read(RowSet<Row> found) {
    return found.stream().map(Ledger::entry).toList();
  }

  private static LedgerEntry entry(Row row) {
    String reason = row.getString("reason");
    return new LedgerEntry(
        row.getUUID("id"),
        row.getOffsetDateTime("decided_at").toInstant(),
        LedgerEntry.Point.valueOf(row.getString("point")),
        row.getShort("position"),
        row.getUUID("interaction_id"),
        row.getUUID("contact_id"),
        row.getUUID("policy_id"),
        row.getLong("policy_version"),
        LedgerEntry.Outcome.valueOf(row.getString("outcome")),
        reason == null ? null : SkipReason.valueOf(reason),
        instant(row, "next_at"),
        instant(row, "due_at"),
        row.getUUID("invitation_id"),
        facts(row.getJsonObject("facts")));
  }

  private static @Nullable Map<String, Object> facts(@Nullable JsonObject stored) {
    return stored == null ? null : stored.getMap();
  }

  private static @Nullable Instant instant(Row row, String column) {
    OffsetDateTime time = row.getOffsetDateTime(column);
    return time == null ? null : time.toInstant();
  }
}
