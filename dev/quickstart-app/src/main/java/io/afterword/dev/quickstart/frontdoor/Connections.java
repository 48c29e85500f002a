package io.afterword.dev.quickstart.frontdoor;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One address for all replicas of a service, by which its siblings reach it: each connection goes
 * to one replica and stays there, also when that replica is no longer to be used. So does a Service
 * of Kubernetes.
 */
public final class Connections implements AutoCloseable {
  private final NetServer server;
  private final NetClient client;
  private final AtomicInteger turn = new AtomicInteger();
  private volatile List<URI> replicas;

  private Connections(Vertx vertx, List<URI> replicas) {
    this.replicas = List.copyOf(replicas);
    this.server = vertx.createNetServer();
    this.client = vertx.createNetClient(new NetClientOptions().setConnectTimeout(2_000));
  }

  public static Connections start(Vertx vertx, int port, List<URI> replicas) {
    Connections connections = new Connections(vertx, replicas);
    connections
        .server
        .connectHandler(connections::take)
        .listen(port, "127.0.0.1")
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(20, TimeUnit.SECONDS)
        .join();
    return connections;
  }

  /** New connections go to these. */
  public void use(List<URI> others) {
    replicas = List.copyOf(others);
  }

  @Override
  public void close() {
    server.close().toCompletionStage().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
    client.close().toCompletionStage().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
  }

  private void take(NetSocket caller) {
    caller.pause();
    List<URI> now = replicas;
    connect(now, now.size())
        .onSuccess(replica -> join(caller, replica))
        .onFailure(nobody -> caller.close());
  }

  private static void join(NetSocket caller, NetSocket replica) {
    replica.pause();
    caller.pipeTo(replica);
    replica.pipeTo(caller);
    caller.resume();
    replica.resume();
  }

  /**
   * @param tries how many replicas may still be asked for a connection
   */
  private Future<NetSocket> connect(List<URI> now, int tries) {
    URI replica = now.get(Math.floorMod(turn.getAndIncrement(), now.size()));
    Future<NetSocket> connection = client.connect(replica.getPort(), replica.getHost());
    return tries == 1 ? connection : connection.recover(refused -> connect(now, tries - 1));
  }
}
