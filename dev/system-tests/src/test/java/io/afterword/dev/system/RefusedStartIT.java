package io.afterword.dev.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.dev.postgres.LocalPostgres;
import io.afterword.dev.quickstart.suite.ServiceKind;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What an operator got wrong keeps a packaged service from starting, and the last line of its log
 * says what it was, where to set it, and a good value.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class RefusedStartIT {
  private static final String REFUSED = "The service did not start. ";

  private static LocalPostgres postgres;

  @TempDir Path folder;

  @BeforeAll
  static void migrateTheDatabase(@TempDir Path folder) throws Exception {
    postgres =
        LocalPostgres.builder(Path.of("target", "suites", "RefusedStartIT").toAbsolutePath())
            .fresh(true)
            .start();
    postgres.createDatabase("dispatch");
    postgres.createDatabase("empty");
    Programme.Ended migrated =
        Programme.run(ServiceKind.DISPATCH, folder, database("dispatch"), "migrate");
    assertThat(migrated.code()).as(migrated.output()).isZero();
    // What this PostgreSQL cannot be, its answers can.
    copy("old", "pretended.current_setting(text) returns text", "select '140009'");
    copy(
        "late",
        "pretended.clock_timestamp() returns timestamptz",
        "select pg_catalog.clock_timestamp() - interval '1 hour'");
  }

  @AfterAll
  static void stopPostgres() {
    postgres.close();
  }

  @ParameterizedTest(name = "{0}={1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "AFTERWORD_SESSION_KEY | | AFTERWORD_SESSION_KEY is not set. Set it to the same 32 or more"
            + " random characters",
        "AFTERWORD_DISPATCH_TO_SURVEY_KEY | | afterword.survey.key"
            + " (AFTERWORD_DISPATCH_TO_SURVEY_KEY) is not set. Set it to 32 or more random"
            + " characters",
        "QUARKUS_MAILER_MOCK | true | quarkus.mailer.mock (QUARKUS_MAILER_MOCK) is true in"
            + " production",
        "AFTERWORD_QUIET_HOURS_FROM | 21:00 | afterword.quiet-hours needs both from"
            + " (AFTERWORD_QUIET_HOURS_FROM) and to (AFTERWORD_QUIET_HOURS_TO), such as 21:00",
        "AFTERWORD_WORKSPACE_ZONE | Oslo | afterword.workspace.zone (AFTERWORD_WORKSPACE_ZONE)"
            + " cannot be what it is. Set it to a time zone such as Europe/Oslo.",
      })
  void a_setting_that_cannot_be_is_named(String name, String value, String sentence)
      throws Exception {
    Map<String, String> environment = database("dispatch");
    if (value == null) {
      environment.remove(name);
    } else {
      environment.put(name, value);
    }
    refused(environment, sentence);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "empty | The database lacks",
        "old | The database server is PostgreSQL 14; Afterword needs 15 or newer.",
        "nowhere | PostgreSQL has no such database; create it, or check"
            + " QUARKUS_DATASOURCE_REACTIVE_URL:",
      })
  void a_database_that_does_not_fit_is_refused(String database, String sentence) throws Exception {
    refused(database(database), sentence);
  }

  /** What passes between the question and the answer does not count as being ahead. */
  @Test
  void a_clock_that_is_an_hour_ahead_of_the_databases_is_refused() throws Exception {
    assertThat(refusal(database("late")))
        .matches(
            Pattern.quote(REFUSED)
                + "This replica's clock is 3(600|59\\d) seconds ahead of that of its database"
                + " server: set both by NTP\\..*");
  }

  @Test
  void another_services_database_is_neither_served_from_nor_migrated() throws Exception {
    Programme.Ended served = Programme.run(ServiceKind.SCORING, folder, database("dispatch"));
    assertThat(served.lastLine())
        .startsWith(REFUSED + "The database belongs to another service: it has V1.1__contacts.sql");
    Programme.Ended migrated =
        Programme.run(ServiceKind.SCORING, folder, database("dispatch"), "migrate");
    assertThat(migrated.code()).isEqualTo(1);
    assertThat(migrated.lastLine())
        .startsWith("The database was not migrated. The database belongs to another service:");
  }

  @Test
  void another_programmes_database_is_not_migrated() throws Exception {
    postgres.createDatabase("shop");
    postgres.execute("shop", "create table invoice (id int)");
    Programme.Ended migrated =
        Programme.run(ServiceKind.DISPATCH, folder, database("shop"), "migrate");
    assertThat(migrated.code()).isEqualTo(1);
    assertThat(migrated.lastLine())
        .startsWith(
            "The database was not migrated. The database is another programme's: it has"
                + " invoice and was never migrated.");
  }

  private void refused(Map<String, String> environment, String sentence) throws Exception {
    assertThat(refusal(environment)).startsWith(REFUSED + sentence);
  }

  /** What it says at its end. */
  private String refusal(Map<String, String> environment) throws Exception {
    Programme.Ended ended = Programme.run(ServiceKind.DISPATCH, folder, environment);
    assertThat(ended.code()).as(ended.output()).isEqualTo(1);
    assertThat(ended.output()).doesNotContain("Listening on");
    return ended.lastLine();
  }

  private static Map<String, String> database(String name) {
    Map<String, String> environment = new HashMap<>(Programme.SETTINGS);
    environment.put("QUARKUS_DATASOURCE_JDBC_URL", postgres.jdbcUrl(name));
    environment.put("QUARKUS_DATASOURCE_REACTIVE_URL", postgres.reactiveUrl(name));
    environment.put("QUARKUS_DATASOURCE_USERNAME", postgres.username());
    environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    environment.put("QUARKUS_HTTP_PORT", "0");
    return environment;
  }

  /** A copy of dispatch's database in which one of PostgreSQL's functions says something else. */
  private static void copy(String name, String function, String body) {
    postgres.execute("postgres", "create database %s template dispatch".formatted(name));
    postgres.execute(name, "create schema pretended");
    postgres.execute(name, "create function %s language sql as $$ %s $$".formatted(function, body));
    postgres.execute(
        "postgres",
        "alter database %s set search_path = pretended, pg_catalog, public".formatted(name));
  }
}
