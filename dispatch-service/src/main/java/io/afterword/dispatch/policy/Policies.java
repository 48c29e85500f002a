package io.afterword.dispatch.policy;

import io.afterword.dispatch.decision.Policy;
import io.afterword.dispatch.survey.KnownSurvey;
import io.afterword.dispatch.survey.KnownSurveys;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The policies as the decision code wants them. */
@ApplicationScoped
public class Policies {
  /** The workspace's own gap. */
  @ConfigMapping(prefix = "afterword.cool-down")
  interface CoolDownConfig {
    /** Between any two invitations to one contact. */
    @WithDefault("PT24H")
    Duration floor();
  }

  private static final String ALL =
      "select id, version, enabled, survey_id, definition from policy order by created_at, id";

  private final KnownSurveys surveys;
  private final Duration floor;

  /** Reading a filter costs more than deciding by it; a version's document never changes. */
  private final Map<String, PolicyDocument> read = new ConcurrentHashMap<>();

  Policies(KnownSurveys surveys, CoolDownConfig config) {
    this.surveys = surveys;
    this.floor = config.floor();
  }

  public Duration floor() {
    return floor;
  }

  /** All of them, the oldest first, as this transaction sees them: a workspace has tens. */
  public Uni<List<Policy>> all(SqlClient tx) {
    return surveys
        .all(tx)
        .chain(
            known ->
                tx.query(ALL)
                    .execute()
                    .map(
                        rows ->
                            rows.stream()
                                .filter(row -> known.containsKey(row.getUUID("survey_id")))
                                .map(row -> policy(row, known))
                                .toList()));
  }

  /** All of them by id. */
  public Uni<Map<UUID, Policy>> byId(SqlClient tx) {
    return all(tx).map(all -> all.stream().collect(Collectors.toMap(Policy::id, policy -> policy)));
  }

  private Policy policy(Row row, Map<UUID, KnownSurvey> known) {
    UUID id = row.getUUID("id");
    long version = row.getLong("version");
    String definition = row.getString("definition");
    // A few versions of tens of policies at most; the key tells versions apart.
    PolicyDocument document =
        read.computeIfAbsent(id + "/" + version, key -> PolicyDocument.read(definition));
    return new Policy(
        id,
        version,
        row.getBoolean("enabled"),
        document.terms(),
        Objects.requireNonNull(known.get(row.getUUID("survey_id"))),
        floor);
  }
}
