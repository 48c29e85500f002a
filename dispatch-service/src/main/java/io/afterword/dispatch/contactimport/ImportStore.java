package io.afterword.dispatch.contactimport;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.afterword.dispatch.JsonRows;
import io.afterword.dispatch.contactimport.ContactImport.Counts;
import io.afterword.dispatch.contactimport.ContactImport.Refusal;
import io.afterword.dispatch.contactimport.ContactImport.Wish;
import io.afterword.dispatch.contactimport.RowReader.Fault;
import io.afterword.platform.problem.CommonProblem;
import io.afterword.platform.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The tables of imports. */
@ApplicationScoped
class ImportStore {
  private static final String SELECT =
      """
      select id, state, name, source, encoding, separator, columns::text as columns,
        found::text as found, problem::text as problem, rows, faulty, people, known, done, created,
        created_at
      from contact_import
      """;

  private static final String INSERT =
      """
      insert into contact_import (id, state, name, source, encoding, separator, created_at, updated_at)
      values ($1, $2, $3, $4, $5, $6, $7, $7)
      """;

  private static final String PART =
      """
      insert into contact_import_part (import_id, n, content) values ($1, $2, $3)
      on conflict (import_id, n) do update set content = excluded.content
      """;

  /** As whoever tells us to read wants it. */
  private static final String READ =
      """
      update contact_import set state = 'READING', source = $2, encoding = $3, separator = $4,
        columns = $5::text::jsonb, found = null, problem = null, lease_until = null,
        updated_at = $6
      where id = $1
      """;

  private static final String MOVE =
      """
      update contact_import set state = $2, problem = null, lease_until = null, updated_at = $3
      where id = $1
      """;

  private static final String FORGET =
      """
      with parts as (delete from contact_import_part where import_id = $1),
        seen as (delete from contact_import_seen where import_id = $1)
      update contact_import set found = jsonb_set(found, '{samples}', '[]') where id = $1
      """;

  private static final String OLD =
      """
      with old as (select id from contact_import where updated_at < $1),
        parts as (delete from contact_import_part p using old where p.import_id = old.id),
        seen as (delete from contact_import_seen s using old where s.import_id = old.id),
        faults as (delete from contact_import_fault f using old where f.import_id = old.id)
      select id from old
      """;

  private final ObjectMapper json;
  private final JsonRows rows;

  ImportStore(ObjectMapper json, JsonRows rows) {
    this.json = json;
    this.rows = rows;
  }

  Uni<Void> add(SqlClient tx, UUID id, ImportState state, String name, Wish wish, Instant now) {
    return tx.preparedQuery(INSERT)
        .execute(
            Tuple.tuple()
                .addUUID(id)
                .addString(state.name())
                .addString(name)
                .addString(wish.source())
                .addString(wish.encoding())
                .addString(wish.separator())
                .addOffsetDateTime(now.atOffset(ZoneOffset.UTC)))
        .replaceWithVoid();
  }

  Uni<Void> addPart(SqlClient tx, UUID id, int n, byte[] content) {
    return tx.preparedQuery(PART)
        .execute(Tuple.of(id, n, Buffer.buffer(content)))
        .replaceWithVoid();
  }

  /** The part, or nothing behind the last. */
  Uni<Optional<byte[]>> part(SqlClient client, UUID id, int n) {
    return client
        .preparedQuery("select content from contact_import_part where import_id = $1 and n = $2")
        .execute(Tuple.of(id, n))
        .map(
            found ->
                found.stream().findFirst().map(row -> row.get(Buffer.class, "content").getBytes()));
  }

  Uni<Boolean> hasPart(SqlClient client, UUID id) {
    return client
        .preparedQuery("select 1 from contact_import_part where import_id = $1 limit 1")
        .execute(Tuple.of(id))
        .map(found -> found.size() > 0);
  }

  Uni<ContactImport> lock(SqlClient tx, UUID id) {
    return one(tx, SELECT + "where id = $1 for update", id);
  }

