package io.afterword.survey.erasure;

import io.afterword.survey.respond.ResponseEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Removes what is known of invitations whose contact was erased. A response stays as an empty row
 * that was withdrawn and is closed: it is told on, so that it is taken out of the counts, and
 * nothing that was on its way can come back. The answers to anonymous surveys stay: nobody can say
 * whose they are.
 */
@ApplicationScoped
class ErasedRows {
  private static final String NEW =
      """
      with erased as (
        insert into erased_invitation as e (invitation_id, slot, erasure_id, at)
        select i.id, l.slot, $2::uuid, $3::timestamptz
        from unnest($4::uuid[]) i(id) left join link l on l.invitation_id = i.id
        order by i.id
        on conflict (invitation_id) do update set slot = coalesce(e.slot, excluded.slot)
        returning invitation_id, slot),
      """;

  private static final String RECENT =
      """
      with erased as (
        select e.invitation_id, coalesce(e.slot, l.slot) as slot
        from erased_invitation e left join link l on l.invitation_id = e.invitation_id
        where e.at >= $2),
      """;

  /**
   * The order of the keys is the one in which answers are stored, so that neither waits for ever.
   */
  private static final String REMOVE =
      """
      chosen as materialized (
        select r.slot, r.id from erased e
          join response r on r.slot = e.slot and r.intake_key = e.invitation_id
        where r.state <> 'WITHDRAWN' or r.context is not null or r.before is not null
          or r.answers <> '[]'
        order by r.slot, r.intake_key for update of r),
      up as (
        update response r set state = 'WITHDRAWN', answers = '[]', context = null, before = null,
          review = null, closes_at = least(r.closes_at, r.first_answered_at),
          revision = r.revision + 1
        from chosen c where r.slot = c.slot and r.id = c.id
        returning r.*),
      changed as (
        insert into outbox (event_id, type, subject, revision, data)
        select gen_random_uuid(), 'response.changed', up.id::text, up.revision,
      """
          + ResponseEvent.DATA
          + """
        from up cross join lateral (select up.answers::text as given, $1 as iso) e),
      seen as (
        delete from sighting s using erased e, link l
        where l.invitation_id = e.invitation_id and s.key_hash = l.key_hash returning 1),
      links as (
        delete from link l using erased e where l.invitation_id = e.invitation_id returning 1)
      select (select count(*) from up) as response, (select count(*) from links) as link,
        (select count(*) from seen) as sighting
      """;

  /** Answers from other tools have no invitation; some have the contact. */
  private static final String IMPORTED =
      """
      with chosen as materialized (
        select r.slot, r.id from response r
        where r.surface = 'IMPORT' and r.context ->> 'contactId' = $2::text
        order by r.slot, r.intake_key for update of r),
      up as (
        update response r set state = 'WITHDRAWN', answers = '[]', context = null,
          revision = r.revision + 1
        from chosen c where r.slot = c.slot and r.id = c.id
        returning r.*),
      changed as (
        insert into outbox (event_id, type, subject, revision, data)
        select gen_random_uuid(), 'response.changed', up.id::text, up.revision,
      """
          + ResponseEvent.DATA
          + """
        from up cross join lateral (select up.answers::text as given, $1 as iso) e),
      waiting as (
        delete from response_import_row w where w.context::json ->> 'contactId' = $2::text
        returning 1)
      select (select count(*) from up) as response,
        (select count(*) from waiting) as response_import_row
      """;

  /** How many rows of each table. */
  Uni<Map<String, Long>> erase(SqlClient tx, UUID erasure, List<UUID> invitations, Instant now) {
    return tx.preparedQuery(NEW + REMOVE)
        .execute(
            Tuple.of(
                ResponseEvent.ISO,
                erasure,
                now.atOffset(ZoneOffset.UTC),
                invitations.stream().distinct().sorted().toArray(UUID[]::new)))
        .map(found -> counts(found, List.of("response", "link", "sighting")));
  }

  /** What the person said elsewhere, and what waits to be imported of it. */
  Uni<Map<String, Long>> eraseImported(SqlClient tx, UUID contact) {
    return tx.preparedQuery(IMPORTED)
        .execute(Tuple.of(ResponseEvent.ISO, contact.toString()))
        .map(found -> counts(found, List.of("response", "response_import_row")));
  }

  /** The same for all that were erased since then: what was under way has arrived by now. */
  Uni<Map<String, Long>> eraseAgain(SqlClient tx, Instant since) {
    return tx.preparedQuery(RECENT + REMOVE)
        .execute(Tuple.of(ResponseEvent.ISO, since.atOffset(ZoneOffset.UTC)))
        .map(found -> counts(found, List.of("response", "link", "sighting")));
  }

  private static Map<String, Long> counts(RowSet<Row> found, List<String> tables) {
    Row row = found.iterator().next();
    Map<String, Long> counts = new LinkedHashMap<>();
    for (String table : tables) {
      counts.put(table, row.getLong(table));
    }
    return counts;
  }
}
