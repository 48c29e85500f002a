package io.afterword.survey.responseimport;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.afterword.platform.fileimport.ImportFiles;
import io.afterword.platform.fileimport.ImportState;
import io.afterword.platform.fileimport.ImportTables;
import io.afterword.platform.fileimport.Refusal;
import io.afterword.platform.problem.CommonProblem;
import io.afterword.platform.problem.Problem;
import io.afterword.survey.responseimport.ResponseImport.Counts;
import io.afterword.survey.responseimport.ResponseImport.Wish;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The tables of imports. */
@ApplicationScoped
class ImportStore {
  static final ImportFiles FILES =
      new ImportFiles(
          new ImportTables(
              "response_import",
              "response_import_row",
              "text",
              List.of("rows", "faulty", "repeated", "known")));

  private static final String SELECT =
      """
      select id, survey_id, of_version, version, state, name, wish, found, problem, rows, faulty,
        repeated, known, done, created, earliest, latest, created_at
      from response_import
      """;

  private static final String INSERT =
      """
      insert into response_import
        (id, survey_id, of_version, state, name, wish, created_at, updated_at)
      values (:id, :survey, :version, :state, :name, :wish, :now, :now)
      """;

  /** As whoever tells us to read wants it. */
  private static final String READ =
      """
      update response_import set state = 'READING', wish = $2, found = null, problem = null,
        lease_until = null, updated_at = $3
      where id = $1
      """;

  private static final String VERSION = "update response_import set version = $2 where id = $1";

  private final ObjectMapper json;

  ImportStore(ObjectMapper json) {
    this.json = json;
  }

  /** Adds it in the transaction that remembers the request. */
  Uni<Void> add(Mutiny.Session session, ResponseImport made, List<byte[]> parts) {
    return session
        .createNativeQuery(INSERT)
        .setParameter("id", made.id())
        .setParameter("survey", made.surveyId())
        .setParameter("version", made.ofVersion())
        .setParameter("state", made.state().name())
        .setParameter("name", made.name())
        .setParameter("wish", text(made.wish()))
        .setParameter("now", made.createdAt().atOffset(ZoneOffset.UTC))
        .executeUpdate()
        .chain(() -> addParts(session, made.id(), parts));
  }

  private static Uni<Void> addParts(Mutiny.Session session, UUID id, List<byte[]> parts) {
    return Multi.createFrom()
        .range(0, parts.size())
        .onItem()
        .transformToUniAndConcatenate(
            n ->
                session
                    .createNativeQuery(
                        "insert into response_import_part (import_id, n, content)"
                            + " values (:id, :n, :content)")
                    .setParameter("id", id)
                    .setParameter("n", n)
                    .setParameter("content", parts.get(n))
                    .executeUpdate())
        .collect()
        .last()
        .replaceWithVoid();
  }

  Uni<ResponseImport> find(SqlClient client, UUID id) {
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
  Uni<List<ResponseImport>> page(
      SqlClient client, UUID surveyId, @Nullable UUID before, int limit) {
    return client
        .preparedQuery(
            SELECT
                + "where survey_id = $1 and ($2::uuid is null or id < $2) order by id desc limit $3")
        .execute(Tuple.of(surveyId, before, limit))
        .map(found -> found.stream().map(this::read).toList());
  }

  Uni<Void> startReading(SqlClient tx, UUID id, Wish wish, Instant now) {
    return tx.preparedQuery(READ)
        .execute(Tuple.of(id, text(wish), now.atOffset(ZoneOffset.UTC)))
        .replaceWithVoid();
  }

  /** Keeps which version its answers belong to; it is taken only once that is known. */
  Uni<Void> belongsTo(SqlClient tx, UUID id, int version) {
    return tx.preparedQuery(VERSION).execute(Tuple.of(id, version)).replaceWithVoid();
  }

  String text(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ResponseImport read(Row row) {
    String found = row.getString("found");
    String problem = row.getString("problem");
    return new ResponseImport(
        row.getUUID("id"),
        row.getUUID("survey_id"),
        row.getInteger("of_version"),
        row.getInteger("version"),
        ImportState.valueOf(row.getString("state")),
        row.getString("name"),
        parse(row.getString("wish"), Wish.class),
        found == null ? null : parse(found, Found.class),
        problem == null ? null : parse(problem, Refusal.class),
        new Counts(
            row.getLong("rows"),
            row.getLong("faulty"),
            row.getLong("repeated"),
            row.getLong("known"),
            row.getLong("done"),
            row.getLong("created"),
            instant(row.getOffsetDateTime("earliest")),
            instant(row.getOffsetDateTime("latest"))),
        row.getOffsetDateTime("created_at").toInstant());
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
    return at == null ? null : at.toInstant();
  }

  private <T> T parse(String text, Class<T> type) {
    try {
      return json.readValue(text, type);
    } catch (JsonProcessingException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
