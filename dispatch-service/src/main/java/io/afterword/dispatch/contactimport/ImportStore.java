package io.afterword.dispatch.contactimport;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.afterword.dispatch.JsonRows;
import io.afterword.dispatch.contactimport.ContactImport.Counts;
import io.afterword.dispatch.contactimport.ContactImport.Wish;
import io.afterword.platform.fileimport.Column;
import io.afterword.platform.fileimport.ImportFiles;
import io.afterword.platform.fileimport.ImportState;
import io.afterword.platform.fileimport.ImportTables;
import io.afterword.platform.fileimport.Refusal;
import io.afterword.platform.problem.CommonProblem;
import io.afterword.platform.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The tables of imports. */
@ApplicationScoped
class ImportStore {
  static final ImportFiles FILES =
      new ImportFiles(
          new ImportTables(
              "contact_import",
              "contact_import_seen",
              "jsonb",
              List.of("rows", "faulty", "people", "known")));

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

  /** As whoever tells us to read wants it. */
  private static final String READ =
      """
      update contact_import set state = 'READING', source = $2, encoding = $3, separator = $4,
        columns = $5::text::jsonb, found = null, problem = null, lease_until = null,
        updated_at = $6
      where id = $1
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

  Uni<ContactImport> find(SqlClient client, UUID id) {
    return client
        .preparedQuery(SELECT + "where id = $1")
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
            columns == null ? null : parse(columns, new TypeReference<List<Column>>() {})),
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
