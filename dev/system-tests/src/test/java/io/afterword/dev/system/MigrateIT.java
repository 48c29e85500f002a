package io.afterword.dev.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.dev.postgres.LocalPostgres;
import io.afterword.dev.quickstart.suite.ServiceKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A packaged service with the argument {@code migrate}, as a deployment runs it before the rest.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class MigrateIT {
  private static LocalPostgres postgres;

  @TempDir Path folder;

  @BeforeAll
  static void startPostgres() {
    postgres =
        LocalPostgres.builder(Path.of("target", "suites", "MigrateIT").toAbsolutePath())
            .fresh(true)
            .start();
  }

  @AfterAll
  static void stopPostgres() {
    postgres.close();
  }

  @ParameterizedTest
  @EnumSource
  void an_empty_database_is_migrated_once_and_a_second_run_finds_nothing_to_do(ServiceKind kind)
      throws Exception {
    postgres.createDatabase(kind.shortName());
    // As on most managed servers: what an extension brings makes a database no other programme's.
    postgres.execute(kind.shortName(), "create extension pg_stat_statements");

    Programme.Ended first = migrate(kind, postgres.jdbcUrl(kind.shortName()));
    assertThat(first.code()).as(first.output()).isZero();
    long migrations =
        postgres.number(
            kind.shortName(), "select count(*) from flyway_schema_history where success");
    assertThat(migrations).isEqualTo(files(kind));
    // Not served: neither the administrator that a first start makes, nor a job or a feed of it.
    assertThat(postgres.number(kind.shortName(), "select count(*) from access_user")).isZero();
    assertThat(postgres.number(kind.shortName(), "select count(*) from job")).isZero();
    assertThat(postgres.number(kind.shortName(), "select count(*) from subscription")).isZero();
    assertThat(first.output()).doesNotContain("Listening on");

    Programme.Ended second = migrate(kind, postgres.jdbcUrl(kind.shortName()));
    assertThat(second.code()).as(second.output()).isZero();
    assertThat(postgres.number(kind.shortName(), "select count(*) from flyway_schema_history"))
        .isEqualTo(migrations);
  }

  @ParameterizedTest
  @EnumSource
  void without_a_database_it_says_so_and_fails(ServiceKind kind) throws Exception {
    Programme.Ended ended = migrate(kind, "jdbc:postgresql://127.0.0.1:1/nowhere");

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.lastLine())
        .startsWith(
            "The database was not migrated. PostgreSQL does not answer;"
                + " check QUARKUS_DATASOURCE_JDBC_URL: Connection to 127.0.0.1:1 refused.");
  }

  private Programme.Ended migrate(ServiceKind kind, String jdbcUrl) throws Exception {
    Map<String, String> environment = new HashMap<>(Programme.SETTINGS);
    environment.put("QUARKUS_DATASOURCE_JDBC_URL", jdbcUrl);
    environment.put("QUARKUS_DATASOURCE_USERNAME", postgres.username());
    return Programme.run(kind, folder, environment, "migrate");
  }

  /** How many migrations the service and its library have. */
  private static long files(ServiceKind kind) throws IOException {
    List<Path> files = new ArrayList<>();
    for (String folder :
        List.of(
            "platform/src/main/resources/db/platform",
            kind.fullName() + "/src/main/resources/db/migration")) {
      try (var listed = Files.list(Programme.CHECKOUT.resolve(folder))) {
        listed.filter(file -> file.toString().endsWith(".sql")).forEach(files::add);
      }
    }
    return files.size();
  }
}
