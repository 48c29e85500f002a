package io.afterword.dev.quickstart.frontdoor;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.RequestOptions;
import io.vertx.httpproxy.HttpProxy;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One address for all replicas of a service, which take turns. A replica that takes no connection
 * is passed over, as an ingress does; a request that was cut off is the sender's to repeat.
 */
public final class Balancer implements AutoCloseable {
  /** As many as the front door opens to it. */
  private static final int CONNECTIONS_PER_REPLICA = 256;

  private final HttpServer server;
  private final HttpClient client;
  private final AtomicInteger turn = new AtomicInteger();
  private volatile List<URI> replicas;

  private Balancer(Vertx vertx, List<URI> replicas) {
    this.replicas = List.copyOf(replicas);
    this.server = vertx.createHttpServer();
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setMaxPoolSize(CONNECTIONS_PER_REPLICA)
                .setConnectTimeout(2_000)
                .setKeepAliveTimeout(30));
  }

  public static Balancer start(Vertx vertx, int port, List<URI> replicas) {
    Balancer balancer = new Balancer(vertx, replicas);
    HttpProxy proxy =
        HttpProxy.reverseProxy(balancer.client).origin(exchange -> balancer.connect());
    balancer
        .server
        .requestHandler(proxy)
        .listen(port, "127.0.0.1")
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(20, TimeUnit.SECONDS)
        .join();
    return balancer;
  }

  @Override
  public void close() {
    server.close().toCompletionStage().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
    client.close().toCompletionStage().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
  }

  /** From the next request on these take turns; one that is left out finishes what it has. */
  public void use(List<URI> others) {
    replicas = List.copyOf(others);
  }

  private Future<HttpClientRequest> connect() {
    List<URI> now = replicas;
    return connect(now, now.size());
  }

  /**
   * @param tries how many replicas may still be asked for a connection
   */
  private Future<HttpClientRequest> connect(List<URI> now, int tries) {
    URI replica = now.get(Math.floorMod(turn.getAndIncrement(), now.size()));
    Future<HttpClientRequest> connection =
        client.request(new RequestOptions().setHost(replica.getHost()).setPort(replica.getPort()));
    return tries == 1 ? connection : connection.recover(refused -> connect(now, tries - 1));
  }
}
