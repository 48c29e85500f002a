package io.afterword.platform.feed;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.http.HttpServer;
import io.vertx.mutiny.core.http.HttpServerRequest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** A subscriber that does what a test wants, and remembers what it was sent. */
final class StubSubscriber implements AutoCloseable {
  private final HttpServer server;
  private final List<String> subjects = new ArrayList<>();
  private final List<Integer> batchSizes = new ArrayList<>();

  /**
   * Listens on a free port.
   *
   * @param answer gives the status for a request and its body
   */
  StubSubscriber(Vertx vertx, BiFunction<HttpServerRequest, String, Uni<Integer>> answer) {
    this.server =
        vertx
            .createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0))
            .requestHandler(request -> receive(request, answer))
            .listenAndAwait();
  }

  static StubSubscriber accepting(Vertx vertx) {
    return new StubSubscriber(vertx, (request, body) -> Uni.createFrom().item(204));
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.actualPort() + "/feed");
  }

  /** The subjects of all events that it was sent, in the order of arrival. */
  synchronized List<String> subjects() {
    return List.copyOf(subjects);
  }

  synchronized List<Integer> batchSizes() {
    return List.copyOf(batchSizes);
  }

  private void receive(
      HttpServerRequest request, BiFunction<HttpServerRequest, String, Uni<Integer>> answer) {
    request
        .body()
        .map(body -> body.toString())
        .invoke(this::remember)
        .chain(body -> answer.apply(request, body))
        .subscribe()
        .with(
            status -> request.response().setStatusCode(status).endAndForget(),
            failure -> request.response().setStatusCode(500).endAndForget(failure.toString()));
  }

  private synchronized void remember(String body) {
    JsonNode batch = FeedJson.parse(body);
    batchSizes.add(batch.size());
    batch.forEach(event -> subjects.add(event.path("subject").textValue()));
  }

  @Override
  public void close() {
    server.closeAndAwait();
  }
}
