package io.afterword.scoring.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.afterword.scoring.series.VersionKey;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Responses that arrived before their survey version was announced. */
@ApplicationScoped
class WaitingResponses {
  /** In the order of the keys, so that two batches cannot wait for each other. */
  private static final String LOCK =
      """
      select pg_advisory_xact_lock(817, k) from
        (select distinct hashtext(id::text) k from unnest($1::uuid[]) id order by k) keys
      """;

  private static final String KEEP =
      """
      insert into waiting_response as w (response_id, survey_id, version, revision, data)
      select distinct on (id) e.id, e.survey, e.version, e.revision, e.data::json
        from unnest($1::uuid[], $2::uuid[], $3::int[], $4::int[], $5::text[]) e(id, survey, version, revision, data)
       order by id, revision desc
      on conflict (response_id) do update
        set revision = excluded.revision, data = excluded.data, version = excluded.version, refused_because = null
        where excluded.revision > w.revision
      """;

  private static final String TAKE =
      """
      delete from waiting_response where survey_id = $1 and version = $2
      returning response_id, revision, data::text
      """;

  private static final String REFUSE =
      """
      insert into waiting_response (response_id, survey_id, version, revision, data, refused_because)
      values ($1, $2, $3, $4, $5::text::json, $6)
      """;

  private final JsonMapper mapper =
      JsonMapper.builder()
          .findAndAddModules()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  /** Held to the end of the transaction by whoever keeps a response or announces a version. */
  Uni<Void> lock(SqlConnection tx, List<VersionKey> versions) {
    UUID[] surveys = versions.stream().map(VersionKey::surveyId).distinct().toArray(UUID[]::new);
    return tx.preparedQuery(LOCK).execute(Tuple.of((Object) surveys)).replaceWithVoid();
  }

  Uni<Void> keep(SqlConnection tx, List<ArrivedResponse> early) {
    if (early.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    List<ArrivedResponse> sorted =
        early.stream().sorted(Comparator.comparing(ArrivedResponse::id)).toList();
    return tx.preparedQuery(KEEP)
        .execute(
            Tuple.of(
                sorted.stream().map(ArrivedResponse::id).toArray(UUID[]::new),
                sorted.stream().map(r -> r.data().surveyId()).toArray(UUID[]::new),
                sorted.stream().map(r -> r.data().version()).toArray(Integer[]::new),
                sorted.stream().map(ArrivedResponse::revision).toArray(Integer[]::new),
                sorted.stream().map(r -> write(r.data())).toArray(String[]::new)))
        .replaceWithVoid();
  }

  /** Takes those of a version that is known now out of the waiting room. */
  Uni<List<ArrivedResponse>> take(SqlConnection tx, VersionKey version) {
    return tx.preparedQuery(TAKE)
        .execute(Tuple.of(version.surveyId(), version.version()))
        .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(this::read).toList());
  }

  /** Keeps one that turned out to be wrong, with the reason. */
  Uni<Void> refuse(SqlConnection tx, ArrivedResponse response, String reason) {
    return tx.preparedQuery(REFUSE)
        .execute(
            Tuple.of(
                response.id(),
                response.data().surveyId(),
                response.data().version(),
                response.revision(),
                write(response.data()),
                reason))
        .replaceWithVoid();
  }

  private ArrivedResponse read(Row row) {
    try {
      return new ArrivedResponse(
          row.getUUID("response_id"),
          row.getInteger("revision"),
          mapper.readValue(row.getString("data"), ResponseChanged.class));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a waiting response cannot be read", e);
    }
  }

  private String write(ResponseChanged data) {
    try {
      return mapper.writeValueAsString(data);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a response cannot be kept", e);
    }
  }
}
