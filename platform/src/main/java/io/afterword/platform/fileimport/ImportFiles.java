package io.afterword.platform.fileimport;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** What the tables of any kind of import keep: the file, where it is, and what is wrong in it. */
public final class ImportFiles {
  /** The first rows show what is wrong with a file. */
  private static final int FAULTS_KEPT = 1_000;

  private static final String PART =
      """
      insert into file_import_part (import_id, n, content) values ($1, $2, $3)
      on conflict (import_id, n) do update set content = excluded.content
      """;

  private static final String MOVE =
      """
      update file_import set state = $2, problem = null, lease_until = null, updated_at = $3
      where id = $1
      """;

  private static final String REFUSE =
      """
      update file_import set state = 'REFUSED', problem = $2::text::kept_json,
        found = coalesce($3::text::kept_json, found), lease_until = null
      where id = $1
      """;

  private static final String FORGET =
      """
      with parts as (delete from file_import_part where import_id = $1),
        seen as (delete from file_import_seen where import_id = $1)
      update file_import set found = jsonb_set(found::jsonb, '{samples}', '[]')::kept_json
      where id = $1
      """;

  private static final String OLD =
      """
      with old as (select id from file_import where updated_at < $1),
        parts as (delete from file_import_part p using old where p.import_id = old.id),
        seen as (delete from file_import_seen s using old where s.import_id = old.id),
        faults as (delete from file_import_fault f using old where f.import_id = old.id)
      select id from old
      """;

  private static final String KEEP_FAULTS =
      """
      insert into file_import_fault (import_id, line, position, code, sentence)
      select $1, line, position, code, sentence
      from unnest($2::bigint[], $3::smallint[], $4::text[], $5::text[])
        as t(line, position, code, sentence)
      where (select count(*) from file_import_fault where import_id = $1) < $6
      on conflict do nothing
      """;

  private static final String FAULTS =
      """
      select line, position, code, sentence from file_import_fault
      where import_id = $1 order by line, position limit $2
      """;

  private final ImportTables tables;

  public ImportFiles(ImportTables tables) {
    this.tables = tables;
  }

  /** Who works on which of them. */
  ImportLease lease() {
    return new ImportLease(tables);
  }

  /** Adds a part, or takes it for the one that was sent before. */
  public Uni<Void> addPart(SqlClient tx, UUID id, int n, byte[] content) {
    return tx.preparedQuery(tables.sql(PART))
        .execute(Tuple.of(id, n, Buffer.buffer(content)))
        .replaceWithVoid();
  }

  /** The part, or nothing behind the last. */
  Uni<Optional<byte[]>> part(SqlClient client, UUID id, int n) {
    return client
        .preparedQuery(
            tables.sql("select content from file_import_part where import_id = $1 and n = $2"))
        .execute(Tuple.of(id, n))
        .map(
            found ->
                found.stream().findFirst().map(row -> row.get(Buffer.class, "content").getBytes()));
  }

  /** Waits for whoever else changes it. */
  Uni<Void> lock(SqlClient tx, UUID id) {
    return tx.preparedQuery(tables.sql("select id from file_import where id = $1 for update"))
        .execute(Tuple.of(id))
        .replaceWithVoid();
  }

  public Uni<Void> move(SqlClient tx, UUID id, ImportState state, Instant now) {
    return tx.preparedQuery(tables.sql(MOVE))
        .execute(Tuple.of(id, state.name(), now.atOffset(ZoneOffset.UTC)))
        .replaceWithVoid();
  }

  /**
   * @param problem why, as JSON
   * @param found what could be read nevertheless, as JSON
   */
  Uni<Void> refuse(SqlClient tx, UUID id, String problem, @Nullable String found) {
    return tx.preparedQuery(tables.sql(REFUSE))
        .execute(Tuple.of(id, problem, found))
        .replaceWithVoid();
  }

  /** The file and what it says are not kept any longer than they are needed. */
  Uni<Void> forget(SqlClient tx, UUID id) {
    return tx.preparedQuery(tables.sql(FORGET)).execute(Tuple.of(id)).replaceWithVoid();
  }

  /** Forgets all about imports that nobody has touched since then. */
  Uni<Integer> forgetOld(SqlClient tx, Instant before) {
    return tx.preparedQuery(tables.sql(OLD))
        .execute(Tuple.of(before.atOffset(ZoneOffset.UTC)))
        .chain(
            old ->
                tx.preparedQuery(tables.sql("delete from file_import where id = any($1::uuid[])"))
                    .execute(
                        Tuple.of(old.stream().map(row -> row.getUUID("id")).toArray(UUID[]::new))))
        .map(gone -> gone.rowCount());
  }

  /** Keeps the first of them. */
  public Uni<Void> keep(SqlClient tx, UUID id, List<RowFault> faults) {
    return faults.isEmpty()
        ? Uni.createFrom().voidItem()
        : tx.preparedQuery(tables.sql(KEEP_FAULTS))
            .execute(
                Tuple.of(
                    id,
                    column(faults, RowFault::line, Long[]::new),
                    column(faults, fault -> (short) fault.position(), Short[]::new),
                    column(faults, RowFault::code, String[]::new),
                    column(faults, RowFault::sentence, String[]::new),
                    FAULTS_KEPT))
            .replaceWithVoid();
  }

  private static <T> T[] column(
      List<RowFault> faults, Function<RowFault, T> value, IntFunction<T[]> array) {
    return faults.stream().map(value).toArray(array);
  }

  /** In the order of the file. */
  public Uni<List<RowFault>> faults(SqlClient client, UUID id, int limit) {
    return client
        .preparedQuery(tables.sql(FAULTS))
        .execute(Tuple.of(id, limit))
        .map(
            found ->
                found.stream()
                    .map(
                        row ->
                            new RowFault(
                                row.getLong("line"),
                                row.getShort("position"),
                                row.getString("code"),
                                row.getString("sentence")))
                    .toList());
  }
}
