package io.afterword.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.dev.test.PostgresResource;
import io.netty.util.Attribute;
import io.netty.util.AttributeKey;
import io.netty.util.DefaultAttributeMap;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That a connection is not kept for ever. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class ConnectionAgeTest {
  /** Answers before anything else does, with headers that are all its own. */
  @ApplicationScoped
  static class OwnHeaders {
    void serve(@Observes Router router) {
      router
          .route("/own-headers")
          .order(-900)
          .handler(
              context -> {
                context.response().headers().clear();
                context.response().end("own");
              });
    }
  }

  @TestHTTPResource("/")
  URI service;

  @ParameterizedTest
  @ValueSource(strings = {"/things-of/Ada/3", "/own-headers"})
  void an_answer_on_an_old_connection_says_that_it_is_the_last_and_it_is(String path)
      throws IOException {
    try (Socket socket = new Socket(service.getHost(), service.getPort())) {
      long begin = System.nanoTime();
      long most = ConnectionAge.MOST.plusSeconds(5).toNanos();
      List<Boolean> saidLast = new ArrayList<>();
      do {
        saidLast.add(isLast(socket, path));
      } while (!saidLast.get(saidLast.size() - 1) && System.nanoTime() - begin < most);

      assertThat(saidLast).hasSizeGreaterThan(10).endsWith(true);
      assertThat(System.nanoTime() - begin).isGreaterThan(ConnectionAge.LEAST.toNanos());
      socket.setSoTimeout(20_000);
      assertThat(socket.getInputStream().read()).as("and then it is closed").isEqualTo(-1);
    }
  }

  @Test
  void age_counts_from_the_first_request() {
    Attribute<Long> oldFrom =
        new DefaultAttributeMap().attr(AttributeKey.valueOf(ConnectionAgeTest.class, "oldFrom"));
    long first = Long.MAX_VALUE - 1_000;
    assertThat(ConnectionAge.isOld(oldFrom, first)).isFalse();
    assertThat(ConnectionAge.isOld(oldFrom, first + ConnectionAge.LEAST.toNanos() - 1)).isFalse();
    assertThat(ConnectionAge.isOld(oldFrom, first + ConnectionAge.MOST.toNanos())).isTrue();
  }

  /** Sends one request and reads its answer whole. */
  private boolean isLast(Socket socket, String path) throws IOException {
    socket
        .getOutputStream()
        .write(
            "GET %s HTTP/1.1\r\nHost: %s\r\n\r\n"
                .formatted(path, service.getAuthority())
                .getBytes(StandardCharsets.US_ASCII));
    BufferedReader answer =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    assertThat(answer.readLine()).isEqualTo("HTTP/1.1 200 OK");
    boolean last = false;
    int length = 0;
    for (String line = answer.readLine(); !line.isEmpty(); line = answer.readLine()) {
      String header = line.toLowerCase(Locale.ROOT);
      last |= header.equals("connection: close");
      if (header.startsWith("content-length: ")) {
        length = Integer.parseInt(header.substring("content-length: ".length()));
      }
    }
    assertThat(answer.skip(length)).isEqualTo(length);
    return last;
  }
}
