package io.afterword.platform.fileimport;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Who works on an import, fenced: whoever was taken for dead changes nothing. */
final class ImportLease {
  /** Much longer than a batch takes. Whoever looked before and died has counted some. */
  private static final String CLAIM =
      """
      with claimed as (
        update file_import set fence = fence + 1,
          lease_until = clock_timestamp() + interval '1 min', counted_again
        where id = $1 and state in ('READING', 'IMPORTING')
          and (lease_until is null or lease_until < clock_timestamp())
        returning id, fence, state),
      faults as (
        delete from file_import_fault f using claimed c
        where f.import_id = c.id and c.state = 'READING'),
      seen as (
        delete from file_import_seen s using claimed c
        where s.import_id = c.id and c.state = 'READING')
      select fence from claimed
      """;

  private static final String LEFT =
      """
      select id from file_import
      where state in ('READING', 'IMPORTING')
        and (lease_until is null or lease_until < clock_timestamp())
      order by id
      """;

  private static final String HOLD =
      """
      update file_import set lease_until = clock_timestamp() + interval '1 min', updated_at = $3
      where id = $1 and fence = $2 and state in ('READING', 'IMPORTING') returning id
      """;

  private final ImportTables tables;

  ImportLease(ImportTables tables) {
    this.tables = tables;
  }

  /** The fence, unless somebody works on it. */
  Uni<Optional<Long>> claim(SqlClient tx, UUID id) {
    return tx.preparedQuery(tables.sql(CLAIM))
        .execute(Tuple.of(id))
        .map(found -> found.stream().findFirst().map(row -> row.getLong("fence")));
  }

  /** Imports that nobody works on though somebody should. */
  Uni<List<UUID>> left(SqlClient client) {
    return client
        .preparedQuery(tables.sql(LEFT))
        .execute()
        .map(found -> found.stream().map(row -> row.getUUID("id")).toList());
  }

  /** Locks the import and goes on holding it; false when it is not ours any more. */
  Uni<Boolean> hold(SqlClient tx, UUID id, long fence, Instant now) {
    return tx.preparedQuery(tables.sql(HOLD))
        .execute(Tuple.of(id, fence, now.atOffset(ZoneOffset.UTC)))
        .map(found -> found.size() > 0);
  }
}
