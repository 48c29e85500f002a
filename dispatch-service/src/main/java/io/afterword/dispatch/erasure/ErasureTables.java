package io.afterword.dispatch.erasure;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Everything here that tells of a person. Ids stay where decisions and counts need them: they lead
 * to an empty row.
 */
@ApplicationScoped
class ErasureTables {
  /** The person's own row and those that were merged into it, also over several steps. */
  private static final String PEOPLE =
      """
      with recursive person(id) as (
          select id from contact where id = $1 and merged_into is null
          union select c.id from contact c join person p on c.merged_into = p.id)
      select id from person order by id
      """;

  private static final String ADDRESSES =
      """
      select address from contact where id = any($1::uuid[]) and address is not null
      union
      select value from contact_identity where contact_id = any($1::uuid[]) and kind = 'EMAIL'
      """;

  private static final String INVITATIONS =
      "select id from invitation where contact_id = any($1::uuid[]) order by id";

  /** Whose ids, or whose invitations' ids, these are, and who is not erased yet. */
  private static final String MEANT =
      """
      select c.id, c.merged_into is not null as merged from contact c
      where c.erased_at is null and (c.id = any($1::uuid[])
        or c.id in (select contact_id from invitation where id = any($1::uuid[])))
      order by c.id
      """;

  private static final String ALL =
      """
      select e.id, e.contact_id, coalesce(array_agg(i.id order by i.id)
          filter (where i.id is not null), '{}') as invitations
      from erasure e
        left join (with recursive person(kept, id) as (
            select contact_id, contact_id from erasure
            union select p.kept, c.id from contact c join person p on c.merged_into = p.id)
          select * from person) p on p.kept = e.contact_id
        left join invitation i on i.contact_id = p.id
      where e.id > $1
      group by e.id order by e.id limit $2
      """;

  private static final String READ =
      """
      select e.id, e.contact_id, e.at, e.rows, d.service, d.at as done_at, d.rows as done_rows
      from erasure e left join erasure_done d on d.erasure_id = e.id
      """;

  /** In an order that no key minds; each with the table that it is told of. */
  private static final Map<String, String> REMOVALS = removals();

  private static Map<String, String> removals() {
    var removals = new LinkedHashMap<String, String>();
    removals.put(
        "contact_identity", "delete from contact_identity where contact_id = any($1::uuid[])");
    removals.put(
        "contact_opt_out", "delete from contact_opt_out where contact_id = any($1::uuid[])");
    removals.put("policy_counter", "delete from policy_counter where contact_id = any($1::uuid[])");
    removals.put(
        "contact_merge_identity",
        """
        delete from contact_merge_identity i using contact_merge m
        where i.merge_id = m.id
          and (m.kept_id = any($1::uuid[]) or m.merged_id = any($1::uuid[]))
        """);
    removals.put(
        "contact_merge",
        """
        update contact_merge set filled = '{}'
        where kept_id = any($1::uuid[]) or merged_id = any($1::uuid[])
        """);
    removals.put(
        "interaction", "update interaction set content = '{}' where contact_id = any($1::uuid[])");
    removals.put(
        "invitation",
        """
        update invitation
        set context = (context::jsonb - array['contactName', 'company', 'facts'] || '{"facts": {}}')::json
        where contact_id = any($1::uuid[])
        """);
    removals.put(
        "contact",
        """
        update contact set email = null, address = null, phone = null, name = null, locale = null,
          time_zone = null, company_id = null, company_name = null, attributes = '{}',
          consent_basis = null, consent_source = null, consent_at = null, opted_out_at = null,
          erased_at = $2
        where id = any($1::uuid[])
        """);
    return removals;
  }

  /** An erasure as it stands, with what the other services said so far. */
  record Erasure(
      UUID id, UUID contactId, Instant at, Map<String, Object> rows, List<Elsewhere> elsewhere) {}

  /** What another service removed. */
  record Elsewhere(String service, Instant at, Map<String, Object> rows) {}

  Uni<List<UUID>> people(SqlClient tx, UUID contact) {
    return ids(tx, PEOPLE, Tuple.of(contact));
  }

