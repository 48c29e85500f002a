package io.afterword.platform.request;

import io.afterword.platform.trace.RequestTrace;
import io.afterword.platform.trace.Step;
import io.afterword.platform.trace.Traces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.mapping.RuntimeResource;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;
import org.jspecify.annotations.Nullable;

/**
 * Times every request of a resource, puts the id of its trace on the lines that are logged
 * meanwhile, and tells its trace. The page behind a link does without all that (ADR 32) but for the
 * time.
 */
public class RequestWatch {
  private static final Logger LOG = Logger.getLogger(RequestWatch.class);

  /** As OpenTelemetry's own log appenders name it. */
  private static final String TRACE_ID = "traceId";

  private static final String BEGUN = RequestWatch.class.getName();
  private static final int FIRST = 1;

  private final RequestTimes times;
  private final Traces traces;
  private final ConcurrentMap<RuntimeResource, String> routes = new ConcurrentHashMap<>();

  private record Begun(
      RuntimeResource target, long nanos, Instant at, @Nullable RequestTrace trace) {}

  RequestWatch(RequestTimes times, Traces traces) {
    this.times = times;
    this.traces = traces;
  }

  // Public: the class that calls them is generated into another class loader than a library's.
  @ServerRequestFilter(priority = FIRST)
  public void begin(ResteasyReactiveContainerRequestContext request) {
    RuntimeResource target =
        ((ResteasyReactiveRequestContext) request.getServerRequestContext()).getTarget();
    if (target == null) {
      return;
    }
    RequestTrace trace = traces.request(request.getHeaderString(RequestTrace.HEADER));
    if (trace != null) {
      MDC.put(TRACE_ID, trace.traceId());
    }
    request.setProperty(BEGUN, new Begun(target, System.nanoTime(), traces.now(), trace));
  }

  @ServerResponseFilter
  public void end(ContainerRequestContext request, ContainerResponseContext response) {
    if (!(request.getProperty(BEGUN) instanceof Begun begun)) {
      return;
    }
    RuntimeResource target = begun.target();
    String method = String.valueOf(target.getHttpMethod());
    String route = routes.computeIfAbsent(target, RequestWatch::route);
    int status = response.getStatus();
    times.answered(method, route, status, begun.nanos());
    LOG.debugf("%s %s: %d", method, route, status);
    if (begun.trace() != null) {
      traces.answered(
          begun.trace(),
          Step.of(method + " " + route, Step.Kind.SERVER, begun.at())
              .with("http.request.method", method)
              .with("http.route", route)
              .with("http.response.status_code", status)
              .failedIf(status >= 500));
    }
  }

  /** As the resource's own annotations have it: {@code /v1/surveys/{id}}. */
  private static String route(RuntimeResource target) {
    String of =
        (target.getClassPath() == null ? "" : target.getClassPath().template)
            + "/"
            + (target.getPath() == null ? "" : target.getPath().template);
    String path = of.replaceAll("/{2,}", "/").replaceAll("(?<=.)/$", "");
    return path.isEmpty() ? "/" : path;
  }
}
