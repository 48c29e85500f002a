package io.afterword.dispatch;

/** A database that fails certain statements, as a real one does for reasons of its own. */
public final class DatabaseFaults {
  private DatabaseFaults() {}

  /**
   * From now on these statements fail with that SQLSTATE.
   *
   * @param event insert, update or delete
   */
  public static void fail(Dispatch dispatch, String table, String event, String sqlState) {
    dispatch.run(
        """
        create or replace function fault_%1$s() returns trigger language plpgsql as
        $$ begin raise exception 'made to fail' using errcode = '%2$s'; end $$
        """
            .formatted(table, sqlState));
    dispatch.run(
        "create trigger fault_%1$s before %2$s on %1$s for each statement execute function fault_%1$s()"
            .formatted(table, event));
  }

  public static void heal(Dispatch dispatch, String table) {
    dispatch.run("drop trigger if exists fault_%1$s on %1$s".formatted(table));
  }
}
