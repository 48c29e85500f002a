package io.afterword.dev.test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * The OpenAPI document of a running service, held against the committed one.
 *
 * <pre>{@code
 * @TestHTTPResource("/q/openapi") URI running;
 * OpenApiDocument.running(running).equalsCommitted();
 * }</pre>
 *
 * With {@code -Dopenapi.update=true} the committed file is written instead.
 */
public final class OpenApiDocument {
  private static final ObjectMapper YAML = new YAMLMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int SHOWN = 20;

  private final String text;

  private OpenApiDocument(String text) {
    this.text = text;
  }

  /** Reads the document that a service shows at that address, as YAML. */
  public static OpenApiDocument running(URI address) {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .header("Accept", "application/yaml")
            .timeout(PATIENCE)
            .build();
    try {
      HttpResponse<String> answer =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new AssertionError(address + " answers " + answer.statusCode());
      }
      return new OpenApiDocument(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(address + " does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while reading " + address, e);
    }
  }

  /** Compares with the module's {@code api/openapi.yaml}. */
  public void equalsCommitted() {
    equalsCommitted(Path.of("api", "openapi.yaml"));
  }

  void equalsCommitted(Path file) {
    if (Boolean.getBoolean("openapi.update")) {
      write(file);
      return;
    }
    String hint = "; if that is meant, run the test again with -Dopenapi.update=true";
    if (!Files.exists(file)) {
      throw new AssertionError(file + " is not there" + hint);
    }
    List<String> differences = TreeDifference.between(tree(read(file)), tree(text));
    if (!differences.isEmpty()) {
      throw new AssertionError(
          "the running document differs from %s in %d places%s:%n  %s"
              .formatted(
                  file,
                  differences.size(),
                  hint,
                  String.join(
                      "\n  ", differences.subList(0, Math.min(SHOWN, differences.size())))));
    }
  }

  private void write(Path file) {
    try {
      Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
      Files.writeString(file, text.endsWith("\n") ? text : text + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode tree(String yaml) {
    try {
      return YAML.readTree(yaml);
    } catch (IOException e) {
      throw new UncheckedIOException("the document is no YAML", e);
    }
  }
}
