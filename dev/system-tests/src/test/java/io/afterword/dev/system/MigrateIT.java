package io.afterword.dev.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.dev.postgres.LocalPostgres;
import io.afterword.dev.quickstart.suite.ServiceKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
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
  private static final Path CHECKOUT = Path.of("../..").toAbsolutePath().normalize();
  private static final Duration ENDING = Duration.ofMinutes(2);

  /** What a service does not start without, beside its database; the migration uses none of it. */
  private static final Map<String, String> SETTINGS =
      Map.ofEntries(
          Map.entry("AFTERWORD_SESSION_KEY", "a key that is long enough, for migrations only"),
          Map.entry("AFTERWORD_PUBLIC_URL", "http://localhost:8080"),
          Map.entry("AFTERWORD_LINK_SECRET", "bGluayBzZWNyZXQgZm9yIG1pZ3JhdGlvbnMgb25seSE="),
          Map.entry("AFTERWORD_UNSUBSCRIBE_SECRET", "dW5zdWJzY3JpYmUgc2VjcmV0LCBtaWdyYXRpb25zIQ=="),
          Map.entry("AFTERWORD_DISPATCH_TO_SURVEY_KEY", "a bearer key that is sent to nobody here"),
          Map.entry("AFTERWORD_MAIL_FROM", "Migration <ask@migration.example>"),
          Map.entry("AFTERWORD_MAIL_REPLY_TO", "support@migration.example"),
          Map.entry(
              "AFTERWORD_FEED_SURVEY_DISPATCH_SECRET",
              "whsec_bWlncmF0aW9ucyBzZW5kIG5vIGV2ZW50cywgb25l"),
          Map.entry(
              "AFTERWORD_FEED_SURVEY_SCORING_SECRET",
              "whsec_bWlncmF0aW9ucyBzZW5kIG5vIGV2ZW50cywgdHdv"),
          Map.entry(
              "AFTERWORD_FEED_DISPATCH_SCORING_SECRET",
              "whsec_bWlncmF0aW9ucyBzZW5kIG5vIGV2ZW50cywgMyE="),
          Map.entry(
              "AFTERWORD_FEED_DISPATCH_SURVEY_SECRET",
              "whsec_bWlncmF0aW9ucyBzZW5kIG5vIGV2ZW50cywgNCE="),
          Map.entry(
              "AFTERWORD_FEED_SCORING_DISPATCH_SECRET",
              "whsec_bWlncmF0aW9ucyBzZW5kIG5vIGV2ZW50cywgNSE="));

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

    Ended first = migrate(kind, postgres.jdbcUrl(kind.shortName()));
    assertThat(first.code()).as(first.output()).isZero();
    long migrations = count(kind, "select count(*) from flyway_schema_history where success");
    assertThat(migrations).isEqualTo(files(kind));
    // Not served: neither the administrator that a first start makes, nor a job that it notes.
    assertThat(count(kind, "select count(*) from access_user")).isZero();
    assertThat(count(kind, "select count(*) from job")).isZero();
    assertThat(first.output()).doesNotContain("Listening on");

    Ended second = migrate(kind, postgres.jdbcUrl(kind.shortName()));
    assertThat(second.code()).as(second.output()).isZero();
    assertThat(count(kind, "select count(*) from flyway_schema_history")).isEqualTo(migrations);
  }

  @ParameterizedTest
  @EnumSource
  void without_a_database_it_says_so_and_fails(ServiceKind kind) throws Exception {
    Ended ended = migrate(kind, "jdbc:postgresql://127.0.0.1:1/nowhere");

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.lastLine())
        .startsWith(
            "The database was not migrated. PostgreSQL does not answer;"
                + " check QUARKUS_DATASOURCE_JDBC_URL: Connection to 127.0.0.1:1 refused.");
  }

  private record Ended(int code, String output) {
    String lastLine() {
      List<String> lines = output.lines().toList();
      return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
    }
  }

  private Ended migrate(ServiceKind kind, String jdbcUrl) throws Exception {
    Path jar = CHECKOUT.resolve(kind.fullName()).resolve("target/quarkus-app/quarkus-run.jar");
    Path output = folder.resolve("output");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx160m",
            "-XX:TieredStopAtLevel=1",
            "-jar",
            jar.toString(),
            "migrate");
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    builder
        .environment()
        .keySet()
        .removeIf(each -> each.startsWith("AFTERWORD_") || each.startsWith("QUARKUS_"));
    builder.environment().putAll(SETTINGS);
    builder.environment().put("QUARKUS_DATASOURCE_JDBC_URL", jdbcUrl);
    builder.environment().put("QUARKUS_DATASOURCE_USERNAME", postgres.username());
    Process process = builder.start();
    try {
      assertThat(process.waitFor(ENDING.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new Ended(process.exitValue(), Files.readString(output));
  }

  /** How many migrations the service and its library have. */
  private static long files(ServiceKind kind) throws IOException {
    List<Path> files = new ArrayList<>();
    for (String folder :
        List.of(
            "platform/src/main/resources/db/platform",
            kind.fullName() + "/src/main/resources/db/migration")) {
      try (var listed = Files.list(CHECKOUT.resolve(folder))) {
        listed.filter(file -> file.toString().endsWith(".sql")).forEach(files::add);
      }
    }
    return files.size();
  }

  private static long count(ServiceKind kind, String sql) throws SQLException {
    try (Connection connection = postgres.connect(kind.shortName());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
