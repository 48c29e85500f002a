package io.afterword.platform.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DatabaseFitTest {
  private static final List<String> OWN =
      List.of("V1.10__notes.sql", "V0.1__feed.sql", "V1.9__goals.sql", "V1.1__answers.sql");

  private final DatabaseFit fit = new DatabaseFit(OWN);

  @Test
  void postgresql_15_is_the_oldest() {
    assertThat(DatabaseFit.server(150_000)).isEmpty();
    assertThat(DatabaseFit.server(180_006)).isEmpty();
    assertThat(DatabaseFit.server(140_009))
        .contains(
            "The database server is PostgreSQL 14; Afterword needs 15 or newer. Upgrade it, or set"
                + " QUARKUS_DATASOURCE_JDBC_URL and QUARKUS_DATASOURCE_REACTIVE_URL to another"
                + " one.");
  }

  @Test
  void an_empty_database_is_nobodys_and_one_with_tables_another_programmes() {
    assertThat(DatabaseFit.strange(List.of())).isEmpty();
    assertThat(DatabaseFit.strange(List.of("invoice", "ledger")).orElse(""))
        .startsWith(
            "The database is another programme's: it has invoice, ledger and was never migrated.")
        .contains("QUARKUS_DATASOURCE_JDBC_URL", "create database");
  }

  @Test
  void the_same_number_under_another_name_is_another_services() {
    assertThat(fit.owner(List.of("V0.1__feed.sql", "V1.1__contacts.sql")).orElse(""))
        .startsWith(
            "The database belongs to another service: it has V1.1__contacts.sql where this one has"
                + " V1.1__answers.sql.");
  }

  @Test
  void a_list_of_migrations_without_any_of_ours_is_another_programmes() {
    assertThat(fit.owner(List.of("V1__init.sql", "V2__users.sql")).orElse(""))
        .startsWith("The database is another programme's: it has V1__init.sql, V2__users.sql");
    assertThat(fit.owner(List.of())).isEmpty();
    assertThat(fit.owner(OWN)).isEmpty();
  }

  @Test
  void what_lacks_is_said_from_the_first_on() {
    assertThat(fit.behind(List.of("db/platform/V0.1__feed.sql", "V1.1__answers.sql")))
        .contains(
            "The database lacks 2 of this release's 4 migrations, from V1.9__goals.sql on. Run the"
                + " image with the argument migrate first, or set AFTERWORD_MIGRATE_AT_START=true.");
    assertThat(fit.behind(OWN)).isEmpty();
  }

  @Test
  void a_newer_release_has_been_there_and_is_no_fault() {
    List<String> newer =
        List.of(
            "V0.1__feed.sql",
            "V1.1__answers.sql",
            "V1.9__goals.sql",
            "V1.10__notes.sql",
            "V1.11__more.sql");
    assertThat(fit.owner(newer)).isEmpty();
    assertThat(fit.behind(newer)).isEmpty();
    assertThat(fit.ahead(newer).orElse("")).contains("does not know V1.11__more.sql.");
    assertThat(fit.ahead(OWN)).isEmpty();
  }
}