  Uni<ContactImport> find(SqlClient client, UUID id) {
    return one(client, SELECT + "where id = $1", id);
  }

  private Uni<ContactImport> one(SqlClient client, String sql, UUID id) {
    return client
        .preparedQuery(sql)
        .execute(Tuple.of(id))
        .map(
            found ->
                found.stream()
                    .findFirst()
                    .map(this::read)
                    .orElseThrow(
                        () ->
                            Problem.of(CommonProblem.NOT_FOUND, "There is no import " + id + ".")));
  }

  /** The newest first, before that one. */
  Uni<List<ContactImport>> page(SqlClient client, @Nullable UUID before, int limit) {
    return client
        .preparedQuery(SELECT + "where ($1::uuid is null or id < $1) order by id desc limit $2")
        .execute(Tuple.of(before, limit))
        .map(found -> found.stream().map(this::read).toList());
  }

  Uni<Void> startReading(SqlClient tx, UUID id, Wish wish, Instant now) {
    return tx.preparedQuery(READ)
        .execute(
            Tuple.of(
                id,
                wish.source(),
                wish.encoding(),
                wish.separator(),
                wish.columns() == null ? null : rows.text(wish.columns()),
                now.atOffset(ZoneOffset.UTC)))
        .replaceWithVoid();
  }

  Uni<Void> move(SqlClient tx, UUID id, ImportState state, Instant now) {
    return tx.preparedQuery(MOVE)
        .execute(Tuple.of(id, state.name(), now.atOffset(ZoneOffset.UTC)))
        .replaceWithVoid();
  }

  /** The file and its people are not kept any longer than they are needed. */
  Uni<Void> forget(SqlClient tx, UUID id) {
    return tx.preparedQuery(FORGET).execute(Tuple.of(id)).replaceWithVoid();
  }

  /** Forgets all about imports that nobody has touched since then. */
  Uni<Integer> forgetOld(SqlClient tx, Instant before) {
    return tx.preparedQuery(OLD)
        .execute(Tuple.of(before.atOffset(ZoneOffset.UTC)))
        .chain(
            old ->
                tx.preparedQuery("delete from contact_import where id = any($1::uuid[])")
                    .execute(
                        Tuple.of(old.stream().map(row -> row.getUUID("id")).toArray(UUID[]::new))))
        .map(gone -> gone.rowCount());
  }

  /** In the order of the file, behind that place. */
  Uni<List<Fault>> faults(SqlClient client, UUID id, long afterLine, int afterPosition, int limit) {
    return client
        .preparedQuery(
            """
            select line, position, code, sentence from contact_import_fault
            where import_id = $1 and (line, position) > ($2, $3) order by line, position limit $4
            """)
        .execute(Tuple.of(id, afterLine, afterPosition, limit))
        .map(
            found ->
                found.stream()
                    .map(
                        row ->
                            new Fault(
                                row.getLong("line"),
                                row.getShort("position"),
                                row.getString("code"),
                                row.getString("sentence")))
                    .toList());
  }

  private ContactImport read(Row row) {
    String columns = row.getString("columns");
    String found = row.getString("found");
    String problem = row.getString("problem");
    return new ContactImport(
        row.getUUID("id"),
        ImportState.valueOf(row.getString("state")),
        row.getString("name"),
        new Wish(
            row.getString("source"),
            row.getString("encoding"),
            row.getString("separator"),
            columns == null ? null : parse(columns, new TypeReference<List<Found.Column>>() {})),
        found == null ? null : parse(found, new TypeReference<Found>() {}),
        problem == null ? null : parse(problem, new TypeReference<Refusal>() {}),
        new Counts(
            row.getLong("rows"),
            row.getLong("faulty"),
            row.getLong("people"),
            row.getLong("known"),
            row.getLong("done"),
            row.getLong("created")),
        row.getOffsetDateTime("created_at").toInstant());
  }

  private <T> T parse(String text, TypeReference<T> type) {
    try {
      return json.readValue(text, type);
    } catch (JsonProcessingException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
