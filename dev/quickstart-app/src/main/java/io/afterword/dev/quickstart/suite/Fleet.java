package io.afterword.dev.quickstart.suite;

import io.afterword.dev.quickstart.frontdoor.Balancer;
import io.afterword.dev.quickstart.frontdoor.Connections;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The replicas of one service: they come and go, and share what is asked of the service. */
public final class Fleet {
  /** Makes a replica that is not started yet. */
  @FunctionalInterface
  interface Maker {
    ServiceProcess make(Path application, String file, int port);
  }

  private final ServiceKind kind;
  private final Path application;
  private final Maker maker;
  private final List<ServiceProcess> replicas = new CopyOnWriteArrayList<>();
  private int numbers;
  private @Nullable Balancer front;
  private @Nullable Connections siblings;

  /**
   * @param application the packaged service, unless another is named
   */
  Fleet(ServiceKind kind, Path application, Maker maker) {
    this.kind = kind;
    this.application = application;
    this.maker = maker;
  }

  /** All that were started and not removed, whether requests reach them or not. */
  public List<ServiceProcess> replicas() {
    return List.copyOf(replicas);
  }

  /** Starts one more, which gets nothing to do before {@link #serveBy}. */
  public ServiceProcess start() {
    return start(application);
  }

  /** Starts one more, of another version perhaps: the folder that has its quarkus-run.jar. */
  public ServiceProcess start(Path version) {
    ServiceProcess replica = make(version, Ports.free(1).get(0));
    replica.start();
    return replica;
  }

  /** Lets these take the requests, and no others; what is under way is not disturbed. */
  public void serveBy(List<ServiceProcess> serving) {
    if (front == null || siblings == null) {
      throw new IllegalStateException(kind.fullName() + " has one replica and no balancer");
    }
    List<URI> addresses = addresses(serving);
    front.use(addresses);
    siblings.use(addresses);
  }

  /** Forgets one that has ended. */
  public void remove(ServiceProcess replica) {
    replicas.remove(replica);
  }

  /** A replica on that port, which nobody has started. */
  ServiceProcess make(int port) {
    return make(application, port);
  }

  private ServiceProcess make(Path version, int port) {
    numbers++;
    String file = numbers == 1 ? kind.shortName() : kind.shortName() + "-" + numbers;
    ServiceProcess replica = maker.make(version, file, port);
    replicas.add(replica);
    return replica;
  }

  /**
   * Shares requests from outside by request, as an ingress does, and those of siblings by
   * connection, as a Service of Kubernetes does.
   */
  void share(Vertx vertx, int frontPort, int siblingsPort) {
    front = Balancer.start(vertx, frontPort, addresses(replicas));
    siblings = Connections.start(vertx, siblingsPort, addresses(replicas));
  }

  void closeShares() {
    if (front != null) {
      front.close();
    }
    if (siblings != null) {
      siblings.close();
    }
  }

  private static List<URI> addresses(List<ServiceProcess> processes) {
    return processes.stream().map(ServiceProcess::address).toList();
  }
}
