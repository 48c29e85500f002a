package io.afterword.platform.migrate;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Says in one sentence what the database has against us; the log above it has the rest. */
final class MigrationFault {
  /** SQLSTATEs of a connection that could not be made. */
  private static final String NO_CONNECTION = "08";

  /** SQLSTATEs of a user or password that the server does not take. */
  private static final String REFUSED = "28";

  /** SQLSTATE of a database that is not there. */
  private static final String NO_DATABASE = "3D000";

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
    return of(sqlState, String.valueOf(failure.getMessage()), "QUARKUS_DATASOURCE_JDBC_URL");
  }

  /**
   * @param sqlState empty where the server never answered
   * @param url the setting that says where the database is
   */
  static String of(String sqlState, String words, String url) {
    if (sqlState.isEmpty() || sqlState.startsWith(NO_CONNECTION)) {
      return "PostgreSQL does not answer; check %s: %s".formatted(url, words);
    }
    if (sqlState.startsWith(REFUSED)) {
      return "PostgreSQL refuses this user; check QUARKUS_DATASOURCE_USERNAME and"
          + " QUARKUS_DATASOURCE_PASSWORD: "
          + words;
    }
    if (sqlState.equals(NO_DATABASE)) {
      return "PostgreSQL has no such database; create it, or check %s: %s".formatted(url, words);
    }
    return words;
  }

  private static @Nullable Throwable next(Throwable cause) {
    return cause.getCause() == cause ? null : cause.getCause();
  }
}
