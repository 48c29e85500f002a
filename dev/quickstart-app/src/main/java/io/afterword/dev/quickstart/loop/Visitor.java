package io.afterword.dev.quickstart.loop;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** Somebody who uses Afterword over HTTP: a person with a browser, or a program with a key. */
public final class Visitor {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private final HttpClient http;
  private final String authorization;

  private Visitor(HttpClient http, String authorization) {
    this.http = http;
    this.authorization = authorization;
  }

  /** Keeps cookies and follows redirects, as a browser does. */
  public static Visitor browser() {
    return new Visitor(
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build(),
        "");
  }

  /** Sends an API key with every request. */
  public static Visitor program(String apiKey) {
    return new Visitor(
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build(),
        "Bearer " + apiKey);
  }

  /** What came back, after redirects. */
  public record Answer(URI address, int status, String body) {
    /** Fails unless the request succeeded; says what the service said. */
    public Answer expectSuccess() {
      if (status / 100 != 2) {
        throw new IllegalStateException(
            address.getPath() + " answered " + status + ": " + shortened(body));
      }
      return this;
    }

    public JsonNode json() {
      try {
        return JSON.readTree(body);
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(address.getPath() + " did not answer JSON", e);
      }
    }

    /** The value at that JSON pointer, which must be there. */
    public String text(String pointer) {
      JsonNode found = json().at(pointer);
      if (!found.isValueNode() || found.isNull()) {
        throw new IllegalStateException(
            address.getPath() + " answered without " + pointer + ": " + shortened(body));
      }
      return found.asText();
    }

    private static String shortened(String text) {
      return text.length() <= 500 ? text : text.substring(0, 500) + "...";
    }
  }

  public Answer get(URI address) {
    return send(HttpRequest.newBuilder(address).GET());
  }

  public Answer postJson(URI address, Object body) {
    return postJson(address, body, Map.of());
  }

  public Answer postJson(URI address, Object body, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(text(body)));
    headers.forEach(request::header);
    return send(request);
  }

  public Answer postForm(URI address, Map<String, String> fields) {
    String body =
        fields.entrySet().stream()
            .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    return send(
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private Answer send(HttpRequest.Builder request) {
    request.timeout(PATIENCE);
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    try {
      HttpResponse<String> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(response.uri(), response.statusCode(), response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static String text(Object body) {
    try {
      return JSON.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("this cannot be sent as JSON", e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
