package io.afterword.platform.migrate;

import io.afterword.platform.start.DatabaseStart;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.jboss.logging.Logger;

/**
 * Holds the database against this release before anything works on it: what fails in the middle of
 * the work would be a table that is not there, in the words of PostgreSQL.
 */
@ApplicationScoped
class DatabaseGuard {
  private static final Logger LOG = Logger.getLogger(DatabaseGuard.class);

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final String SERVER =
      "select current_setting('server_version_num')::int as version,"
          + " to_regclass('flyway_schema_history') is not null as migrated";

  private final Pool pool;
  private final Flyway flyway;

  DatabaseGuard(Pool pool, Flyway flyway) {
    this.pool = pool;
    this.flyway = flyway;
  }

  void checkAtStart(@Observes @Priority(DatabaseStart.IS_OURS) DatabaseStart start) {
    Optional<String> fault;
    try {
      fault = pool.withConnection(this::fault).await().atMost(PATIENCE);
    } catch (RuntimeException failure) {
      throw new IllegalStateException(unreachable(failure), failure);
    }
    if (fault.isPresent()) {
      throw new IllegalStateException(fault.get());
    }
  }

  private Uni<Optional<String>> fault(SqlConnection connection) {
    return connection
        .query(SERVER)
        .execute()
        .map(rows -> rows.iterator().next())
        .chain(
            server ->
                DatabaseFit.server(server.getInteger("version"))
                    .map(fault -> Uni.createFrom().item(Optional.of(fault)))
                    .orElseGet(() -> schema(connection, server.getBoolean("migrated"))));
  }

  private Uni<Optional<String>> schema(SqlConnection connection, boolean migrated) {
    Uni<List<String>> applied =
        migrated
            ? connection
                .query("select script from flyway_schema_history where success")
                .execute()
                .map(
                    rows -> {
                      List<String> scripts = new ArrayList<>();
                      for (Row row : rows) {
                        scripts.add(row.getString("script"));
                      }
                      return scripts;
                    })
            : Uni.createFrom().item(List.of());
    return applied.map(this::schemaFault);
  }

  private Optional<String> schemaFault(List<String> applied) {
    var fit = new DatabaseFit(Migrations.of(flyway.getConfiguration()));
    fit.ahead(applied).ifPresent(LOG::warn);
    return fit.owner(applied).or(() -> fit.behind(applied));
  }

  private static String unreachable(Throwable failure) {
    Throwable root = failure;
    while (!(root instanceof PgException) && root.getCause() != null) {
      root = root.getCause();
    }
    String state = root instanceof PgException refused ? refused.getSqlState() : null;
    return MigrationFault.of(
        Objects.requireNonNullElse(state, ""),
        String.valueOf(root.getMessage()),
        "QUARKUS_DATASOURCE_REACTIVE_URL");
  }
}
