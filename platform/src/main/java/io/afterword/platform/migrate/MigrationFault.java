package io.afterword.platform.migrate;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Says in one sentence why a migration failed; the log above it has the rest. */
final class MigrationFault {
  /** SQLSTATEs of a connection that could not be made. */
  private static final String NO_CONNECTION = "08";

  /** SQLSTATEs of a user or password that the server does not take. */
  private static final String REFUSED = "28";

  private MigrationFault() {}

  static String sentence(Throwable failure) {
    Throwable root = failure;
    for (Throwable cause = failure; cause != null; cause = next(cause)) {
      root = cause;
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        return of(sql, sql.getSQLState());
      }
    }
    return String.valueOf(root.getMessage());
  }

  private static String of(SQLException failure, String sqlState) {
    if (sqlState.startsWith(NO_CONNECTION)) {
      return "PostgreSQL does not answer; check QUARKUS_DATASOURCE_JDBC_URL: "
          + failure.getMessage();
    }
    if (sqlState.startsWith(REFUSED)) {
      return "PostgreSQL refuses this user; check QUARKUS_DATASOURCE_USERNAME and"
          + " QUARKUS_DATASOURCE_PASSWORD: "
          + failure.getMessage();
    }
    return String.valueOf(failure.getMessage());
  }

  private static @Nullable Throwable next(Throwable cause) {
    return cause.getCause() == cause ? null : cause.getCause();
  }
}
