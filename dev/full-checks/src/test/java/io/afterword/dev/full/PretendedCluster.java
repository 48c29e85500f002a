package io.afterword.dev.full;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** As much of a cluster's API as helm's look-ups need: these objects are there, and no other. */
final class PretendedCluster implements AutoCloseable {
  private static final String NOT_FOUND =
      """
      {"apiVersion": "v1", "kind": "Status", "status": "Failure", "reason": "NotFound", "code": 404}
      """;

  private final Map<String, String> answers =
      new ConcurrentHashMap<>(
          Map.of(
              "/api/v1",
              """
              {"kind": "APIResourceList", "groupVersion": "v1", "resources": [{"name": "secrets",
               "singularName": "secret", "namespaced": true, "kind": "Secret", "verbs": ["get"]}]}
              """,
              "/apis/apps/v1",
              """
              {"kind": "APIResourceList", "groupVersion": "apps/v1", "resources": [{
               "name": "deployments", "singularName": "deployment", "namespaced": true,
               "kind": "Deployment", "verbs": ["get"]}]}
              """));
  private final HttpServer server;

  PretendedCluster() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  void has(String path, String object) {
    answers.put(path, object);
  }

  /** With these helm looks here. */
  String[] arguments() {
    return new String[] {
      "--dry-run=server", "--kube-apiserver", "http://127.0.0.1:" + server.getAddress().getPort()
    };
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      byte[] body = answers.getOrDefault(path, NOT_FOUND).getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(answers.containsKey(path) ? 200 : 404, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
