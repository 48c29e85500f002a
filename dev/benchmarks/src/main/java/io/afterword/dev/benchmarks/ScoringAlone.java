package io.afterword.dev.benchmarks;

import io.afterword.dev.postgres.LocalPostgres;
import io.afterword.dev.quickstart.suite.ServiceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** scoring-service without its siblings, fed and asked by whoever started it. */
public record ScoringAlone(LocalPostgres server, String database, Path checkout, Path state) {
  /** Bearer key that may read scores. */
  public static final String KEY = "key-of-the-benchmark";

  private static final String SECRET = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

  /** The sender of a batch is told by the secret that signed it. */
  private static final String SECRET_OF_OTHERS = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=";

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** A replica at that port. */
  public ServiceProcess replica(int port) {
    try {
      Files.createDirectories(state.resolve("logs"));
      Files.createDirectories(state.resolve("run"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ServiceProcess(
        "scoring-service",
        database + "-" + port,
        checkout.resolve("scoring-service/target/quarkus-app"),
        state,
        URI.create("http://127.0.0.1:" + port),
        environment(port));
  }

  /** All that a replica at that port is told, or a command. */
  public Map<String, String> environment(int port) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("AFTERWORD_FEED_SURVEY_SCORING_SECRET", "whsec_" + SECRET);
    environment.put("AFTERWORD_FEED_DISPATCH_SCORING_SECRET", "whsec_" + SECRET_OF_OTHERS);
    environment.put("AFTERWORD_FEED_SCORING_DISPATCH_SECRET", "whsec_" + SECRET_OF_OTHERS);
    environment.put("AFTERWORD_SESSION_KEY", "a session key that is only good for a benchmark");
    environment.put("AFTERWORD_SEGMENTS_FACTS", "plan,region,product,tier,release,campaign");
    environment.put("AFTERWORD_ACCESS_SERVICES__BENCHMARK__KEY", KEY);
    environment.put("AFTERWORD_ACCESS_SERVICES__BENCHMARK__SCOPES", "scores:read");
    environment.put("AFTERWORD_MIGRATE_AT_START", "true");
    environment.put("QUARKUS_DATASOURCE_JDBC_URL", server.jdbcUrl(database));
    environment.put("QUARKUS_DATASOURCE_REACTIVE_URL", server.reactiveUrl(database));
    environment.put("QUARKUS_DATASOURCE_USERNAME", server.username());
    environment.put("QUARKUS_DATASOURCE_PASSWORD", server.password());
    environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
    environment.put("JDK_JAVA_OPTIONS", Bed.JVM);
    return environment;
  }

  /** Gives a batch of CloudEvents to a replica as survey-service's relay does. */
  public static int feed(HttpClient client, URI replica, String batch)
      throws IOException, InterruptedException {
    String id = UUID.randomUUID().toString();
    String at = Long.toString(Instant.now().getEpochSecond());
    HttpRequest request =
        HttpRequest.newBuilder(replica.resolve("/feed"))
            .timeout(PATIENCE)
            .header("Content-Type", "application/cloudevents-batch+json")
            .header("webhook-id", id)
            .header("webhook-timestamp", at)
            .header("webhook-signature", "v1," + signature(id + "." + at + "." + batch))
            .POST(HttpRequest.BodyPublishers.ofString(batch))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  private static String signature(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(Base64.getDecoder().decode(SECRET), "HmacSHA256"));
      return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
