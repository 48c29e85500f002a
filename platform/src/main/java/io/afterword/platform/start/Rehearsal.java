package io.afterword.platform.start;

import io.quarkus.runtime.QuarkusApplication;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * A start without a database, a few requests, and the end: while an image is built, the JVM keeps
 * what it loaded and learned meanwhile ({@code -XX:AOTCacheOutput}), and every later start begins
 * with that.
 */
public class Rehearsal implements QuarkusApplication {
  /** The argument that asks for it. */
  public static final String NAME = "rehearse";

  private static final String LIVE = "/q/health/live";
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Config config;
  private final String service;

  Rehearsal(Config config, @ConfigProperty(name = "afterword.service") String service) {
    this.config = config;
    this.service = service;
  }

  /** From here on this process has no database; to be said before Quarkus starts. */
  public static void begin() {
    System.setProperty("afterword.rehearsal", "true");
  }

  /** Whether this process must do without a database; {@link Opening} asks. */
  static boolean isUnderway() {
    return Boolean.getBoolean("afterword.rehearsal");
  }

  /** Fails an image's build if the service does not live; without its database it is not ready. */
  @Override
  public int run(String... arguments) throws IOException, InterruptedException {
    String address = "http://127.0.0.1:" + config.getValue("quarkus.http.port", Integer.class);
    Map<String, Integer> answers = new LinkedHashMap<>();
    for (String path :
        List.of(
            LIVE,
            "/q/health/ready",
            "/q/metrics",
            "/sign-in",
            "/%s/status".formatted(service),
            "/%s/v1/status".formatted(service))) {
      answers.put(path, status(URI.create(address + path)));
    }
    System.out.println(answers);
    return Integer.valueOf(200).equals(answers.get(LIVE)) ? 0 : 1;
  }

  private int status(URI address) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(address).timeout(PATIENCE).build();
    return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }
}
