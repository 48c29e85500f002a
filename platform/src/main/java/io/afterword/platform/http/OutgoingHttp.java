package io.afterword.platform.http;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The one client for webhooks and helpdesk APIs, whose addresses people register. It speaks https
 * unless plain http is allowed, resolves the name once, refuses what is not the public internet
 * unless configured, and connects to the very address it has checked, so that a name cannot change
 * its mind in between. It follows no redirect, gives up after ten seconds and keeps 64 kB of the
 * answer. A redirect is an answer like any other.
 */
@ApplicationScoped
public class OutgoingHttp {
  /** Bytes of an answer that are kept; the rest is not even read. */
  static final int KEPT_BYTES = 64 * 1024;

  private static final int MAX_HEADER_BYTES = 16 * 1024;

  private final Vertx vertx;
  private final HttpClient client;
  private final OutgoingRules rules;
  private final Duration timeout;

  OutgoingHttp(Vertx vertx, OutgoingConfig config) {
    this.vertx = vertx;
    this.timeout = config.timeout();
    this.rules =
        new OutgoingRules(
            config.allowHttp(),
            config.allowedNetworks().orElse(Set.of()).stream().map(Network::of).toList());
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout((int) timeout.toMillis())
                .setKeepAlive(false)
                .setMaxHeaderSize(MAX_HEADER_BYTES)
                .setVerifyHost(true)
                .setTrustAll(false));
  }

  @PreDestroy
  void close() {
    client.close();
  }

  /** Why an address is refused before anything is sent to it; empty if it is not. */
  public Optional<String> refuse(URI uri) {
    return rules.refuse(uri);
  }

  /**
   * Sends the request once. Fails with {@link OutgoingRefusedException} when a rule of ours forbids
   * it, and otherwise as the network does.
   */
  public Uni<OutgoingAnswer> send(OutgoingRequest request) {
    return rules
        .refuse(request.uri())
        .map(why -> Uni.createFrom().<OutgoingAnswer>failure(new OutgoingRefusedException(why)))
        .orElseGet(() -> resolve(request.uri().getHost()).chain(to -> exchange(request, to)))
        .ifNoItem()
        .after(timeout)
        .fail();
  }

  /** Java's own look-up, which blocks and knows the hosts file, on a worker. */
  private Uni<InetAddress> resolve(String host) {
    String name = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    return Uni.createFrom()
        .completionStage(
            () ->
                vertx
                    .executeBlocking(() -> List.of(InetAddress.getAllByName(name)), false)
                    .toCompletionStage())
        .map(
            found ->
                rules
                    .choose(found)
                    .orElseThrow(
                        () ->
                            new OutgoingRefusedException(
                                "the address leads into a private network, which is not"
                                    + " configured as allowed")));
  }

  private Uni<OutgoingAnswer> exchange(OutgoingRequest request, InetAddress to) {
    return Uni.createFrom()
        .emitter(
            emitter ->
                client
                    .request(options(request, to))
                    .compose(
                        sending -> {
                          emitter.onTermination(sending::reset);
                          return sending
                              .send(Buffer.buffer(request.body()))
                              .compose(answer -> read(sending, answer));
                        })
                    .onComplete(emitter::complete, emitter::fail));
  }

  /**
   * The name stays in Host, SNI and the certificate's check; the connection goes to the address.
   */
  private RequestOptions options(OutgoingRequest request, InetAddress to) {
    URI uri = request.uri();
    boolean tls = uri.getScheme().equalsIgnoreCase("https");
    int port = uri.getPort() >= 0 ? uri.getPort() : tls ? 443 : 80;
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.valueOf(request.method()))
            .setHost(uri.getHost())
            .setPort(port)
            .setServer(SocketAddress.inetSocketAddress(port, to.getHostAddress()))
            .setSsl(tls)
            .setFollowRedirects(false)
            .setURI(uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery());
    request.headers().forEach(options::addHeader);
    return options;
  }

  private static Future<OutgoingAnswer> read(HttpClientRequest sending, HttpClientResponse answer) {
    Promise<OutgoingAnswer> done = Promise.promise();
    Buffer kept = Buffer.buffer();
    answer.handler(
        part -> {
          int room = KEPT_BYTES - kept.length();
          kept.appendBuffer(part.length() <= room ? part : part.slice(0, room));
          if (part.length() > room && done.tryComplete(answer(answer, kept, true))) {
            sending.reset();
          }
        });
    answer.exceptionHandler(done::tryFail);
    answer.endHandler(ended -> done.tryComplete(answer(answer, kept, false)));
    return done.future();
  }

  private static OutgoingAnswer answer(HttpClientResponse answer, Buffer kept, boolean cut) {
    Map<String, String> headers = new HashMap<>();
    answer
        .headers()
        .forEach((name, value) -> headers.putIfAbsent(name.toLowerCase(Locale.ROOT), value));
    return new OutgoingAnswer(answer.statusCode(), headers, kept.toString(), cut);
  }
}
