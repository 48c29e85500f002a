package io.afterword.dispatch.survey;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The surveys that survey-service has told of. */
@ApplicationScoped
public class KnownSurveys {
  /** One that was archived before we heard of it has no name: nobody can ask for it. */
  private static final String KNOWN =
      "select id, version, name, metric, archived from known_survey where metric is not null";

  private static final String UPSERT =
      """
      insert into known_survey as k (id, revision, version, name, metric, archived)
      select id, revision, version, name, metric, archived
      from unnest($1::uuid[], $2::int[], $3::int[], $4::text[], $5::text[], $6::boolean[])
           as t(id, revision, version, name, metric, archived)
      order by id
      on conflict (id) do update set
        revision = excluded.revision,
        version = greatest(k.version, excluded.version),
        name = coalesce(excluded.name, k.name),
        metric = coalesce(excluded.metric, k.metric),
        archived = excluded.archived
      where k.revision < excluded.revision
      """;

  private final Pool pool;

  KnownSurveys(Pool pool) {
    this.pool = pool;
  }

  public Uni<Optional<KnownSurvey>> find(UUID id) {
    return pool.preparedQuery(KNOWN + " and id = $1")
        .execute(Tuple.of(id))
        .map(
            rows ->
                rows.size() == 0 ? Optional.empty() : Optional.of(read(rows.iterator().next())));
  }

  /** All of them by id, as this transaction sees them: a workspace has tens, not thousands. */
  public Uni<Map<UUID, KnownSurvey>> all(SqlClient tx) {
    return tx.preparedQuery(KNOWN)
        .execute()
        .map(
            rows -> {
              var surveys = new HashMap<UUID, KnownSurvey>();
              rows.forEach(row -> surveys.put(row.getUUID("id"), read(row)));
              return surveys;
            });
  }

  /** Keeps the newest state of each survey; an older revision changes nothing. */
  Uni<Void> keep(SqlClient tx, List<SurveyReceiver.State> states) {
    return tx.preparedQuery(UPSERT)
        .execute(
            Tuple.from(
                List.of(
                    states.stream().map(SurveyReceiver.State::id).toArray(UUID[]::new),
                    states.stream().map(SurveyReceiver.State::revision).toArray(Integer[]::new),
                    states.stream().map(SurveyReceiver.State::version).toArray(Integer[]::new),
                    states.stream().map(SurveyReceiver.State::name).toArray(String[]::new),
                    states.stream()
                        .map(state -> state.metric() == null ? null : state.metric().name())
                        .toArray(String[]::new),
                    states.stream().map(SurveyReceiver.State::archived).toArray(Boolean[]::new))))
        .replaceWithVoid();
  }

  private static KnownSurvey read(Row row) {
    return new KnownSurvey(
        row.getUUID("id"),
        row.getInteger("version"),
        row.getString("name"),
        Metric.valueOf(row.getString("metric")),
        row.getBoolean("archived"));
  }
}
