package io.afterword.platform.migrate;

import io.quarkus.runtime.QuarkusApplication;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * A start without a database, a few requests, and the end: while an image is built, the JVM keeps
 * what it loaded and learned meanwhile ({@code -XX:AOTCacheOutput}), and every later start begins
 * with that.
 */
public class Rehearsal implements QuarkusApplication {
  /** The argument that asks for it. */
  static final String NAME = "rehearse";

  private static final int PATIENCE_MILLIS = 5_000;

  private final Config config;
  private final String service;

  Rehearsal(Config config, @ConfigProperty(name = "afterword.service") String service) {
    this.config = config;
    this.service = service;
  }

  static void begin() {
    System.setProperty("afterword.rehearsal", "true");
  }

  /** Whether this process must do without a database. */
  public static boolean isUnderway() {
    return Boolean.getBoolean("afterword.rehearsal");
  }

  @Override
  public int run(String... arguments) throws IOException {
    String address = "http://127.0.0.1:" + config.getValue("quarkus.http.port", Integer.class);
    for (String path :
        List.of(
            "/q/health/live",
            "/q/health/ready",
            "/q/metrics",
            "/sign-in",
            "/%s/status".formatted(service),
            "/%s/v1/status".formatted(service))) {
      System.out.println(path + ": " + status(URI.create(address + path)));
    }
    return 0;
  }

  private static int status(URI address) throws IOException {
    var connection = (HttpURLConnection) address.toURL().openConnection();
    connection.setReadTimeout(PATIENCE_MILLIS);
    int status = connection.getResponseCode();
    try (InputStream body =
        status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
      if (body != null) {
        body.readAllBytes();
      }
    }
    return status;
  }
}
