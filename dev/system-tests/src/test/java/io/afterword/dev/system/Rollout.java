package io.afterword.dev.system;

import io.afterword.dev.quickstart.suite.Fleet;
import io.afterword.dev.quickstart.suite.ServiceKind;
import io.afterword.dev.quickstart.suite.ServiceProcess;
import io.afterword.dev.quickstart.suite.Suite;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Replaces replicas as the chart's Deployments do: a new one is ready before an old one goes, the
 * old one serves on while proxies hear that it goes, and then gets SIGTERM.
 *
 * @param preStop the chart's preStopSeconds; proxies need half of it
 */
record Rollout(Suite suite, Duration preStop) {
  /**
   * What the chart leaves between SIGTERM and SIGKILL: stopSeconds, mail.drainSeconds and 5 s to
   * spare for dispatch-service, less for the others.
   */
  private static final Duration GRACE = Duration.ofSeconds(34);

  /** How long a new replica took to be ready, and an old one to end after SIGTERM. */
  record Replaced(ServiceKind kind, Duration ready, Duration end) {}

  Replaced replace(ServiceKind kind, ServiceProcess old) {
    return replace(kind, old, Fleet::start);
  }

  /**
   * @param version the folder of the packaged service that takes the old one's place
   */
  Replaced replace(ServiceKind kind, ServiceProcess old, Path version) {
    return replace(kind, old, fleet -> fleet.start(version));
  }

  private Replaced replace(
      ServiceKind kind, ServiceProcess old, Function<Fleet, ServiceProcess> start) {
    long begin = System.nanoTime();
    Fleet fleet = suite.fleet(kind);
    ServiceProcess fresh = start.apply(fleet);
    fresh.awaitReady();
    Duration ready = since(begin);
    fleet.serveBy(fleet.replicas());
    Pass.by(preStop.dividedBy(2));
    List<ServiceProcess> others = new ArrayList<>(fleet.replicas());
    others.remove(old);
    fleet.serveBy(others);
    Pass.by(preStop.dividedBy(2));
    long told = System.nanoTime();
    if (!old.stop(GRACE)) {
      throw new AssertionError(
          "%s did not end within %s; see %s".formatted(kind, GRACE, old.log()));
    }
    fleet.remove(old);
    return new Replaced(kind, ready, since(told));
  }

  private static Duration since(long begin) {
    return Duration.ofNanos(System.nanoTime() - begin);
  }
}