  /** Somebody who is not erased here. */
  record Meant(UUID contact, boolean merged) {}

  /**
   * @param ids of contacts, or of their invitations, as the other services know erased people
   */
  Uni<List<Meant>> meant(SqlClient client, List<UUID> ids) {
    return client
        .preparedQuery(MEANT)
        .execute(people(ids))
        .map(
            found ->
                found.stream()
                    .map(row -> new Meant(row.getUUID("id"), row.getBoolean("merged")))
                    .toList());
  }

  /** What the siblings were told of erasures, some of those after that one. */
  Uni<List<ContactErased>> told(SqlClient client, UUID after, int limit) {
    return client
        .preparedQuery(ALL)
        .execute(Tuple.of(after, limit))
        .map(
            found ->
                found.stream()
                    .map(
                        row ->
                            new ContactErased(
                                row.getUUID("id"),
                                row.getUUID("contact_id"),
                                List.of(row.getArrayOfUUIDs("invitations"))))
                    .toList());
  }

  Uni<List<UUID>> invitations(SqlClient tx, List<UUID> people) {
    return ids(tx, INVITATIONS, people(people));
  }

  Uni<List<String>> addresses(SqlClient tx, List<UUID> people) {
    return tx.preparedQuery(ADDRESSES)
        .execute(people(people))
        .map(found -> found.stream().map(row -> row.getString("address")).toList());
  }

  /** How many rows of each table. */
  Uni<Map<String, Object>> remove(SqlClient tx, List<UUID> people, Instant now) {
    var counts = new LinkedHashMap<String, Object>();
    return Multi.createFrom()
        .iterable(REMOVALS.entrySet())
        .onItem()
        .transformToUniAndConcatenate(
            removal ->
                tx.preparedQuery(removal.getValue())
                    .execute(
                        removal.getKey().equals("contact")
                            ? people(people).addOffsetDateTime(now.atOffset(ZoneOffset.UTC))
                            : people(people))
                    .invoke(done -> counts.put(removal.getKey(), done.rowCount())))
        .collect()
        .last()
        .replaceWith(counts);
  }

  Uni<Void> add(SqlClient tx, Erasure erasure) {
    return tx.preparedQuery(
            "insert into erasure (id, contact_id, at, rows) values ($1, $2, $3, $4)")
        .execute(
            Tuple.of(
                erasure.id(),
                erasure.contactId(),
                erasure.at().atOffset(ZoneOffset.UTC),
                new JsonObject(erasure.rows())))
        .replaceWithVoid();
  }

  Uni<Optional<Erasure>> find(SqlClient client, UUID id) {
    return one(client, "where e.id = $1", id);
  }

  Uni<Optional<Erasure>> of(SqlClient client, UUID contact) {
    return one(client, "where e.contact_id = $1", contact);
  }

  private static Uni<Optional<Erasure>> one(SqlClient client, String where, UUID id) {
    return client
        .preparedQuery(READ + where + " order by d.service")
        .execute(Tuple.of(id))
        .map(found -> found.stream().toList())
        .map(rows -> rows.isEmpty() ? Optional.empty() : Optional.of(read(rows)));
  }

  private static Erasure read(List<Row> rows) {
    Row first = rows.get(0);
    return new Erasure(
        first.getUUID("id"),
        first.getUUID("contact_id"),
        first.getOffsetDateTime("at").toInstant(),
        first.get(JsonObject.class, "rows").getMap(),
        rows.stream()
            .filter(row -> row.getString("service") != null)
            .map(
                row ->
                    new Elsewhere(
                        row.getString("service"),
                        row.getOffsetDateTime("done_at").toInstant(),
                        row.get(JsonObject.class, "done_rows").getMap()))
            .toList());
  }

  private static Tuple people(List<UUID> people) {
    return Tuple.tuple().addArrayOfUUID(people.toArray(UUID[]::new));
  }

  private static Uni<List<UUID>> ids(SqlClient tx, String sql, Tuple values) {
    return tx.preparedQuery(sql)
        .execute(values)
        .map(found -> found.stream().map(row -> row.getUUID("id")).toList());
  }
}
