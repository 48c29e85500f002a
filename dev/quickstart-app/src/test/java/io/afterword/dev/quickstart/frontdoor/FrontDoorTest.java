package io.afterword.dev.quickstart.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.afterword.dev.quickstart.suite.Ports;
import io.vertx.core.Vertx;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FrontDoorTest {
  private final Vertx vertx = Vertx.vertx();
  private final int port = Ports.free().front();
  private final HttpServer survey = echo("survey");
  private final HttpServer scoring = echo("scoring");
  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeEach
  void open() throws IOException {
    FrontDoor.start(
        vertx,
        port,
        Path.of("../../deploy/paths.yaml"),
        Map.of(
            "survey", address(survey),
            "dispatch", URI.create("http://localhost:1"),
            "scoring", address(scoring)));
  }

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
    survey.stop(0);
    scoring.stop(0);
  }

  @Test
  void each_request_reaches_the_owner_of_its_path_whole() throws Exception {
    assertThat(get("/v1/scores?survey=a%20b&groupBy=agent").body())
        .isEqualTo("scoring GET /v1/scores?survey=a%20b&groupBy=agent ");
    HttpResponse<String> answer =
        http.send(
            request("/r/key").POST(HttpRequest.BodyPublishers.ofString("rating=4")).build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.body()).isEqualTo("survey POST /r/key rating=4");
  }

  @Test
  void a_body_in_chunks_arrives_whole() throws Exception {
    byte[] form = "rating=4".getBytes(StandardCharsets.UTF_8);
    HttpResponse<String> answer =
        http.send(
            request("/r/key")
                .POST(
                    HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(form)))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.body()).isEqualTo("survey POST /r/key rating=4");
  }

  @Test
  void the_service_learns_the_visitors_address_and_no_invented_one() throws Exception {
    HttpResponse<String> answer =
        http.send(
            request("/").header("X-Forwarded-For", "203.0.113.9").build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.headers().firstValue("Seen-Forwarded-For")).hasValue("127.0.0.1");
    assertThat(answer.headers().firstValue("Seen-Forwarded-Host")).hasValue("localhost:" + port);
  }

  @Test
  void what_is_not_public_is_a_problem_of_the_front_door() throws Exception {
    HttpResponse<String> answer = get("/q/health");
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("\"code\":\"NOT_FOUND\"");
  }

  @Test
  void a_service_that_is_down_is_a_bad_gateway() throws Exception {
    assertThat(get("/v1/interactions").statusCode()).isEqualTo(502);
  }

  private HttpResponse<String> get(String path) throws Exception {
    return http.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
  }

  private static URI address(HttpServer server) {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  private static HttpServer echo(String name) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/",
          exchange -> {
            String body =
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            byte[] answer =
                "%s %s %s %s"
                    .formatted(name, exchange.getRequestMethod(), exchange.getRequestURI(), body)
                    .getBytes(StandardCharsets.UTF_8);
            exchange
                .getResponseHeaders()
                .add(
                    "Seen-Forwarded-For", exchange.getRequestHeaders().getFirst("X-Forwarded-For"));
            exchange
                .getResponseHeaders()
                .add(
                    "Seen-Forwarded-Host",
                    exchange.getRequestHeaders().getFirst("X-Forwarded-Host"));
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
          });
      server.start();
      return server;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
