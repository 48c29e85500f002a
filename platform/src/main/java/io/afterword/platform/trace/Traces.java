package io.afterword.platform.trace;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.trace.IdGenerator;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Tells OpenTelemetry what was done. Steps are told when they are over, by the id of what they are
 * about, so that batches, queues and the feed need not carry anything along; where nothing is
 * traced, asking {@link #follows} is all that it costs. What must not be joined to anything else,
 * such as an anonymous answer, is not told.
 */
@ApplicationScoped
public class Traces {
  private final double share;
  private final @Nullable SpanExport export;

  /** Traces show the machine's time, whatever business time is. */
  private final Clock machine = Clock.systemUTC();

  @Inject
  Traces(TraceConfig config, @ConfigProperty(name = "afterword.service") String service) {
    this(
        config.share(),
        config.endpoint().map(url -> SpanExport.to(url, service + "-service")).orElse(null));
  }

  Traces(double share, @Nullable SpanExport export) {
    this.share = share;
    this.export = export;
  }

  void stop(@Observes ShutdownEvent event) {
    if (export != null) {
      export.close();
    }
  }

  /** Whether steps of this subject are told; ask before anything is made for it. */
  public boolean follows(UUID subject) {
    return export != null && TraceIds.chosen(subject.getLeastSignificantBits(), share);
  }

  public Instant now() {
    return machine.instant();
  }

  /** The first step of all, which the others hang below; it points to the request it came by. */
  public void begin(UUID subject, Step step) {
    if (export != null && follows(subject)) {
      export.root(context(subject), step, now(), currentRequest());
    }
  }

  /** A step that is over now. */
  public void add(UUID subject, Step step) {
    add(subject, step, now());
  }

  public void add(UUID subject, Step step, Instant ended) {
    if (export != null && follows(subject)) {
      export.below(context(subject), null, step, ended, currentRequest());
    }
  }

  /**
   * The trace of a request that begins: its caller's, or one of its own; none where neither is
   * wanted.
   *
   * @param header what its caller said of its trace
   */
  public @Nullable RequestTrace request(@Nullable String header) {
    SpanContext caller = RequestTrace.read(header);
    if (caller == null && export == null) {
      return null;
    }
    IdGenerator ids = IdGenerator.random();
    String trace = caller == null ? ids.generateTraceId() : caller.getTraceId();
    var request = new RequestTrace(SpanExport.context(trace, ids.generateSpanId()), caller);
    request.enter();
    return request;
  }

  /** The request was answered. */
  public void answered(RequestTrace request, Step step) {
    if (export == null || !TraceIds.chosen(request.traceId(), share)) {
      return;
    }
    if (request.caller() == null) {
      export.root(request.span(), step, now(), null);
    } else {
      export.below(request.caller(), request.span(), step, now(), null);
    }
  }

  /** A span that is sent, so that what points there finds something. */
  private @Nullable SpanContext currentRequest() {
    return RequestTrace.current()
        .filter(request -> TraceIds.chosen(request.traceId(), share))
        .map(RequestTrace::span)
        .orElse(null);
  }

  private static SpanContext context(UUID subject) {
    return SpanExport.context(TraceIds.trace(subject), TraceIds.root(subject));
  }
}
