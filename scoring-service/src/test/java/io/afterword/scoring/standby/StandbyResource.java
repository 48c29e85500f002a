package io.afterword.scoring.standby;

import io.afterword.dev.postgres.LocalPostgres;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A second server that follows the service's database by streaming, when a test lets it. */
public final class StandbyResource implements QuarkusTestResourceLifecycleManager {
  private static final Path DIRECTORY = Path.of("target", "postgres");
  private static final String DATABASE = "afterword";

  private static int port;
  private static int followers;
  private static @Nullable LocalPostgres standby;

  /** Its address is known before it is there. */
  @Override
  public Map<String, String> start() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.of(
        "quarkus.datasource.standby.reactive.url",
        "postgresql://127.0.0.1:%d/%s".formatted(port, DATABASE),
        "afterword.standby.most-behind",
        "PT12S");
  }

  @Override
  public void stop() {
    if (standby != null) {
      standby.close();
      standby = null;
    }
  }

  /**
   * Begins with a copy of its own, at the same address as those before it.
   *
   * @param primary the service's database, as JDBC has it
   */
  static void follow(String primary, String user) {
    URI server = URI.create(primary.substring("jdbc:".length()));
    standby =
        LocalPostgres.builder(DIRECTORY.resolve("standby-" + ++followers))
            .standbyOf(
                LocalPostgres.attach(
                    "postgresql://%s@%s:%d".formatted(user, server.getHost(), server.getPort())))
            .port(port)
            // No fewer than the server that it follows.
            .setting("max_connections", "200")
            .start();
  }

  static LocalPostgres standby() {
    if (standby == null) {
      throw new IllegalStateException("nothing follows yet");
    }
    return standby;
  }

  static void execute(String sql) {
    standby().execute(DATABASE, sql);
  }
}
