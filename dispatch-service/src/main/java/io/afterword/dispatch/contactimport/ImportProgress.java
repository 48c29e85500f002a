package io.afterword.dispatch.contactimport;

import io.afterword.dispatch.JsonRows;
import io.afterword.dispatch.contact.Identity;
import io.afterword.dispatch.contactimport.ContactImport.Refusal;
import io.afterword.dispatch.contactimport.RowReader.Fault;
import io.afterword.platform.secret.Hash;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What the work on an import writes, fenced: whoever was taken for dead changes nothing. */
@ApplicationScoped
class ImportProgress {
  /** The first rows show what is wrong with a file. */
  private static final int FAULTS_KEPT = 1_000;

  /** Much longer than a batch takes. */
  private static final String CLAIM =
      """
      update contact_import set fence = fence + 1,
        lease_until = clock_timestamp() + interval '1 min',
        rows = case when state = 'READING' then 0 else rows end,
        faulty = case when state = 'READING' then 0 else faulty end,
        people = case when state = 'READING' then 0 else people end,
        known = case when state = 'READING' then 0 else known end
      where id = $1 and state in ('READING', 'IMPORTING')
        and (lease_until is null or lease_until < clock_timestamp())
      returning fence
      """;

  /** Whoever read before and died has counted some. */
  private static final String COUNT_AGAIN =
      """
      with reading as (select id from contact_import where id = $1 and state = 'READING'),
        faults as (delete from contact_import_fault f using reading r where f.import_id = r.id)
      delete from contact_import_seen s using reading r where s.import_id = r.id
      """;

  private static final String LEFT =
      """
      select id from contact_import
      where state in ('READING', 'IMPORTING')
        and (lease_until is null or lease_until < clock_timestamp())
      order by id
      """;

  private static final String HOLD =
      """
      update contact_import set lease_until = clock_timestamp() + interval '1 min', updated_at = $3
      where id = $1 and fence = $2 and state in ('READING', 'IMPORTING') returning id
      """;

  private static final String SEE =
      """
      with told as (
          select distinct decode(sign, 'hex') as sign, kind, source, value
          from unnest($2::text[], $3::text[], $4::text[], $5::text[])
            as t(sign, kind, source, value)),
        fresh as (
          insert into contact_import_seen (import_id, sign) select $1, sign from told
          on conflict do nothing returning sign),
        known as (
          select count(*) as n from fresh join told using (sign)
            join contact_identity i using (kind, source, value))
      update contact_import set rows = rows + $6, faulty = faulty + $7,
        people = people + (select count(*) from fresh), known = known + (select n from known)
      where id = $1
      """;

  private static final String FAULTS =
      """
      insert into contact_import_fault (import_id, line, position, code, sentence)
      select $1, line, position, code, sentence
      from json_to_recordset($2::text::json)
        as t(line bigint, position smallint, code text, sentence text)
      where (select count(*) from contact_import_fault where import_id = $1) < $3
      on conflict do nothing
      """;

  private static final String FOUND =
      "update contact_import set found = $2::text::jsonb where id = $1";

  private static final String REFUSE =
      """
      update contact_import set state = 'REFUSED', problem = $2::text::jsonb, lease_until = null
      where id = $1
      """;

  private static final String TAKEN =
      "update contact_import set done = done + $2, created = created + $3 where id = $1";

  private final JsonRows rows;

  ImportProgress(JsonRows rows) {
    this.rows = rows;
  }

  Uni<Optional<Long>> claim(SqlClient tx, UUID id) {
    return tx.preparedQuery(CLAIM)
        .execute(Tuple.of(id))
        .map(found -> found.stream().findFirst().map(row -> row.getLong("fence")))
        .call(
            fence ->
                fence.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : tx.preparedQuery(COUNT_AGAIN).execute(Tuple.of(id)));
  }

  /** Imports that nobody works on though somebody should. */
  Uni<List<UUID>> left(SqlClient client) {
    return client
        .preparedQuery(LEFT)
        .execute()
        .map(found -> found.stream().map(row -> row.getUUID("id")).toList());
  }

  /** Locks the import and goes on holding it; false when it is not ours any more. */
  Uni<Boolean> hold(SqlClient tx, UUID id, long fence, Instant now) {
    return tx.preparedQuery(HOLD)
        .execute(Tuple.of(id, fence, now.atOffset(ZoneOffset.UTC)))
        .map(found -> found.size() > 0);
  }

  /** Counts a batch of the preview. */
  Uni<Void> see(SqlClient tx, UUID id, List<Identity> signs, int read, List<Fault> faults) {
    int faulty = Math.toIntExact(faults.stream().mapToLong(Fault::line).distinct().count());
    return tx.preparedQuery(SEE)
        .execute(
            Tuple.tuple()
                .addUUID(id)
                .addArrayOfString(signs.stream().map(ImportProgress::digest).toArray(String[]::new))
                .addArrayOfString(
                    signs.stream().map(sign -> sign.kind().name()).toArray(String[]::new))
                .addArrayOfString(signs.stream().map(Identity::source).toArray(String[]::new))
                .addArrayOfString(signs.stream().map(Identity::value).toArray(String[]::new))
                .addInteger(read)
                .addInteger(faulty))
        .chain(
            () ->
                faults.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : tx.preparedQuery(FAULTS)
                        .execute(Tuple.of(id, rows.text(faults), FAULTS_KEPT))
                        .replaceWithVoid());
  }

  private static String digest(Identity sign) {
    return HexFormat.of().formatHex(Hash.sha256(sign.toString()));
  }

  Uni<Void> found(SqlClient tx, UUID id, Found found) {
    return tx.preparedQuery(FOUND).execute(Tuple.of(id, rows.text(found))).replaceWithVoid();
  }

  Uni<Void> refuse(SqlClient tx, UUID id, Refusal refusal) {
    return tx.preparedQuery(REFUSE).execute(Tuple.of(id, rows.text(refusal))).replaceWithVoid();
  }

  Uni<Void> taken(SqlClient tx, UUID id, int done, int created) {
    return tx.preparedQuery(TAKEN).execute(Tuple.of(id, done, created)).replaceWithVoid();
  }
}
