package io.afterword.scoring.erasure;

import io.afterword.scoring.segment.Segment;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Removes what is known of the person behind some invitations. Responses and answers stay as empty
 * rows with the highest revision there is, so that no event that comes late brings them back; what
 * they counted is taken out by the tail, like an edit. How many were asked and how many answered
 * stays as it was: that says nothing of anybody.
 */
@ApplicationScoped
class ErasedRows {
  private static final List<String> TABLES =
      List.of("response", "answer", "waiting_response", "invitation", "feed_parked");

  private static final String REMOVE = removeStatement();

  private static String removeStatement() {
    String segments =
        Arrays.stream(Segment.values()).map(Segment::column).collect(Collectors.joining(", "));
    String arrays =
        Arrays.stream(Segment.values())
            .map(segment -> "array_agg(%s)".formatted(segment.column()))
            .collect(Collectors.joining(", "));
    return """
        with gone as materialized (
          update response set revision = 2147483647, state = 'WITHDRAWN', comment = null,
            contact_id = null, contact_name = null, company_id = null, company_name = null,
            source = null, conversation = null, conversation_url = null
          where invitation_id = any($1::uuid[]) and revision < 2147483647
          returning slot, response_id),
        taken as (
          update answer a set prev_rating = a.rating, rating = null, revision = 2147483647
          from gone g where a.slot = g.slot and a.response_id = g.response_id
          returning a.slot, a.series, a.day, a.hour_of_week, a.prev_rating, %2$s),
        packed as (
          insert into change_pack (slot, n, series, day, hour_of_week, old_rating, new_rating, %1$s)
          select slot, count(*), array_agg(series), array_agg(day), array_agg(hour_of_week),
                 array_agg(prev_rating), array_agg(null::smallint), %3$s
            from taken where prev_rating is not null group by slot),
        waiting as (
          delete from waiting_response
          where data ->> 'invitationId' = any($1::uuid[]::text[]) returning 1),
        invited as (
          update invitation i set contact_id = null
          from generate_series(0, 255) s(slot), unnest($1::uuid[]) e(id)
          where i.slot = s.slot::smallint and i.invitation_id = e.id and i.contact_id is not null
          returning 1),
        parked as (
          delete from feed_parked
          where event -> 'data' ->> 'invitationId' = any($1::uuid[]::text[])
            or type = 'invitation.changed' and subject = any($1::uuid[]::text[])
          returning 1)
        select (select count(*) from gone) as response, (select count(*) from taken) as answer,
          (select count(*) from waiting) as waiting_response,
          (select count(*) from invited) as invitation, (select count(*) from parked) as feed_parked
        """
        .formatted(
            segments,
            Arrays.stream(Segment.values())
                .map(segment -> "a." + segment.column())
                .collect(Collectors.joining(", ")),
            arrays);
  }

  /** How many rows of each table. */
  Uni<Map<String, Long>> remove(SqlConnection tx, List<UUID> invitations) {
    return tx.preparedQuery(REMOVE)
        .execute(Tuple.of((Object) ErasedInvitations.array(invitations)))
        .map(
            found -> {
              Row row = found.iterator().next();
              Map<String, Long> counts = new LinkedHashMap<>();
              TABLES.forEach(table -> counts.put(table, row.getLong(table)));
              return counts;
            });
  }
}
