package io.afterword.dev.quickstart.frontdoor;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyRequest;
import io.vertx.httpproxy.ProxyResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** The one public origin: sends each request to the service that owns its path. */
public final class FrontDoor implements AutoCloseable {
  /** More than a browser opens, for a benchmark through the front door. */
  private static final int CONNECTIONS_PER_SERVICE = 256;

  private final HttpServer server;
  private final HttpClient client;

  private FrontDoor(HttpServer server, HttpClient client) {
    this.server = server;
    this.client = client;
  }

  /**
   * @param paths {@code deploy/paths.yaml}
   * @param services where each service answers, by its short name
   */
  public static FrontDoor start(Vertx vertx, int port, Path paths, Map<String, URI> services)
      throws IOException {
    PathOwners owners = PathOwners.read(paths);
    HttpClient client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setMaxPoolSize(CONNECTIONS_PER_SERVICE)
                .setKeepAliveTimeout(30));
    Map<String, HttpProxy> proxies = new TreeMap<>();
    services.forEach(
        (name, address) ->
            proxies.put(
                name,
                HttpProxy.reverseProxy(client)
                    .origin(address.getPort(), address.getHost())
                    .addInterceptor(new Forwarded())));
    // Upgraded to HTTP/2, a body that comes in chunks would be lost on its way to the service.
    HttpServer server =
        vertx.createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(false));
    server.requestHandler(request -> handle(request, owners, proxies));
    server
        .listen(port, "127.0.0.1")
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(20, TimeUnit.SECONDS)
        .join();
    return new FrontDoor(server, client);
  }

  @Override
  public void close() {
    server.close().toCompletionStage().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
    client.close().toCompletionStage().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
  }

  private static void handle(
      HttpServerRequest request, PathOwners owners, Map<String, HttpProxy> proxies) {
    HttpProxy proxy = owners.owner(request.path()).map(proxies::get).orElse(null);
    if (proxy == null) {
      request
          .response()
          .setStatusCode(404)
          .putHeader("Content-Type", "application/problem+json")
          .end(
              "{\"status\":404,\"title\":\"Not found\",\"code\":\"NOT_FOUND\","
                  + "\"detail\":\"No service owns this path.\"}");
    } else {
      proxy.handle(request);
    }
  }

  /** Tells the service what the visitor sees; what a visitor claims about it does not count. */
  private static final class Forwarded implements ProxyInterceptor {
    @Override
    public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
      ProxyRequest request = context.request();
      HttpServerRequest visitor = request.proxiedRequest();
      request.headers().remove("Forwarded");
      request.putHeader("X-Forwarded-For", visitor.remoteAddress().hostAddress());
      request.putHeader("X-Forwarded-Proto", "http");
      if (visitor.authority() != null) {
        request.putHeader("X-Forwarded-Host", visitor.authority().toString());
      }
      return context.sendRequest();
    }
  }
}
