package io.afterword.platform.migrate;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/** Looks at the database before the first migration: half of them on a wrong one is worse. */
public class FitCallback implements Callback {
  private static final String HISTORY = "flyway_schema_history";

  /**
   * What is there at one moment, the history first: by two looks the first tables of a sibling that
   * begins at the same time would be a stranger's. What an extension brought, such as the views of
   * pg_stat_statements, is nobody's data.
   */
  private static final String TABLES =
      """
      select relname from pg_class c
       where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p', 'v', 'm')
         and not exists (select 1 from pg_depend d
           where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
       order by relname <> 'flyway_schema_history', relname limit 3
      """;

  @Override
  public boolean supports(Event event, Context context) {
    return event == Event.BEFORE_VALIDATE;
  }

  @Override
  public boolean canHandleInTransaction(Event event, Context context) {
    return true;
  }

  @Override
  public void handle(Event event, Context context) {
    Optional<String> fault;
    try {
      fault =
          fault(
              context.getConnection(), new DatabaseFit(Migrations.of(context.getConfiguration())));
    } catch (SQLException failure) {
      throw new IllegalStateException(MigrationFault.sentence(failure), failure);
    }
    if (fault.isPresent()) {
      throw new IllegalStateException(fault.get());
    }
  }

  private static Optional<String> fault(Connection database, DatabaseFit fit) throws SQLException {
    Optional<String> server =
        DatabaseFit.server(
            Integer.parseInt(
                strings(database, "select current_setting('server_version_num')").get(0)));
    if (server.isPresent()) {
      return server;
    }
    List<String> tables = strings(database, TABLES);
    return tables.contains(HISTORY)
        ? fit.owner(strings(database, "select script from " + HISTORY + " where success"))
        : DatabaseFit.strange(tables);
  }

  private static List<String> strings(Connection database, String sql) throws SQLException {
    try (Statement statement = database.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> found = new ArrayList<>();
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      return found;
    }
  }

  @Override
  public String getCallbackName() {
    return "fit";
  }
}
