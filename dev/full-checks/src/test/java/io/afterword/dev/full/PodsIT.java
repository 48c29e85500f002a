package io.afterword.dev.full;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.afterword.dev.postgres.LocalPostgres;
import io.afterword.dev.quickstart.loop.Await;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The packaged services with the environment that the chart gives their pods, and nothing of ours
 * but a port; asked as the chart's probes ask.
 */
class PodsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;

  private final HttpClient http = HttpClient.newHttpClient();

  @ParameterizedTest
  @ValueSource(strings = {"survey", "dispatch", "scoring"})
  void migrates_starts_and_is_ready_only_while_the_database_answers(String service)
      throws Exception {
    int port = freePort();
    LocalPostgres postgres = postgres(0);
    int databasePort = postgres.port();
    try {
      postgres.createDatabase(service);
      Manifests manifests =
          Chart.render(
              List.of("small"),
              "--set",
              "mail.login=false,database.host=127.0.0.1,database.port=" + databasePort,
              "--set",
              service + ".database.user=" + postgres.username());
      Map<String, String> environment = environment(manifests, service, port);

      Process migration = run(service, environment, "migrate");
      assertThat(migration.waitFor(2, TimeUnit.MINUTES)).as(log(service)).isTrue();
      assertThat(migration.exitValue()).as(log(service)).isZero();

      Process pod = run(service, environment);
      try {
        JsonNode container = manifests.container(service);
        URI ready = probe(container, "readinessProbe", port);
        URI live = probe(container, "livenessProbe", port);
        answers(ready, 200);
        answers(probe(container, "startupProbe", port), 200);

        postgres.close();
        answers(ready, 503);
        assertThat(status(live)).isEqualTo(200);

        postgres = postgres(databasePort);
        answers(ready, 200);
        assertThat(status(live)).isEqualTo(200);
      } finally {
        pod.destroy();
        int seconds =
            manifests.pod(service).at("/spec/terminationGracePeriodSeconds").asInt()
                - preStopSeconds(manifests, service);
        assertThat(pod.waitFor(seconds, TimeUnit.SECONDS)).as("stops in time").isTrue();
      }
    } finally {
      postgres.close();
    }
  }

  /** Keeps its data when it is stopped and started again. */
  private LocalPostgres postgres(int port) {
    return LocalPostgres.builder(folder.resolve("postgres")).port(port).start();
  }

  private static int preStopSeconds(Manifests manifests, String service) {
    return manifests.container(service).at("/lifecycle/preStop/exec/command/1").asInt();
  }

  private static Map<String, String> environment(Manifests manifests, String service, int port)
      throws Exception {
    Map<String, String> secret =
        Tool.onPath("sh")
            .run(List.of("-c", "deploy/compose/new-env"))
            .output()
            .lines()
            .filter(line -> line.matches("[A-Z_]+=.+"))
            .collect(
                Collectors.toMap(
                    line -> line.substring(0, line.indexOf('=')),
                    line -> line.substring(line.indexOf('=') + 1)));
    var environment = new TreeMap<>(manifests.settings(service));
    Manifests.each(manifests.container(service).path("env"))
        .forEach(
            variable ->
                environment.put(
                    variable.path("name").asText(),
                    secret.getOrDefault(variable.at("/valueFrom/secretKeyRef/key").asText(), "")));
    environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
    return environment;
  }

  private Process run(String service, Map<String, String> environment, String... arguments)
      throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                Tool.CHECKOUT
                    .resolve(service + "-service/target/quarkus-app/quarkus-run.jar")
                    .toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder.redirectOutput(ProcessBuilder.Redirect.appendTo(logFile(service))).start();
  }

  private File logFile(String service) {
    return folder.resolve(service + ".log").toFile();
  }

  private String log(String service) throws IOException {
    return Files.readString(logFile(service).toPath());
  }

  private static URI probe(JsonNode container, String probe, int port) {
    return URI.create(
        "http://127.0.0.1:" + port + container.at("/" + probe + "/httpGet/path").asText());
  }

  private void answers(URI address, int wanted) {
    Await.until(
        PATIENCE, () -> status(address), status -> status == wanted, address + " not " + wanted);
  }

  /** 0 while nobody listens. */
  private int status(URI address) {
    try {
      return http.send(
              HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(5)).build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    } catch (IOException notThere) {
      return 0;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
