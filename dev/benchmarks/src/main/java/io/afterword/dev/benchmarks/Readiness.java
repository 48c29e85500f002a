package io.afterword.dev.benchmarks;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** When a process says that it is ready, and what memory it has then. */
final class Readiness {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int BETWEEN_LOOKS_MILLIS = 5;

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private Readiness() {}

  static void await(Process process, int port) throws IOException, InterruptedException {
    HttpRequest ready =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/health/ready"))
            .timeout(Duration.ofSeconds(5))
            .build();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!answers(ready)) {
      if (process.waitFor(BETWEEN_LOOKS_MILLIS, TimeUnit.MILLISECONDS)
          || System.nanoTime() > deadline) {
        throw new IllegalStateException(process.info().commandLine().orElse("it") + " ended");
      }
    }
  }

  private static boolean answers(HttpRequest ready) throws IOException, InterruptedException {
    try {
      return CLIENT.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (ConnectException notYet) {
      return false;
    }
  }

  /** Asks it a few things over and over; who may not know them is told so. */
  static void ask(int times, int port, List<String> paths)
      throws IOException, InterruptedException {
    for (int i = 0; i < times; i++) {
      String path = paths.get(i % paths.size());
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
      int status = CLIENT.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      if (status >= 500) {
        throw new IllegalStateException(path + " answered " + status);
      }
    }
  }

  /** What of it is in memory. */
  static double megabytes(Process process) throws IOException {
    return status(process, "VmRSS:");
  }

  /**
   * The part that is its own: the rest are pages of files, which are read again where they lack.
   */
  static double ownMegabytes(Process process) throws IOException {
    return status(process, "RssAnon:");
  }

  private static double status(Process process, String name) throws IOException {
    return Files.readAllLines(Path.of("/proc/%d/status".formatted(process.pid()))).stream()
        .filter(line -> line.startsWith(name))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElseThrow();
  }
}
