package io.afterword.survey.responseimport;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.afterword.platform.problem.CommonProblem;
import io.afterword.platform.problem.Problem;
import io.afterword.survey.responseimport.ResponseImport.Counts;
import io.afterword.survey.responseimport.ResponseImport.Refusal;
import io.afterword.survey.responseimport.ResponseImport.Wish;
import io.afterword.survey.responseimport.RowReader.Fault;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The tables of imports. */
@ApplicationScoped
class ImportStore {
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

  private static final String PART =
      """
      insert into response_import_part (import_id, n, content) values ($1, $2, $3)
      on conflict (import_id, n) do update set content = excluded.content
      """;

  /** As whoever tells us to read wants it. */
  private static final String READ =
      """
      update response_import set state = 'READING', wish = $2, found = null, problem = null,
        lease_until = null, updated_at = $3
      where id = $1
      """;

  private static final String MOVE =
      """
      update response_import set state = $2, version = coalesce($3, version), problem = null,
        lease_until = null, updated_at = $4
      where id = $1
      """;

  private static final String FORGET =
      """
      with parts as (delete from response_import_part where import_id = $1),
        read as (delete from response_import_row where import_id = $1)
      update response_import set found = jsonb_set(found::jsonb, '{samples}', '[]')::text
      where id = $1
      """;

  private static final String OLD =
      """
      with old as (select id from response_import where updated_at < $1),
        parts as (delete from response_import_part p using old where p.import_id = old.id),
        read as (delete from response_import_row r using old where r.import_id = old.id),
        faults as (delete from response_import_fault f using old where f.import_id = old.id)
      select id from old
      """;

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

  Uni<Void> addPart(SqlClient tx, UUID id, int n, byte[] content) {
    return tx.preparedQuery(PART)
        .execute(Tuple.of(id, n, Buffer.buffer(content)))
        .replaceWithVoid();
  }

  /** The part, or nothing behind the last. */
  Uni<Optional<byte[]>> part(SqlClient client, UUID id, int n) {
    return client
        .preparedQuery("select content from response_import_part where import_id = $1 and n = $2")
        .execute(Tuple.of(id, n))
        .map(
            found ->
                found.stream().findFirst().map(row -> row.get(Buffer.class, "content").getBytes()));
  }

  Uni<ResponseImport> lock(SqlClient tx, UUID id) {
    return one(tx, SELECT + "where id = $1 for update", id);
  }

  Uni<ResponseImport> find(SqlClient client, UUID id) {
    return one(client, SELECT + "where id = $1", id);
  }

  private Uni<ResponseImport> one(SqlClient client, String sql, UUID id) {
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

  /**
   * @param version of the answers, once it is known
   */
  Uni<Void> move(SqlClient tx, UUID id, ImportState state, @Nullable Integer version, Instant now) {
    return tx.preparedQuery(MOVE)
        .execute(Tuple.of(id, state.name(), version, now.atOffset(ZoneOffset.UTC)))
        .replaceWithVoid();
  }

  /** The file and what it says are not kept any longer than they are needed. */
  Uni<Void> forget(SqlClient tx, UUID id) {
    return tx.preparedQuery(FORGET).execute(Tuple.of(id)).replaceWithVoid();
  }

  /** Forgets all about imports that nobody has touched since then. */
  Uni<Integer> forgetOld(SqlClient tx, Instant before) {
    return tx.preparedQuery(OLD)
        .execute(Tuple.of(before.atOffset(ZoneOffset.UTC)))
        .chain(
            old ->
                tx.preparedQuery("delete from response_import where id = any($1::uuid[])")
                    .execute(
                        Tuple.of(old.stream().map(row -> row.getUUID("id")).toArray(UUID[]::new))))
        .map(gone -> gone.rowCount());
  }

  /** In the order of the file. */
  Uni<List<Fault>> faults(SqlClient client, UUID id, int limit) {
    return client
        .preparedQuery(
            """
            select line, position, code, sentence from response_import_fault
            where import_id = $1 order by line, position limit $2
            """)
        .execute(Tuple.of(id, limit))
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
