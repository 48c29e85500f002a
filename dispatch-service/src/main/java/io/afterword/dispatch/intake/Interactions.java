package io.afterword.dispatch.intake;

import io.afterword.dispatch.JsonRows;
import io.afterword.dispatch.decision.ContactState.ConversationKey;
import io.afterword.dispatch.interaction.ContentHash;
import io.afterword.dispatch.interaction.Interaction;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The tables of reported interactions. */
@ApplicationScoped
class Interactions {
  /** In the order of keys, so that two batches with the same keys never wait in a circle. */
  private static final String TAKE =
      """
      insert into interaction_key (source, external_id, content_hash, interaction_id, received_at)
      select source, external_id, content_hash, interaction_id, $5
      from unnest($1::text[], $2::text[], $3::text[], $4::uuid[])
        as t(source, external_id, content_hash, interaction_id)
      order by source, external_id
      on conflict (source, external_id) do nothing
      """;

  private static final String KEYS =
      """
      select k.source, k.external_id, k.content_hash, k.interaction_id, k.received_at
      from unnest($1::text[], $2::text[]) as u(source, external_id)
      join interaction_key k using (source, external_id)
      """;

  private static final String INSERT =
      """
      insert into interaction (id, source, external_id, conversation, event, kind, occurred_at,
        received_at, contact_id, content)
      select id, source, "externalId", conversation, event, kind, "occurredAt", "receivedAt",
        "contactId", content
      from json_to_recordset($1::text::json) as t(id uuid, source text, "externalId" text,
        conversation text, event text, kind text, "occurredAt" timestamptz,
        "receivedAt" timestamptz, "contactId" uuid, content jsonb)
      """;

  private static final String REOPENED =
      """
      select i.source, i.conversation, max(i.occurred_at) as at
      from unnest($1::text[], $2::text[]) as u(source, conversation)
      join interaction i using (source, conversation)
      where i.event in ('REOPENED', 'MERGED')
      group by i.source, i.conversation
      """;

  /** Who replied last before these ends, by earlier reports of their conversations. */
  private static final String LAST_REPLIED =
      """
      select u.place, i.occurred_at, i.content -> 'agent' as agent
      from unnest($1::text[], $2::text[], $3::timestamptz[])
        with ordinality as u(source, conversation, up_to, place)
      cross join lateral (
        select occurred_at, content from interaction r
        where r.source = u.source and r.conversation = u.conversation and r.event = 'REPLIED'
          and r.occurred_at <= u.up_to and r.content ? 'agent'
        order by r.occurred_at desc limit 1) i
      """;

  /** A key as it stands in the table, ours or an earlier one. */
  record Taken(String contentHash, UUID interactionId, Instant receivedAt) {}

  /** An interaction on its way into the table. */
  record Arrived(UUID id, Interaction interaction, UUID contactId) {}

  private record NewRow(
      UUID id,
      String source,
      String externalId,
      String conversation,
      Interaction.Event event,
      Interaction.Kind kind,
      Instant occurredAt,
      Instant receivedAt,
      UUID contactId,
      Map<String, Object> content) {}

  private final JsonRows rows;

  Interactions(JsonRows rows) {
    this.rows = rows;
  }

  /** Takes the keys that are free and reads all; a twin that holds one makes us wait for it. */
  Uni<Map<Interaction.Key, Taken>> take(SqlClient tx, Map<UUID, Interaction> byId, Instant now) {
    List<Map.Entry<UUID, Interaction>> entries =
        byId.entrySet().stream()
            .sorted(Comparator.comparing(entry -> entry.getValue().key()))
            .toList();
    String[] sources =
        entries.stream().map(entry -> entry.getValue().key().source()).toArray(String[]::new);
    String[] ids =
        entries.stream().map(entry -> entry.getValue().key().id()).toArray(String[]::new);
    return tx.preparedQuery(TAKE)
        .execute(
            Tuple.of(
                sources,
                ids,
                entries.stream()
                    .map(entry -> ContentHash.of(entry.getValue()))
                    .toArray(String[]::new),
                entries.stream().map(Map.Entry::getKey).toArray(UUID[]::new),
                now.atOffset(ZoneOffset.UTC)))
        .chain(() -> tx.preparedQuery(KEYS).execute(Tuple.of(sources, ids)))
        .map(
            found -> {
              var taken = new HashMap<Interaction.Key, Taken>();
              found.forEach(row -> taken.put(key(row), taken(row)));
              return taken;
            });
  }

