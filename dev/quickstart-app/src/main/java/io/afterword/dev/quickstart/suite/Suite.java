package io.afterword.dev.quickstart.suite;

import io.afterword.dev.postgres.LocalPostgres;
import io.afterword.dev.quickstart.frontdoor.FrontDoor;
import io.afterword.dev.quickstart.inbox.Inbox;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A running suite: database, three services, inbox and front door. */
public final class Suite implements AutoCloseable {
  /** Held here, since the log manager forgets loggers that nobody refers to. */
  private static final Logger NETWORK_LOG = Logger.getLogger("io.vertx");

  private final SuitePlan plan;
  private final Deque<AutoCloseable> closeables = new ArrayDeque<>();
  private final Map<ServiceKind, Fleet> fleets = new EnumMap<>(ServiceKind.class);
  private @Nullable LocalPostgres postgres;
  private @Nullable Secrets secrets;
  private @Nullable Inbox inbox;
  private volatile boolean stopped;

  /**
   * A suite that does not run yet: {@link #open} starts it, {@link #close} stops it at any time.
   */
  public Suite(SuitePlan plan) {
    this.plan = plan;
  }

  /** Starts everything and waits until every part answers. */
  public static Suite start(SuitePlan plan, StartReport report) {
    Suite suite = new Suite(plan);
    suite.open(report);
    return suite;
  }

  /** Removes all that a suite in that folder keeps: data, secrets, logs. */
  public static void erase(Path state) {
    try (StateFolder folder = StateFolder.take(state)) {
      folder.erase();
    }
  }

