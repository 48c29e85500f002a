package io.afterword.dev.test;

import io.afterword.dev.postgres.LocalPostgres;
import io.afterword.dev.postgres.LocalPostgresException;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A database of its own for the tests of one service:
 * {@code @QuarkusTestResource(PostgresResource.class)}.
 *
 * <p>Its sessions live in an odd time zone, so that SQL which forgets to name its zone fails a
 * test. The server lies under the module's {@code target} and takes a free port; several test runs
 * of one module at once get a server each.
 */
public final class PostgresResource implements QuarkusTestResourceLifecycleManager {
  /** Five hours and three quarters ahead of UTC: neither a full hour nor this machine's zone. */
  public static final String SESSION_ZONE = "Asia/Kathmandu";

  private static final String DATABASE = "afterword";

  /** Enough for an IDE's run, Maven's, and one whose directory could not be cleared. */
  private static final int DIRECTORIES = 4;

  private final Thread stopWithJvm = new Thread(this::close, "stop-postgres");
  private @Nullable LocalPostgres postgres;

  @Override
  public Map<String, String> start() {
    LocalPostgres server = startSomewhere();
    postgres = server;
    Runtime.getRuntime().addShutdownHook(stopWithJvm);
    server.createDatabase(DATABASE);
    useOddZone(server);
    return Map.of(
        "quarkus.datasource.jdbc.url",
        server.jdbcUrl(DATABASE),
        "quarkus.datasource.reactive.url",
        server.reactiveUrl(DATABASE),
        "quarkus.datasource.username",
        server.username());
  }

  @Override
  public void stop() {
    close();
    try {
      Runtime.getRuntime().removeShutdownHook(stopWithJvm);
    } catch (IllegalStateException e) {
      // The JVM is already on its way out, and the hook finds nothing left to do.
    }
  }

  private synchronized void close() {
    if (postgres != null) {
      postgres.close();
      postgres = null;
    }
  }

  private static LocalPostgres startSomewhere() {
    LocalPostgresException failure = null;
    for (int each = 1; each <= DIRECTORIES; each++) {
      try {
        return LocalPostgres.builder(Path.of("target", "postgres", Integer.toString(each)))
            .fresh(true)
            // Several services' pools and a test's own connections.
            .setting("max_connections", "200")
            .start();
      } catch (LocalPostgresException e) {
        if (failure != null) {
          e.addSuppressed(failure);
        }
        failure = e;
      }
    }
    throw failure == null ? new IllegalStateException("no directory was tried") : failure;
  }

  /** The reactive client sends no zone of its own, so the database's is the session's. */
  private static void useOddZone(LocalPostgres server) {
    try (Connection connection = server.connect(DATABASE);
        Statement statement = connection.createStatement()) {
      statement.execute("alter database " + DATABASE + " set timezone to '" + SESSION_ZONE + "'");
    } catch (SQLException e) {
      throw new IllegalStateException("the test database's zone could not be set", e);
    }
  }
}
