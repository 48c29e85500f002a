package io.afterword.dispatch.merge;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Merges, and what the kept contact got from the merged one. */
@ApplicationScoped
class MergeStore {
  private static final String SELECT =
      "select id, kept_id, merged_id, at, undo_until, undone_at from contact_merge ";

  /**
   * What the kept contact has not. A consent is taken when it is the newer one, so that a refusal
   * never gets lost, and the one before is kept for the way back.
   */
  private static final String INSERT =
      """
      insert into contact_merge (id, kept_id, merged_id, at, undo_until, filled)
      select $1, k.id, m.id, $4, $5, jsonb_strip_nulls(jsonb_build_object(
          'email', case when k.email is null then m.email end,
          'address', case when k.email is null then m.address end,
          'phone', case when k.phone is null then m.phone end,
          'name', case when k.name is null then m.name end,
          'locale', case when k.locale is null then m.locale end,
          'time_zone', case when k.time_zone is null then m.time_zone end,
          'company_id', case when k.company_id is null and k.company_name is null then m.company_id end,
          'company_name',
            case when k.company_id is null and k.company_name is null then m.company_name end,
          'opted_out_at', case when k.opted_out_at is null then
            coalesce(m.opted_out_at, (select s.at from suppression s
              where s.address = m.address and s.reason = 'OPTED_OUT')) end,
          'consent', case when m.consent_at is not null
              and (k.consent_at is null or k.consent_at < m.consent_at)
            then jsonb_build_object('basis', m.consent_basis, 'source', m.consent_source,
              'at', m.consent_at, 'before', case when k.consent_at is not null
                then jsonb_build_object('basis', k.consent_basis, 'source', k.consent_source,
                  'at', k.consent_at) end) end))
        || jsonb_build_object(
          'attributes', m.attributes - array(select jsonb_object_keys(k.attributes)),
          'opt_outs', coalesce((select jsonb_agg(jsonb_build_object('metric', o.metric, 'at', o.at,
              'source', o.source)) from contact_opt_out o
            where o.contact_id = m.id and o.metric not in (
              select metric from contact_opt_out where contact_id = k.id)), '[]'))
      from contact k, contact m where k.id = $2 and m.id = $3
      """;

  private static final String FILL =
      """
      with f as (select kept_id, merged_id, filled from contact_merge where id = $1),
        pointed as (update contact m set merged_into = f.kept_id from f where m.id = f.merged_id),
        refused as (
          insert into contact_opt_out (contact_id, metric, at, source)
          select f.kept_id, o.metric, o.at, o.source
          from f, jsonb_to_recordset(f.filled -> 'opt_outs')
            as o(metric text, at timestamptz, source text))
      update contact k set
        email = coalesce(k.email, filled ->> 'email'),
        address = coalesce(k.address, filled ->> 'address'),
        phone = coalesce(k.phone, filled ->> 'phone'),
        name = coalesce(k.name, filled ->> 'name'),
        locale = coalesce(k.locale, filled ->> 'locale'),
        time_zone = coalesce(k.time_zone, filled ->> 'time_zone'),
        company_id = coalesce(k.company_id, filled ->> 'company_id'),
        company_name = coalesce(k.company_name, filled ->> 'company_name'),
        attributes = (filled -> 'attributes') || k.attributes,
        opted_out_at = coalesce(k.opted_out_at, (filled ->> 'opted_out_at')::timestamptz),
        consent_basis = coalesce(filled #>> '{consent,basis}', k.consent_basis),
        consent_source = coalesce(filled #>> '{consent,source}', k.consent_source),
        consent_at = coalesce((filled #>> '{consent,at}')::timestamptz, k.consent_at)
      from f where k.id = f.kept_id
      """;

