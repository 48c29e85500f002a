package io.afterword.dev.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Makes and removes the databases of a server, while others may do the same. */
final class Databases {
  private static final String UNIQUE_VIOLATION = "23505";
  private static final String DUPLICATE_DATABASE = "42P04";

  private Databases() {}

  static void create(Connection connection, String database) throws SQLException {
    if (exists(connection, database)) {
      return;
    }
    try {
      execute(connection, "create database " + quoted(database));
    } catch (SQLException e) {
      boolean twinWasFaster =
          UNIQUE_VIOLATION.equals(e.getSQLState()) || DUPLICATE_DATABASE.equals(e.getSQLState());
      if (!twinWasFaster) {
        throw e;
      }
    }
  }

  static void drop(Connection connection, String database) throws SQLException {
    execute(connection, "drop database if exists " + quoted(database) + " with (force)");
  }

  private static boolean exists(Connection connection, String database) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("select from pg_database where datname = ?")) {
      query.setString(1, database);
      try (ResultSet rows = query.executeQuery()) {
        return rows.next();
      }
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
