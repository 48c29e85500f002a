package io.afterword.dispatch.policy;

import io.afterword.dispatch.decision.Policy;
import io.afterword.dispatch.decision.QuietHours;
import io.afterword.dispatch.decision.Workspace;
import io.afterword.dispatch.survey.KnownSurvey;
import io.afterword.dispatch.survey.KnownSurveys;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** The policies as the decision code wants them. */
@ApplicationScoped
public class Policies {
  private static final String ALL =
      "select id, version, counts_since, enabled, survey_id, definition from policy"
          + " order by created_at, id";

  private final KnownSurveys surveys;
  private final Workspace workspace;

  /** Reading a filter costs more than deciding by it; a version's document never changes. */
  private final Map<String, PolicyDocument> read = new ConcurrentHashMap<>();

  Policies(
      KnownSurveys surveys,
      @ConfigProperty(name = "afterword.cool-down.floor", defaultValue = "PT24H") Duration floor,
      @ConfigProperty(name = "afterword.workspace.zone") ZoneId zone,
      @ConfigProperty(name = "afterword.quiet-hours.from") Optional<LocalTime> quietFrom,
      @ConfigProperty(name = "afterword.quiet-hours.to") Optional<LocalTime> quietTo) {
    this.surveys = surveys;
    this.workspace = new Workspace(floor, zone, quietHours(quietFrom, quietTo));
  }

  /** Half a setting is a mistake that nobody should find out by mails in the night. */
  private static @Nullable QuietHours quietHours(Optional<LocalTime> from, Optional<LocalTime> to) {
    if (from.isPresent() != to.isPresent()) {
      throw new IllegalStateException(
          "afterword.quiet-hours needs both from (AFTERWORD_QUIET_HOURS_FROM) and to"
              + " (AFTERWORD_QUIET_HOURS_TO), such as 21:00 and 08:00.");
    }
    if (from.isPresent() && from.equals(to)) {
      throw new IllegalStateException(
          "afterword.quiet-hours.from and .to are both %s: nobody would ever be written to. Set them"
                  .formatted(from.get())
              + " (AFTERWORD_QUIET_HOURS_FROM, AFTERWORD_QUIET_HOURS_TO) to times such as 21:00 and"
              + " 08:00, or neither.");
    }
    return from.map(start -> new QuietHours(start, to.orElseThrow())).orElse(null);
  }

  /** Builds the bean, so that quiet hours that cannot be stop the start. */
  void checkAtStart(@Observes @Priority(1) StartupEvent event) {
    workspace();
  }

  public Workspace workspace() {
    return workspace;
  }

  /** All of them, the oldest first, as this transaction sees them: a workspace has tens. */
  public Uni<List<Policy>> all(SqlClient tx) {
    return Uni.combine()
        .all()
        .unis(surveys.all(tx), tx.preparedQuery(ALL).execute())
        .with(
            (known, rows) ->
                rows.stream()
                    .filter(row -> known.containsKey(row.getUUID("survey_id")))
                    .map(row -> policy(row, known))
                    .toList());
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
        row.getLong("counts_since"),
        row.getBoolean("enabled"),
        document.terms(),
        Objects.requireNonNull(known.get(row.getUUID("survey_id"))),
        workspace);
  }
}
