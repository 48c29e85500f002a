package io.afterword.platform.trace;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.api.trace.TraceState;
import io.smallrye.common.vertx.ContextLocals;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Vertx;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The trace that a request belongs to.
 *
 * @param caller the span in whose course it was sent, where the caller said so
 */
public record RequestTrace(SpanContext span, @Nullable SpanContext caller) {
  /** The header of W3C's Trace Context. */
  public static final String HEADER = "traceparent";

  private static final String LOCAL = RequestTrace.class.getName();

  public String traceId() {
    return span.getTraceId();
  }

  /** While this request is worked on, {@link #current} finds it. */
  void enter() {
    if (onContextOfItsOwn()) {
      ContextLocals.put(LOCAL, this);
    }
  }

  static Optional<RequestTrace> current() {
    return onContextOfItsOwn() ? ContextLocals.get(LOCAL) : Optional.empty();
  }

  private static boolean onContextOfItsOwn() {
    return Vertx.currentContext() != null && VertxContext.isOnDuplicatedContext();
  }

  /** What a header names, if it is one: {@code 00-TRACE-SPAN-FLAGS}. */
  static @Nullable SpanContext read(@Nullable String header) {
    if (header == null || header.length() < 55 || !header.equals(header.toLowerCase(Locale.ROOT))) {
      return null;
    }
    String trace = header.substring(3, 35);
    String span = header.substring(36, 52);
    boolean whole =
        header.charAt(2) == '-'
            && header.charAt(35) == '-'
            && header.charAt(52) == '-'
            && TraceId.isValid(trace)
            && SpanId.isValid(span);
    return whole
        ? SpanContext.createFromRemoteParent(
            trace, span, TraceFlags.getSampled(), TraceState.getDefault())
        : null;
  }
}
