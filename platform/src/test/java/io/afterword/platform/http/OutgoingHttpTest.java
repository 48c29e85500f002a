package io.afterword.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterword.dev.test.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.TimeoutException;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class OutgoingHttpTest {
  private static final Duration DEADLINE = Duration.ofSeconds(20);

  @Inject OutgoingHttp outgoing;
  @Inject Vertx vertx;

  @SuppressWarnings("NullAway.Init") // set before each test
  private HttpServer receiver;

  @BeforeEach
  void start() {
    receiver =
        vertx
            .createHttpServer()
            .requestHandler(OutgoingHttpTest::answer)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  @AfterEach
  void stop() {
    receiver.close().toCompletionStage().toCompletableFuture().join();
  }

  private static void answer(HttpServerRequest request) {
    switch (request.path()) {
      case "/echo" ->
          request
              .body()
              .onSuccess(
                  body ->
                      request
                          .response()
                          .setStatusCode(202)
                          .putHeader("X-Host", request.getHeader("Host"))
                          .putHeader("X-Given", request.getHeader("X-Give"))
                          .end(body));
      case "/elsewhere" ->
          request.response().setStatusCode(302).putHeader("Location", "/echo").end();
      case "/huge" -> request.response().end(Buffer.buffer("x".repeat(1_000_000)));
      default -> request.response().setChunked(true).write("never the end");
    }
  }

  @Test
  void sends_a_request_and_gives_the_answer() {
    OutgoingAnswer answer =
        send(OutgoingRequest.post(at("/echo"), Map.of("X-Give", "this"), "{\"å\":1}"));

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.accepted()).isTrue();
    assertThat(answer.body()).isEqualTo("{\"å\":1}");
    assertThat(answer.headers())
        .containsEntry("x-given", "this")
        .containsEntry("x-host", "127.0.0.1:" + receiver.actualPort());
  }

  @Test
  void follows_no_redirect() {
    assertThat(send(OutgoingRequest.get(at("/elsewhere"), Map.of())).status()).isEqualTo(302);
  }

  @Test
  void keeps_64_kilobytes_of_an_answer() {
    OutgoingAnswer answer = send(OutgoingRequest.get(at("/huge"), Map.of()));

    assertThat(answer.cut()).isTrue();
    assertThat(answer.body()).hasSize(65_536);
  }

  @Test
  void gives_up_on_an_answer_that_never_ends() {
    var impatient = new OutgoingHttp(vertx, new Impatient());
    assertThatThrownBy(
            () ->
                impatient.send(OutgoingRequest.get(at("/slow"), Map.of())).await().atMost(DEADLINE))
        .isInstanceOf(TimeoutException.class);
    impatient.close();
  }

  /** Waits for a moment and allows what the tests' settings do. */
  private static final class Impatient implements OutgoingConfig {
    @Override
    public boolean allowHttp() {
      return true;
    }

    @Override
    public Optional<Set<String>> allowedNetworks() {
      return Optional.of(Set.of("127.0.0.1"));
    }

    @Override
    public Duration timeout() {
      return Duration.ofMillis(300);
    }
  }

  @Test
  void refuses_a_name_that_leads_to_an_address_that_is_not_allowed() {
    // The tests allow 127.0.0.1 and nothing else of the special addresses.
    URI inside = URI.create("http://127.0.0.2:" + receiver.actualPort() + "/echo");

    assertThatThrownBy(() -> send(OutgoingRequest.get(inside, Map.of())))
        .isInstanceOf(OutgoingRefusedException.class)
        .hasMessageContaining("private network");
  }

  private OutgoingAnswer send(OutgoingRequest request) {
    return outgoing.send(request).await().atMost(DEADLINE);
  }

  private URI at(String path) {
    return URI.create("http://127.0.0.1:" + receiver.actualPort() + path);
  }
}
