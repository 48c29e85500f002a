package io.afterword.dev.images;

import io.afterword.dev.quickstart.loop.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A container engine of this test's own, in network, mount and process namespaces of its own: the
 * first process in there is the last, so whatever ends this one ends the engine, its helpers and
 * every container too, also when this JVM is killed.
 */
final class Engine implements AutoCloseable {
  private static final Duration STARTING = Duration.ofSeconds(60);
  private static final String SCRIPTS = "dev/full-checks/images";

  private final Path checkout;
  private final Path work;
  private final String cgroup;
  private final Process process;

  private Engine(Path checkout, Path work, String cgroup, Process process) {
    this.checkout = checkout;
    this.work = work;
    this.cgroup = cgroup;
    this.process = process;
  }

  /** Starts the engine and makes the stand-ins for public images in it. */
  static Engine start(Path checkout, Path work) {
    here(checkout, Map.of())
        .run(
            "[ $(id -u) = 0 ] || { echo 'A container engine is started by root only.'; exit 1; }\n"
                + "for tool in dockerd docker iptables mmdebstrap unshare nsenter setpriv ip curl npm"
                + " git; do command -v $tool >/dev/null ||"
                + " { echo \"$tool is not installed; .ci/run shows what is needed.\"; exit 1; }; done\n"
                + "rm -rf '"
                + work.resolve("engine")
                + "' && mkdir -p '"
                + work.resolve("engine")
                + "'",
            Duration.ofMinutes(1));
    String cgroup = "afterword-images-" + ProcessHandle.current().pid();
    Engine engine = new Engine(checkout, work, cgroup, launch(checkout, work, cgroup));
    try {
      engine.awaitAnswer();
      here(checkout, engine.environment())
          .run(SCRIPTS + "/stand-ins '" + work + "'", Duration.ofMinutes(8));
      return engine;
    } catch (RuntimeException | AssertionError e) {
      engine.close();
      throw e;
    }
  }

  /** A shell that reaches the ports that the engine publishes. */
  Shell shell(Path folder) {
    ProcessHandle first = process.children().findFirst().orElseThrow();
    return new Shell(
        folder, List.of("nsenter", "--target", Long.toString(first.pid()), "--net"), environment());
  }

  @Override
  public void close() {
    // Its child, the first process of the namespaces, is killed with it, and all others with that
    // one.
    process.destroyForcibly();
    try {
      process.waitFor(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    here(checkout, Map.of())
        .run(
            // What the kernel keeps of a control group is an empty folder.
            "for try in 1 2 3 4 5 6 7 8 9 10; do\n"
                + "  find /sys/fs/cgroup -depth -type d -path '*/%s*' -exec rmdir {} + 2>/dev/null &&"
                    .formatted(cgroup)
                + " break\n  sleep 0.5\ndone\nrm -rf '"
                + work.resolve("engine")
                + "'",
            Duration.ofMinutes(2));
  }

  private static Process launch(Path checkout, Path work, String cgroup) {
    Path engine = work.resolve("engine");
    ProcessBuilder builder =
        new ProcessBuilder(
                "setpriv",
                "--pdeathsig",
                "KILL",
                "unshare",
                "--net",
                "--mount",
                "--pid",
                "--fork",
                "--kill-child",
                "--mount-proc",
                checkout.resolve(SCRIPTS).resolve("engine").toString(),
                engine.toString(),
                "/" + cgroup,
                System.getProperty("maven.repository"))
            .redirectErrorStream(true)
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(work.resolve("engine.log").toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    try {
      Files.createDirectories(engine);
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitAnswer() {
    Shell shell = here(checkout, environment());
    Await.until(
        STARTING,
        () -> shell.attempt("docker version", Duration.ofSeconds(20)).exitCode(),
        exitCode -> exitCode == 0 || !process.isAlive(),
        "the engine does not answer, see " + work.resolve("engine.log"));
    if (!process.isAlive()) {
      throw new AssertionError("The engine ended, see " + work.resolve("engine.log"));
    }
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("DOCKER_HOST", "unix://" + work.resolve("engine/docker.sock"));
    environment.put("DOCKER_CONFIG", work.resolve("engine/config").toString());
    environment.put("BUILDKIT_PROGRESS", "plain");
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("MAVEN_REPOSITORY", System.getProperty("maven.repository"));
    return environment;
  }

  private static Shell here(Path checkout, Map<String, String> environment) {
    return new Shell(checkout, List.of(), environment);
  }
}
