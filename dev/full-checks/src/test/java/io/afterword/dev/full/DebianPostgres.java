package io.afterword.dev.full;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.dev.quickstart.suite.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A server of Debian's PostgreSQL 15, whose tools for backups fit it; the binaries that other tests
 * start have none.
 */
final class DebianPostgres implements AutoCloseable {
  private static final Path PROGRAMS = Path.of("/usr/lib/postgresql/15/bin");

  private final Path folder;
  private final int port;

  private DebianPostgres(Path folder, int port) {
    this.folder = folder;
    this.port = port;
  }

  /** Where everybody may look: the checkout may be in a home that is its owner's alone. */
  static DebianPostgres start() throws IOException {
    Path folder = Files.createTempDirectory("afterword-postgres");
    if (isRoot()) {
      shell("chown nobody " + folder);
    }
    DebianPostgres server = new DebianPostgres(folder, Ports.free().front());
    shell(
        asNobody()
            + "%s/initdb --pgdata=%s --username=postgres --auth=trust --encoding=UTF8 --locale=C --no-sync"
                .formatted(PROGRAMS, server.data()));
    shell(
        asNobody()
            + "%s/pg_ctl start --wait --pgdata=%s --log=%s --options='-c port=%d -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -c max_connections=120'"
                .formatted(PROGRAMS, server.data(), folder.resolve("log"), server.port));
    return server;
  }

  int port() {
    return port;
  }

  String url(String database) {
    return "postgresql://postgres@127.0.0.1:%d/%s".formatted(port, database);
  }

  @Override
  public void close() throws IOException {
    shell(asNobody() + "%s/pg_ctl stop --mode=fast --pgdata=%s".formatted(PROGRAMS, data()));
    shell("rm -r " + folder);
  }

  private Path data() {
    return folder.resolve("data");
  }

  /** PostgreSQL refuses root. */
  private static String asNobody() {
    return isRoot() ? "setpriv --reuid=nobody --regid=nogroup --clear-groups " : "";
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private static void shell(String command) throws IOException {
    List<String> words = List.of("-c", command + " </dev/null >/dev/null 2>&1");
    try {
      assertThat(Tool.onPath("sh").run(words).exitCode())
          .as("%s; Debian's package postgresql-15 is needed", command)
          .isZero();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
