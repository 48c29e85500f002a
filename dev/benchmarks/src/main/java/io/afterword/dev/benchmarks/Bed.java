package io.afterword.dev.benchmarks;

import io.afterword.dev.postgres.LocalPostgres;
import io.afterword.dev.quickstart.loop.Administrator;
import io.afterword.dev.quickstart.loop.Program;
import io.afterword.dev.quickstart.loop.Visitor;
import io.afterword.dev.quickstart.suite.DatabasePlan;
import io.afterword.dev.quickstart.suite.Ports;
import io.afterword.dev.quickstart.suite.ServiceKind;
import io.afterword.dev.quickstart.suite.ServiceProcess;
import io.afterword.dev.quickstart.suite.StartReport;
import io.afterword.dev.quickstart.suite.Suite;
import io.afterword.dev.quickstart.suite.SuitePlan;
import io.afterword.dev.quickstart.suite.ThrowAwayState;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The packaged suite on a durable PostgreSQL, on free ports, with a published survey and a key that
 * may do everything. A benchmark stops the services that it does not measure.
 */
final class Bed implements AutoCloseable {
  /** As a small replica runs; the no-store endpoint gets the same. A profiler may be added. */
  static final String JVM =
      System.getenv().getOrDefault("BENCHMARK_JVM", "-Xmx512m -XX:+UseParallelGC");

  /** Of a small server; checkpoints are kept out of the short rounds, of ours and the ceiling's. */
  private static final Map<String, String> POSTGRES =
      new TreeMap<>(
          Map.of(
              "shared_buffers", "512MB",
              "max_connections", "400",
              "max_wal_size", "16GB",
              "checkpoint_timeout", "1h"));

  private final Path checkout;
  private final ThrowAwayState state;
  private final LocalPostgres postgres;
  private final Suite suite;
  private final String apiKey;
  private final Visitor program;
  private final String surveyId;
  private final Map<ServiceKind, Connection> connections = new EnumMap<>(ServiceKind.class);
  private final String loadBefore = Machine.load();

  private Bed(Path checkout, ThrowAwayState state, Map<String, String> settings) {
    this.checkout = checkout;
    this.state = state;
    LocalPostgres.Builder server =
        LocalPostgres.builder(state.folder().resolve("postgres")).durable(true);
    POSTGRES.forEach(server::setting);
    this.postgres = server.start();
    Map<String, String> all = new TreeMap<>(settings);
    all.put("JDK_JAVA_OPTIONS", JVM);
    DatabasePlan databases = new DatabasePlan.Existing(postgres.url(), "", false);
    SuitePlan plan =
        SuitePlan.ofCheckout(checkout, state.folder(), Ports.free(), databases).withSettings(all);
    this.suite = new Suite(plan);
    try {
      suite.open(StartReport.SILENT);
      this.apiKey =
          Administrator.signIn(suite.frontUrl(), suite.secrets().adminPassword())
              .makeKey("benchmark", Program.SCOPES);
      this.surveyId =
          new Program(suite.frontUrl(), apiKey).awaitRecognised().publishSurvey("How did we do?");
      this.program = Visitor.program(apiKey);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * @param settings of the services, by the names of their environment variables
   */
  static Bed open(String benchmark, Path checkout, Map<String, String> settings) {
    Path beds = checkout.resolve("dev/benchmarks/target/beds").resolve(benchmark);
    return new Bed(checkout, ThrowAwayState.under(beds), settings);
  }

  Suite suite() {
    return suite;
  }

  LocalPostgres postgres() {
    return postgres;
  }

  Path folder() {
    return state.folder();
  }

  String surveyId() {
    return surveyId;
  }

  /** A key that may do everything. */
  String apiKey() {
    return apiKey;
  }

  URI address(ServiceKind kind) {
    return suite.service(kind).address();
  }

  /** Ends services that would only take processor time from the one that is measured. */
  void stop(ServiceKind... kinds) {
    for (ServiceKind kind : kinds) {
      suite.service(kind).close();
    }
  }

  void start(ServiceKind kind) {
    ServiceProcess service = suite.service(kind);
    service.start();
    service.awaitReady();
  }

  /** The endpoints that store and look up nothing, with the page that they are to serve. */
  ServiceProcess startEndpoints(String name, Map<String, String> environment) {
    int port = Ports.free().front();
    Map<String, String> all = new TreeMap<>(environment);
    all.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    all.put("QUARKUS_HTTP_PORT", Integer.toString(port));
    all.put("JDK_JAVA_OPTIONS", JVM);
    ServiceProcess endpoints =
        new ServiceProcess(
            "benchmark-endpoints",
            name,
            checkout.resolve("dev/benchmark-endpoints/target/quarkus-app"),
            state.folder(),
            URI.create("http://127.0.0.1:" + port),
            all);
    endpoints.start();
    endpoints.awaitReady();
    return endpoints;
  }

  /** Sends JSON with the key that may do everything. */
  Visitor.Answer post(ServiceKind kind, String path, Object body) {
    return program.postJson(address(kind).resolve(path), body);
  }

  /** Runs statements that return nothing. */
  void execute(ServiceKind kind, String sql) {
    try (Statement statement = connection(kind).createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** The first column of the first row. */
  String text(ServiceKind kind, String sql) {
    try (Statement statement = connection(kind).createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      if (!row.next()) {
        throw new IllegalStateException("nothing found by " + sql);
      }
      return row.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  long number(ServiceKind kind, String sql) {
    return Long.parseLong(text(kind, sql));
  }

  /** One for each database, kept: looking must cost little while something is measured. */
  private Connection connection(ServiceKind kind) throws SQLException {
    Connection open = connections.get(kind);
    if (open == null) {
      open = postgres.connect(suite.database(kind));
      connections.put(kind, open);
    }
    return open;
  }

  /** What every result says of how it was measured. */
  Map<String, Object> settings(Map<String, Object> own) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("postgresql", text(ServiceKind.SURVEY, "select version()"));
    settings.put("postgresqlSettings", "fsync=on synchronous_commit=on " + POSTGRES);
    settings.put("jvmOfEachService", JVM);
    settings.put("loadAverageBefore", loadBefore);
    settings.put("loadAverageAfter", Machine.load());
    settings.putAll(own);
    return settings;
  }

  /** Its logs and data need not stay for somebody to look into. */
  void wentWell() {
    state.wentWell();
  }

  @Override
  public void close() {
    suite.close();
    postgres.close();
    state.close();
  }
}
