package io.afterword.dev.full;

import com.fasterxml.jackson.databind.JsonNode;
import io.afterword.dev.quickstart.loop.Await;
import io.afterword.dev.quickstart.loop.Visitor;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A Prometheus that collects every second, with the chart's alert rules. */
final class Prometheus implements AutoCloseable {
  private final Process process;
  private final URI address;
  private final Visitor reader = Visitor.browser();

  private Prometheus(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  /**
   * Waits until it has collected from each.
   *
   * @param services where each service listens, by the name that its Service has in a cluster
   */
  static Prometheus start(Path folder, Path rules, Map<String, URI> services) throws IOException {
    Files.createDirectories(folder);
    Path settings = folder.resolve("prometheus.yml");
    Files.writeString(
        settings,
        """
        global: {scrape_interval: 1s, evaluation_interval: 1s}
        rule_files: ["%s"]
        scrape_configs:
          - job_name: afterword
            metrics_path: /q/metrics
            static_configs:
        %s
        """
            .formatted(
                rules,
                services.entrySet().stream()
                    .map(each -> target(each.getKey(), each.getValue()))
                    .collect(Collectors.joining("\n"))));
    int port = freePort();
    Process process =
        new ProcessBuilder(
                Tool.onPath("prometheus").program().toString(),
                "--config.file=" + settings,
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("prometheus.log").toFile())
            .start();
    var started = new Prometheus(process, URI.create("http://127.0.0.1:" + port));
    started.awaitTargets(services.size());
    return started;
  }

  private static String target(String service, URI address) {
    return "      - {targets: [\"%s\"], labels: {namespace: afterword, service: %s}}"
        .formatted(address.getAuthority(), service);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private void awaitTargets(int count) {
    Await.until(
        RunningSuite.PATIENCE,
        () -> process.isAlive() ? up() : -1,
        up -> up == count || up < 0,
        "Prometheus does not collect from every service");
    if (!process.isAlive()) {
      throw new AssertionError("Prometheus ended: " + process.exitValue());
    }
  }

  private int up() {
    try {
      return query("up == 1").size();
    } catch (RuntimeException notYet) {
      return 0;
    }
  }

  /** The series of an expression at this moment. */
  List<JsonNode> query(String expression) {
    return result("/api/v1/query?query=" + encoded(expression));
  }

  /** The series of an expression over the last seconds. */
  List<JsonNode> query(String expression, long begin, long end) {
    long step = Math.max(1, (end - begin) / 300);
    return result(
        "/api/v1/query_range?query=%s&start=%d&end=%d&step=%d"
            .formatted(encoded(expression), begin, end, step));
  }

  /** The alert rules, as they were last evaluated. */
  List<JsonNode> rules() {
    return Manifests.each(get("/api/v1/rules").at("/data/groups"))
        .flatMap(group -> Manifests.each(group.path("rules")))
        .toList();
  }

  private List<JsonNode> result(String path) {
    return Manifests.each(get(path).at("/data/result")).toList();
  }

  private JsonNode get(String path) {
    JsonNode answer = reader.get(address.resolve(path)).expectSuccess().json();
    if (!answer.path("status").asText().equals("success")) {
      throw new AssertionError(path + " is answered " + answer);
    }
    return answer;
  }

  private static String encoded(String expression) {
    return URLEncoder.encode(expression, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
