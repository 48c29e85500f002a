package io.afterword.dev.quickstart.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.afterword.dev.quickstart.suite.Ports;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BalancerTest {
  private final Vertx vertx = Vertx.vertx();
  private final int port = Ports.free().front();
  private final HttpServer one = replica("one");
  private final HttpServer other = replica("other");
  private HttpClient http = HttpClient.newHttpClient();

  private final int siblings = Ports.free().front();
  private Balancer balancer;
  private Connections connections;

  @BeforeEach
  void open() {
    balancer = Balancer.start(vertx, port, List.of(address(one), address(other)));
    connections = Connections.start(vertx, siblings, List.of(address(one), address(other)));
  }

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
    one.stop(0);
    other.stop(0);
  }

  @Test
  void replicas_take_turns() throws Exception {
    assertThat(List.of(post("a"), post("b"), post("c"), post("d")))
        .containsExactly("one a", "other b", "one c", "other d");
  }

  @Test
  void a_replica_that_takes_no_connection_is_passed_over() throws Exception {
    one.stop(0);
    assertThat(List.of(post("a"), post("b"), post("c")))
        .containsExactly("other a", "other b", "other c");
  }

  @Test
  void without_any_replica_it_is_a_bad_gateway() throws Exception {
    one.stop(0);
    other.stop(0);
    assertThat(send("a").statusCode()).isEqualTo(502);
  }

  @Test
  void a_replica_that_is_left_out_gets_no_more_requests() throws Exception {
    post("a");
    balancer.use(List.of(address(other)));
    assertThat(List.of(post("b"), post("c"))).containsExactly("other b", "other c");
  }

  @Test
  void a_siblings_connection_stays_with_its_replica_and_a_new_one_goes_to_another()
      throws Exception {
    assertThat(List.of(tell("a"), tell("b"))).containsExactly("one a", "one b");
    connections.use(List.of(address(other)));
    assertThat(tell("c")).isEqualTo("one c");
    http = HttpClient.newHttpClient();
    assertThat(tell("d")).isEqualTo("other d");
  }

  @Test
  void a_sibling_is_connected_to_whoever_takes_connections() throws Exception {
    one.stop(0);
    assertThat(tell("a")).isEqualTo("other a");
  }

  /** As a sibling does. */
  private String tell(String text) throws Exception {
    return send(siblings, text).body();
  }

  private String post(String text) throws Exception {
    return send(text).body();
  }

  private HttpResponse<String> send(String text) throws Exception {
    return send(port, text);
  }

  private HttpResponse<String> send(int to, String text) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create("http://localhost:" + to + "/"))
            .POST(HttpRequest.BodyPublishers.ofString(text))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static URI address(HttpServer server) {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  private static HttpServer replica(String name) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/",
          exchange -> {
            String text =
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            byte[] answer = (name + " " + text).getBytes(StandardCharsets.UTF_8);
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
