package io.afterword.dev.system;

import io.afterword.dev.quickstart.suite.ServiceKind;
import io.afterword.dev.quickstart.suite.Suite;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What no release has done yet, at once: a migration that adds a column to every table, and that
 * neither of two versions knows. Services meet it in the middle of their work, as they do when a
 * newer version's first pod migrates.
 */
record NewerSchema(Suite suite) {
  private static final String TABLES =
      "select oid::regclass::text from pg_class where relnamespace = 'public'::regnamespace"
          + " and relkind in ('r', 'p') and not relispartition"
          + " and relname <> 'flyway_schema_history' order by 1";

  private static final String NOTED =
      """
      insert into flyway_schema_history (installed_rank, version, description, type, script,
        checksum, installed_by, execution_time, success)
      select max(installed_rank) + 1, '1.9999', 'grow', 'SQL', 'V1.9999__grow.sql', 1, current_user,
        0, true
      from flyway_schema_history
      """;

  /**
   * One statement at a time, as migrations of one table each: nobody waits for two locks.
   *
   * @param except tables that stay as they are
   * @return how many tables have grown
   */
  int grow(ServiceKind kind, Set<String> except) {
    try (Connection connection = suite.postgres().connect(suite.database(kind));
        Statement statement = connection.createStatement()) {
      List<String> tables = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery(TABLES)) {
        while (rows.next()) {
          tables.add(rows.getString(1));
        }
      }
      tables.removeAll(except);
      for (String table : tables) {
        statement.execute(
            "alter table " + table + " add column of_a_newer_version text not null default 'new'");
      }
      statement.execute(NOTED);
      return tables.size();
    } catch (SQLException e) {
      throw new IllegalStateException("the schema of " + kind + " does not grow", e);
    }
  }
}
