package io.afterword.dev.quickstart.suite;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One replica of a service, as a process of its own on a port of its own. */
public final class ServiceProcess implements AutoCloseable {
  /** Whoever ends while starting is noticed at once; this is for one that hangs. */
  private static final Duration STARTING = Duration.ofMinutes(2);

  private static final Duration STOPPING = Duration.ofSeconds(20);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
  private static final int SHOWN_LOG_LINES = 12;

  /**
   * Small and quick to start: the serial collector needs the least memory, and the first compiler
   * alone starts a third faster. 160 MB holds a batch of 1,000 interactions several times over.
   */
  private static final List<String> JVM =
      List.of(
          "-Xmx160m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:MaxMetaspaceSize=160m",
          "-Xss512k");

  /** Java's own variable; who gives options by it does without {@link #JVM}. */
  private static final String JVM_OPTIONS = "JDK_JAVA_OPTIONS";

  /** Where it happened; what happened is in the lines between. */
  private static final Pattern STACK_FRAME = Pattern.compile("\\s+(at |\\.\\.\\. \\d+ more)|\\s*$");

  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  private final String name;
  private final Path application;
  private final URI address;
  private final Path log;
  private final PidFile pidFile;
  private final Map<String, String> environment;
  private volatile @Nullable Process process;

  /**
   * @param file what its log and pid file are called
   */
  public ServiceProcess(
      String name,
      String file,
      Path application,
      Path state,
      URI address,
      Map<String, String> environment) {
    this.name = name;
    this.application = application;
    this.address = address;
    this.log = state.resolve("logs").resolve(file + ".log");
    this.pidFile = new PidFile(state.resolve("run").resolve(file + ".pid"));
    this.environment = Map.copyOf(environment);
  }

  public String name() {
    return name;
  }

  /** Where it answers, without the front door. */
  public URI address() {
    return address;
  }

  public Path log() {
    return log;
  }

  /** Starts the process; it answers some seconds later, see {@link #awaitReady}. */
  public void start() {
    pidFile.stopLeftover();
    Path jar = application.resolve("quarkus-run.jar");
    if (!Files.exists(jar)) {
      throw new SuiteException(name + " is not built: " + jar + " is not there.");
    }
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (!environment.containsKey(JVM_OPTIONS)) {
      words.addAll(JVM);
    }
    words.add("-Djava.util.logging.manager=org.jboss.logmanager.LogManager");
    words.addAll(List.of("-jar", jar.toString()));
    try {
      if (process == null) {
        keepLastLog();
      }
      ProcessBuilder builder =
          new ProcessBuilder(OwnSession.command(words))
              .redirectErrorStream(true)
              // One that was killed goes on in the same log.
              .redirectOutput(Redirect.appendTo(log.toFile()));
      // What is set for another Afterword on this machine must not reach this one.
      builder
          .environment()
          .keySet()
          .removeIf(each -> each.startsWith("AFTERWORD_") || each.startsWith("QUARKUS_"));
      builder.environment().putAll(environment);
      Process started = builder.start();
      process = started;
      pidFile.write(started.toHandle(), jar.toString());
    } catch (IOException e) {
      throw new SuiteException(name + " could not be started: " + e.getMessage() + ".", e);
    }
  }

  /** Waits until the service says that it is ready; fails with the end of its log. */
  public void awaitReady() {
    Process current = running();
    long deadline = System.nanoTime() + STARTING.toNanos();
    try {
      while (!answersReady()) {
        if (current.waitFor(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
          throw new SuiteException(
              "%s ended with code %d while starting; the end of %s says:%n%s"
                  .formatted(name, current.exitValue(), log, logTail()));
        }
        if (System.nanoTime() - deadline > 0) {
          throw new SuiteException(
              "%s was not ready after %d seconds; see %s."
                  .formatted(name, STARTING.toSeconds(), log));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SuiteException("Interrupted while waiting for " + name + ".", e);
    }
  }

  /** Ends it as a power cut would: {@code kill -9}, without any chance to tidy up. */
  public void kill() {
    Process current = running();
    current.destroyForcibly();
    try {
      current.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  public long pid() {
    return running().pid();
  }

  public boolean isAlive() {
    return process != null && process.isAlive();
  }

  /** Whether it says at this moment that it is ready. */
  public boolean isReady() {
    try {
      return isAlive() && answersReady();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Completes when the process ends, for whatever reason. */
  CompletableFuture<Process> onEnd() {
    return running().onExit();
  }

  /** Asks it to end and waits; what it has accepted it finishes. */
  @Override
  public void close() {
    stop(STOPPING);
  }

  /**
   * Asks it to end as Kubernetes does, and kills it when it has not ended by then.
   *
   * @return whether it ended by itself
   */
  public boolean stop(Duration within) {
    requestStop();
    return awaitStop(within);
  }

  /** The first half of closing, so that several end side by side. */
  void requestStop() {
    if (process != null) {
      process.destroy();
    }
  }

  void awaitStop() {
    awaitStop(STOPPING);
  }

  private boolean awaitStop(Duration within) {
    if (process == null) {
      return true;
    }
    boolean ended = false;
    try {
      ended = process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
      if (!ended) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
    process = null;
    pidFile.stopLeftover();
    return ended;
  }

  private Process running() {
    if (process == null) {
      throw new IllegalStateException(name + " has not been started");
    }
    return process;
  }

  private boolean answersReady() throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address.resolve("/q/health/ready"))
            .timeout(Duration.ofSeconds(5))
            .build();
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false; // not listening yet
    }
  }

  private void keepLastLog() throws IOException {
    if (Files.exists(log)) {
      Files.move(
          log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private String logTail() {
    try {
      List<String> lines =
          new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !STACK_FRAME.matcher(line).lookingAt())
              .toList();
      return String.join(
          "\n", lines.subList(Math.max(0, lines.size() - SHOWN_LOG_LINES), lines.size()));
    } catch (IOException e) {
      return "(the log cannot be read: " + e.getMessage() + ")";
    }
  }
}