  Uni<Void> add(SqlClient tx, List<Arrived> arrived, Instant now) {
    List<NewRow> inserted = arrived.stream().map(one -> row(one, now)).toList();
    return tx.preparedQuery(INSERT).execute(rows.of(inserted)).replaceWithVoid();
  }

  /** When these conversations were last taken up again or merged, this batch included. */
  Uni<Map<ConversationKey, Instant>> reopenedAt(SqlClient tx, List<Arrived> arrived) {
    List<ConversationKey> asked =
        arrived.stream().map(one -> ConversationKey.of(one.interaction())).distinct().toList();
    return tx.preparedQuery(REOPENED)
        .execute(
            Tuple.of(
                asked.stream().map(ConversationKey::source).toArray(String[]::new),
                asked.stream().map(ConversationKey::conversation).toArray(String[]::new)))
        .map(
            found -> {
              var at = new HashMap<ConversationKey, Instant>();
              found.forEach(
                  row ->
                      at.put(
                          new ConversationKey(
                              row.getString("source"), row.getString("conversation")),
                          row.getOffsetDateTime("at").toInstant()));
              return at;
            });
  }

  /** By place in the list: the last reply that was reported before each of these. */
  Uni<Map<Integer, Reply>> lastReplies(SqlClient tx, List<Interaction> ends) {
    return tx.preparedQuery(LAST_REPLIED)
        .execute(
            Tuple.of(
                ends.stream().map(one -> one.key().source()).toArray(String[]::new),
                ends.stream().map(one -> one.conversation().id()).toArray(String[]::new),
                ends.stream()
                    .map(one -> one.occurredAt().atOffset(ZoneOffset.UTC))
                    .toArray(OffsetDateTime[]::new)))
        .map(
            found -> {
              var replies = new HashMap<Integer, Reply>();
              found.forEach(
                  row ->
                      replies.put(
                          (int) (row.getLong("place") - 1),
                          new Reply(
                              row.getOffsetDateTime("occurred_at").toInstant(),
                              Objects.requireNonNull(
                                  PastInteractions.agent(row.get(JsonObject.class, "agent"))))));
              return replies;
            });
  }

  /** Who replied, and when. */
  record Reply(Instant at, Interaction.Agent by) {}

  private static NewRow row(Arrived arrived, Instant now) {
    Interaction interaction = arrived.interaction();
    return new NewRow(
        arrived.id(),
        interaction.key().source(),
        interaction.key().id(),
        interaction.conversation().id(),
        interaction.event(),
        interaction.kind(),
        interaction.occurredAt(),
        now,
        arrived.contactId(),
        content(interaction));
  }

  /** Everything but the contact, whose address has one place only. */
  private static Map<String, Object> content(Interaction interaction) {
    var content = new LinkedHashMap<String, Object>();
    put(content, "url", interaction.conversation().url());
    put(content, "initiatedBy", interaction.initiatedBy());
    put(content, "resolved", interaction.resolved());
    put(content, "closedBy", interaction.closedBy());
    put(content, "channel", interaction.channel());
    put(content, "agent", interaction.agent());
    put(content, "handling", interaction.handling());
    put(content, "team", interaction.team());
    put(content, "stage", interaction.stage());
    put(content, "facts", interaction.facts());
    return content;
  }

  private static void put(Map<String, Object> content, String name, @Nullable Object value) {
    if (value != null) {
      content.put(name, value);
    }
  }

  private static Interaction.Key key(Row row) {
    return new Interaction.Key(row.getString("source"), row.getString("external_id"));
  }

  private static Taken taken(Row row) {
    return new Taken(
        row.getString("content_hash"),
        row.getUUID("interaction_id"),
        row.getOffsetDateTime("received_at").toInstant());
  }
}
