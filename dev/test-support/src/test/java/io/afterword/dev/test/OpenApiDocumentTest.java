package io.afterword.dev.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenApiDocumentTest {
  private static final String RUNNING =
      "openapi: 3.1.0\npaths:\n  /v1/links:\n    post: {operationId: createLinks}\n";

  @TempDir Path folder;
  private final HttpServer server = server();

  @BeforeEach
  void serve() {
    server.createContext(
        "/q/openapi",
        exchange -> {
          byte[] body = RUNNING.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    System.clearProperty("openapi.update");
  }

  @Test
  void the_order_and_style_of_the_committed_document_do_not_matter() throws Exception {
    Path file =
        commit("paths: {/v1/links: {post: {operationId: 'createLinks'}}}\nopenapi: 3.1.0\n");
    assertThatCode(() -> running().equalsCommitted(file)).doesNotThrowAnyException();
  }

  @Test
  void a_difference_is_shown_at_its_place() throws Exception {
    Path file = commit(RUNNING.replace("createLinks", "makeLinks"));
    assertThatThrownBy(() -> running().equalsCommitted(file))
        .hasMessageContaining("in 1 places; if that is meant")
        .hasMessageContaining(
            "/paths/~1v1~1links/post/operationId: committed \"makeLinks\", running \"createLinks\"");
  }

  @Test
  void a_missing_document_says_how_to_write_it() {
    assertThatThrownBy(() -> running().equalsCommitted(folder.resolve("missing.yaml")))
        .hasMessageContaining("run the test again with -Dopenapi.update=true");
  }

  @Test
  void an_update_writes_what_runs() throws Exception {
    Path file = folder.resolve("api").resolve("openapi.yaml");
    System.setProperty("openapi.update", "true");
    running().equalsCommitted(file);
    assertThat(Files.readString(file)).isEqualTo(RUNNING);
  }

  private OpenApiDocument running() {
    return OpenApiDocument.running(
        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/q/openapi"));
  }

  private Path commit(String text) throws IOException {
    return Files.writeString(folder.resolve("openapi.yaml"), text);
  }

  private static HttpServer server() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
