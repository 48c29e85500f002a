package io.afterword.dev.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A running postmaster, a child of this JVM. */
final class Server {
  private static final Duration STARTING = Duration.ofSeconds(60);
  private static final Duration STOPPING = Duration.ofSeconds(20);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);
  private static final int PORT_TRIES = 5;
  private static final int SHOWN_LOG_LINES = 8;

  private final Process process;
  private final int port;

  private Server(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  int port() {
    return port;
  }

  long pid() {
    return process.pid();
  }

  /**
   * Starts the server and waits until it takes connections.
   *
   * @param wantedPort 0 for any free one
   */
  static Server start(
      PostgresBinaries binaries,
      Account account,
      Cluster cluster,
      Path log,
      int wantedPort,
      Map<String, String> settings)
      throws IOException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      int port = wantedPort == 0 ? freePort() : requireFree(wantedPort);
      keepLastLog(log);
      Process process =
          Command.clean(
                  new ProcessBuilder(
                      account.command(command(binaries, cluster.data(), port, settings))))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      process.getOutputStream().close();
      if (becameReady(process, cluster.data())) {
        return new Server(process, port);
      }
      process.destroyForcibly();
      // Between finding a free port and binding it, somebody else may have taken it.
      boolean lostThePort = wantedPort == 0 && tail(log).contains("Address already in use");
      if (!lostThePort || attempt == PORT_TRIES) {
        throw new LocalPostgresException(
            "PostgreSQL did not start; the end of " + log + " says:\n" + tail(log));
      }
    }
  }

  /** Fast shutdown: clients are sent away, everything is written. */
  void stop() throws InterruptedException {
    if (!process.isAlive()) {
      return;
    }
    Command.signal("INT", process.pid());
    if (!process.waitFor(STOPPING.toSeconds(), TimeUnit.SECONDS)) {
      Command.signal("QUIT", process.pid()); // its children go with it, unlike with KILL
      if (!process.waitFor(STOPPING.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    }
  }

  private static List<String> command(
      PostgresBinaries binaries, Path data, int port, Map<String, String> settings) {
    List<String> words = new ArrayList<>();
    // A terminal's Ctrl-C goes to all processes of its session. The server leaves ours, so that it
    // ends when we say so, after those who use it. Where there is no setsid, it ends at once.
    SearchPath.ofEnvironment().program("setsid").ifPresent(words::add);
    words.addAll(
        List.of(
            binaries.postgres().toString(),
            "-D",
            data.toString(),
            "-c",
            "listen_addresses=127.0.0.1",
            "-c",
            "port=" + port,
            // No socket file: its path would have to fit 107 characters.
            "-c",
            "unix_socket_directories="));
    settings.forEach((name, value) -> words.addAll(List.of("-c", name + "=" + value)));
    return words;
  }

  private static boolean becameReady(Process process, Path data)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + STARTING.toNanos();
    while (System.nanoTime() - deadline < 0) {
      Optional<PostmasterFile> note = PostmasterFile.read(data);
      if (note.isPresent() && note.get().isReady(process.pid())) {
        return true;
      }
      if (process.waitFor(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
        return false;
      }
    }
    return false;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static int requireFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new LocalPostgresException(
          "PostgreSQL cannot listen on port " + port + ": another program has it.", e);
    }
  }

  private static void keepLastLog(Path log) throws IOException {
    if (Files.exists(log)) {
      Files.move(
          log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static String tail(Path log) throws IOException {
    List<String> lines = Files.readAllLines(log);
    return String.join(
        "\n", lines.subList(Math.max(0, lines.size() - SHOWN_LOG_LINES), lines.size()));
  }
}