  /** Only what still is as it was filled in: what was told of the kept contact since stays. */
  private static final String EMPTY =
      """
      with f as (
          update contact_merge set undone_at = $2 where id = $1
          returning kept_id, merged_id, filled),
        pointed as (update contact m set merged_into = null from f where m.id = f.merged_id),
        wanted as (
          delete from contact_opt_out o using f, jsonb_to_recordset(f.filled -> 'opt_outs')
            as t(metric text, at timestamptz, source text)
          where o.contact_id = f.kept_id and o.metric = t.metric and o.at = t.at)
      update contact k set
        email = case when k.email = filled ->> 'email' then null else k.email end,
        address = case when k.email = filled ->> 'email' then null else k.address end,
        phone = nullif(k.phone, filled ->> 'phone'),
        name = nullif(k.name, filled ->> 'name'),
        locale = nullif(k.locale, filled ->> 'locale'),
        time_zone = nullif(k.time_zone, filled ->> 'time_zone'),
        company_id = nullif(k.company_id, filled ->> 'company_id'),
        company_name = nullif(k.company_name, filled ->> 'company_name'),
        attributes = k.attributes - array(
          select t.key from jsonb_each(filled -> 'attributes') t
          where k.attributes -> t.key = t.value),
        opted_out_at = nullif(k.opted_out_at, (filled ->> 'opted_out_at')::timestamptz),
        consent_basis = case when k.consent_at = (filled #>> '{consent,at}')::timestamptz
          then filled #>> '{consent,before,basis}' else k.consent_basis end,
        consent_source = case when k.consent_at = (filled #>> '{consent,at}')::timestamptz
          then filled #>> '{consent,before,source}' else k.consent_source end,
        consent_at = case when k.consent_at = (filled #>> '{consent,at}')::timestamptz
          then (filled #>> '{consent,before,at}')::timestamptz else k.consent_at end
      from f where k.id = f.kept_id
      """;

  private static final String TOO_LATE =
      """
      with late as (
          select id, merged_id from contact_merge
          where undone_at is null and undo_until < $1 and filled <> '{}'
          order by id limit $2 for update skip locked),
        r as (delete from contact_merge_row r using late where r.merge_id = late.id),
        i as (delete from contact_merge_identity i using late where i.merge_id = late.id),
        c as (delete from contact_merge_counter c using late where c.merge_id = late.id),
        o as (delete from contact_opt_out o using late where o.contact_id = late.merged_id),
        p as (
          update contact m set email = null, address = null, phone = null, name = null,
            company_id = null, company_name = null, attributes = '{}'
          from late where m.id = late.merged_id)
      update contact_merge m set filled = '{}' from late where m.id = late.id
      """;

  private static final String STATE =
      "select id, merged_into, erased_at from contact where id = any($1::uuid[])";

  /** A merge as it stands. */
  record Merge(
      UUID id,
      UUID keptId,
      UUID mergedId,
      Instant at,
      Instant undoUntil,
      @Nullable Instant undoneAt) {}

  /** Whether something can be done with a contact. */
  record Alive(UUID id, @Nullable UUID mergedInto, boolean erased) {}

  Uni<Void> add(SqlClient tx, Merge merge) {
    return tx.preparedQuery(INSERT)
        .execute(
            Tuple.of(
                merge.id(),
                merge.keptId(),
                merge.mergedId(),
                utc(merge.at()),
                utc(merge.undoUntil())))
        .chain(() -> tx.preparedQuery(FILL).execute(Tuple.of(merge.id())))
        .replaceWithVoid();
  }

  Uni<Void> undo(SqlClient tx, UUID id, Instant now) {
    return tx.preparedQuery(EMPTY).execute(Tuple.of(id, utc(now))).replaceWithVoid();
  }

  Uni<List<Alive>> alive(SqlClient tx, List<UUID> contacts) {
    return tx.preparedQuery(STATE)
        .execute(Tuple.of(contacts.toArray(UUID[]::new)))
        .map(
            found ->
                found.stream()
                    .map(
                        row ->
                            new Alive(
                                row.getUUID("id"),
                                row.getUUID("merged_into"),
                                row.getOffsetDateTime("erased_at") != null))
                    .toList());
  }

  Uni<Optional<Merge>> find(SqlClient client, UUID id) {
    return client
        .preparedQuery(SELECT + "where id = $1")
        .execute(Tuple.of(id))
        .map(found -> found.stream().findFirst().map(MergeStore::read));
  }

  /** Both ways, the newest first. */
  Uni<List<Merge>> of(SqlClient client, UUID contact) {
    return client
        .preparedQuery(SELECT + "where kept_id = $1 or merged_id = $1 order by id desc limit 100")
        .execute(Tuple.of(contact))
        .map(found -> found.stream().map(MergeStore::read).toList());
  }

  /** What nobody can undo any more is forgotten, and the merged contact's details with it. */
  Uni<Integer> forgetOld(SqlClient tx, Instant now, int limit) {
    return tx.preparedQuery(TOO_LATE)
        .execute(Tuple.of(utc(now), limit))
        .map(found -> found.rowCount());
  }

  private static Merge read(Row row) {
    OffsetDateTime undone = row.getOffsetDateTime("undone_at");
    return new Merge(
        row.getUUID("id"),
        row.getUUID("kept_id"),
        row.getUUID("merged_id"),
        row.getOffsetDateTime("at").toInstant(),
        row.getOffsetDateTime("undo_until").toInstant(),
        undone == null ? null : undone.toInstant());
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
