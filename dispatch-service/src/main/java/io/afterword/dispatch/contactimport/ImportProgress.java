package io.afterword.dispatch.contactimport;

import io.afterword.dispatch.JsonRows;
import io.afterword.dispatch.contact.Identity;
import io.afterword.platform.fileimport.RowFault;
import io.afterword.platform.secret.Hash;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/** What the work on an import counts. */
@ApplicationScoped
class ImportProgress {
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

  private static final String READY =
      """
      update contact_import set state = 'READY', found = $2::text::jsonb, problem = null,
        lease_until = null
      where id = $1
      """;

  private static final String TAKEN =
      "update contact_import set done = done + $2, created = created + $3 where id = $1";

  private final JsonRows rows;

  ImportProgress(JsonRows rows) {
    this.rows = rows;
  }

  /** Counts a batch of the preview. */
  Uni<Void> see(SqlClient tx, UUID id, List<Identity> signs, int read, List<RowFault> faults) {
    int faulty = Math.toIntExact(faults.stream().mapToLong(RowFault::line).distinct().count());
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
        .chain(() -> ImportStore.FILES.keep(tx, id, faults));
  }

  private static String digest(Identity sign) {
    return HexFormat.of().formatHex(Hash.sha256(sign.toString()));
  }

  Uni<Void> ready(SqlClient tx, UUID id, Found found) {
    return tx.preparedQuery(READY).execute(Tuple.of(id, rows.text(found))).replaceWithVoid();
  }

  Uni<Void> taken(SqlClient tx, UUID id, int done, int created) {
    return tx.preparedQuery(TAKEN).execute(Tuple.of(id, done, created)).replaceWithVoid();
  }
}
