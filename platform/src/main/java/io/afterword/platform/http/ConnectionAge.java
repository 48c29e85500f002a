package io.afterword.platform.http;

import io.netty.util.Attribute;
import io.netty.util.AttributeKey;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * A connection that is kept open stays with its replica, whatever stands between: a new replica
 * would get nothing from callers that have their connections, siblings among them, and one that is
 * to go would be asked until its end. So the answer to a connection's first request after a few
 * seconds says that it is the last, and the caller opens the next one where the load is spread.
 * Whoever does not listen finds it closed.
 */
@ApplicationScoped
class ConnectionAge {
  static final Duration LEAST = Duration.ofSeconds(2);

  /**
   * Connections that began together do not end together; all of them end while a replica that is
   * told to go still serves (the chart's preStopSeconds is 5).
   */
  static final Duration MOST = Duration.ofSeconds(4);

  /** For what is on its way; who has heard that it was the last sends nothing more. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  /** Before whatever may answer, the respondent's page among it (ADR 32). */
  private static final int FIRST = 1_000;

  /** When a connection is old, by {@link System#nanoTime()}; counted from its first request. */
  private static final AttributeKey<Long> OLD_FROM =
      AttributeKey.valueOf(ConnectionAge.class, "oldFrom");

  void watch(@Observes Filters filters) {
    filters.register(
        context -> {
          if (isOld(context.request())) {
            tell(context);
          }
          context.next();
        },
        FIRST);
  }

  /** At the last moment: a caller that was not told would send on, and be cut off in the middle. */
  private static void tell(RoutingContext context) {
    context.addHeadersEndHandler(
        ending -> context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE));
    context.addEndHandler(
        ended ->
            context
                .vertx()
                .setTimer(GRACE.toMillis(), timer -> context.request().connection().close()));
  }

  /** HTTP/2 has no such header; it is not spoken without TLS, which ends before the services. */
  private static boolean isOld(HttpServerRequest request) {
    return request.version() == HttpVersion.HTTP_1_1
        && request.connection() instanceof ConnectionBase connection
        && isOld(connection.channel().attr(OLD_FROM), System.nanoTime());
  }

  static boolean isOld(Attribute<@Nullable Long> oldFrom, long now) {
    Long from = oldFrom.get();
    if (from == null) {
      oldFrom.set(now + ThreadLocalRandom.current().nextLong(LEAST.toNanos(), MOST.toNanos()));
      return false;
    }
    return now - from > 0;
  }
}
