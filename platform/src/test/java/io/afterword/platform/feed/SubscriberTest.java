package io.afterword.platform.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.http.HttpServerOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.core.http.HttpServer;
import io.vertx.mutiny.core.http.HttpServerResponse;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A subscriber that answers with ten gigabytes. */
class SubscriberTest {
  private static final long TEN_GIGABYTES = 10_000_000_000L;
  private static final Buffer PART = Buffer.buffer(new byte[64 * 1024]);

  private final Vertx vertx = Vertx.vertx();
  private final AtomicLong written = new AtomicLong();
  private final CompletableFuture<Void> hungUp = new CompletableFuture<>();

  @AfterEach
  void close() {
    vertx.closeAndAwait();
  }

  private Subscriber answering(int status) {
    HttpServer server =
        vertx
            .createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0))
            .requestHandler(
                request -> {
                  HttpServerResponse answer = request.response().setStatusCode(status);
                  answer.putHeader("content-length", Long.toString(TEN_GIGABYTES));
                  answer.exceptionHandler(gone -> hungUp.complete(null));
                  answer.closeHandler(() -> hungUp.complete(null));
                  answer.drainHandler(() -> talk(answer));
                  talk(answer);
                })
            .listenAndAwait();
    return new Subscriber(
        vertx.createHttpClient(),
        URI.create("http://127.0.0.1:" + server.actualPort() + "/feed"),
        new Signature(FeedBench.SECRET),
        "/sender",
        Duration.ofSeconds(20));
  }

  private void talk(HttpServerResponse answer) {
    while (!answer.closed() && !answer.writeQueueFull()) {
      answer.writeAndForget(PART);
      written.addAndGet(PART.length());
    }
  }

  private static List<Outgoing> events() {
    return List.of(
        new Outgoing(1, UUID.randomUUID(), "thing.changed", "x", 1, "{}", Instant.EPOCH));
  }

  @Test
  void its_yes_counts_and_the_rest_is_not_even_read() throws Exception {
    assertThat(answering(200).take(events()).await().atMost(Duration.ofSeconds(10))).isEqualTo(1);
    hungUp.get(10, TimeUnit.SECONDS);
    assertThat(written.get()).isLessThan(50_000_000);
  }

  @Test
  void its_no_is_told_by_its_first_words() throws Exception {
    assertThatThrownBy(() -> answering(500).take(events()).await().atMost(Duration.ofSeconds(10)))
        .isInstanceOf(NotTakenException.class)
        .hasMessageContaining("answered 500");
    hungUp.get(10, TimeUnit.SECONDS);
    assertThat(written.get()).isLessThan(50_000_000);
  }
}