  /**
   * Starts everything and waits until every part answers; what was started is stopped on failure.
   */
  public void open(StartReport report) {
    try {
      onClose(StateFolder.take(plan.state()));
      plan.ports().requireFree();
      secrets = Secrets.keptIn(plan.state().resolve("secrets.properties"));
      postgres = startDatabase(report);
      long begin = System.nanoTime();
      startServices();
      inbox = startEdges();
      awaitServices(report, begin);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  public SuitePlan plan() {
    return plan;
  }

  public LocalPostgres postgres() {
    return started(postgres);
  }

  public Secrets secrets() {
    return started(secrets);
  }

  public Inbox inbox() {
    return started(inbox);
  }

  /** The service, or its first replica. */
  public ServiceProcess service(ServiceKind kind) {
    return replicas(kind).get(0);
  }

  public List<ServiceProcess> replicas(ServiceKind kind) {
    return fleet(kind).replicas();
  }

  public Fleet fleet(ServiceKind kind) {
    return started(fleets.get(kind));
  }

  /** The name of that service's database. */
  public String database(ServiceKind kind) {
    return plan.database().database(kind);
  }

  /** What the first replica of that service is told; for its commands. */
  public Map<String, String> environment(ServiceKind kind) {
    return new ServiceEnvironment(plan, postgres(), secrets()).of(kind, plan.ports().of(kind));
  }

  /** The public origin. */
  public URI frontUrl() {
    return local(plan.ports().front());
  }

  public URI inboxUrl() {
    return local(plan.ports().inbox());
  }

  /** Waits until the suite is stopped (then empty) or a service ends by itself. */
  public Optional<ServiceProcess> awaitEnd() {
    CompletableFuture<?>[] ends =
        processes()
            .map(service -> service.onEnd().thenApply(end -> service))
            .toArray(CompletableFuture<?>[]::new);
    ServiceProcess ended = (ServiceProcess) CompletableFuture.anyOf(ends).join();
    return stopped ? Optional.empty() : Optional.of(ended);
  }

  /** Stops everything, in the order in which nobody misses what is gone already. */
  @Override
  public synchronized void close() {
    stopped = true;
    List<ServiceProcess> processes = processes().toList();
    processes.forEach(ServiceProcess::requestStop);
    processes.forEach(ServiceProcess::awaitStop);
    while (!closeables.isEmpty()) {
      close(closeables.pop());
    }
  }

  private Stream<ServiceProcess> processes() {
    return fleets.values().stream().flatMap(fleet -> fleet.replicas().stream());
  }

  private static void close(AutoCloseable each) {
    try {
      each.close();
    } catch (Exception e) {
      // The others still have to be stopped.
      System.err.println("While stopping: " + e.getMessage());
    }
  }

  /** Remembers what to close; at once when the suite was stopped while it was starting. */
  private synchronized void onClose(AutoCloseable started) {
    if (stopped) {
      close(started);
      throw new SuiteException("Afterword was stopped while it was starting.");
    }
    closeables.push(started);
  }

  private synchronized void start(ServiceProcess service) {
    if (stopped) {
      throw new SuiteException("Afterword was stopped while it was starting.");
    }
    service.start();
  }

  private static <T> T started(@Nullable T part) {
    if (part == null) {
      throw new IllegalStateException("the suite has not been started");
    }
    return part;
  }

  static URI local(int port) {
    return URI.create("http://localhost:" + port);
  }

  private LocalPostgres startDatabase(StartReport report) {
    long begin = System.nanoTime();
    LocalPostgres server = plan.database().open(plan.state());
    onClose(server);
    onClose(() -> plan.database().discard(server));
    for (ServiceKind kind : ServiceKind.values()) {
      server.createDatabase(plan.database().database(kind));
    }
    report.started("PostgreSQL", since(begin), server.host() + ":" + server.port());
    return server;
  }

  private void startServices() {
    int replicas = plan.replicas();
    // One alone has the service's port itself; several have others, and the balancer has it.
    Deque<Integer> ports =
        new ArrayDeque<>(
            replicas == 1
                ? Stream.of(ServiceKind.values()).map(plan.ports()::of).toList()
                : Ports.free(replicas * ServiceKind.values().length));
    for (ServiceKind kind : ServiceKind.values()) {
      Fleet fleet =
          new Fleet(
              kind,
              plan.packaged().application(kind),
              (application, file, port) -> process(kind, application, file, port));
      fleets.put(kind, fleet);
      for (int number = 1; number <= replicas; number++) {
        start(fleet.make(ports.pop()));
      }
    }
  }

  private ServiceProcess process(ServiceKind kind, Path application, String file, int port) {
    Map<String, String> environment =
        new ServiceEnvironment(plan, postgres(), secrets()).of(kind, port);
    return new ServiceProcess(
        kind.fullName(), file, application, plan.state(), local(port), environment);
  }

  /** Waits for all, and reports each when it is ready. */
  private void awaitServices(StartReport report, long begin) {
    List<CompletableFuture<Void>> waiting =
        processes()
            .map(
                service ->
                    CompletableFuture.runAsync(
                        () -> {
                          service.awaitReady();
                          report.started(
                              service.name(), since(begin), service.address().toString());
                        }))
            .toList();
    try {
      waiting.forEach(CompletableFuture::join);
    } catch (CompletionException e) {
      if (e.getCause() instanceof SuiteException sentence) {
        throw sentence;
      }
      throw e;
    }
  }

  private Inbox startEdges() {
    // It would report every connection that a service's end resets, between a person's lines.
    NETWORK_LOG.setLevel(Level.OFF);
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(2));
    onClose(
        () -> vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS));
    Inbox opened =
        Inbox.start(
            vertx,
            plan.ports().smtp(),
            plan.ports().inbox(),
            plan.relay().capacity(),
            plan.relay().taking());
    onClose(opened);
    Map<String, URI> addresses = new TreeMap<>();
    fleets.forEach(
        (kind, fleet) -> addresses.put(kind.shortName(), local(frontPort(vertx, kind, fleet))));
    try {
      onClose(FrontDoor.start(vertx, plan.ports().front(), plan.packaged().paths(), addresses));
    } catch (IOException e) {
      throw new SuiteException(
          "The list of public paths, " + plan.packaged().paths() + ", cannot be read.", e);
    }
    return opened;
  }

  /** Where the front door finds the service: at its own port, or at what shares requests. */
  private int frontPort(Vertx vertx, ServiceKind kind, Fleet fleet) {
    if (plan.replicas() == 1) {
      return plan.ports().of(kind);
    }
    int port = Ports.free(1).get(0);
    onClose(fleet::closeShares);
    fleet.share(vertx, port, plan.ports().of(kind));
    return port;
  }

  private static Duration since(long begin) {
    return Duration.ofNanos(System.nanoTime() - begin);
  }
}
