package io.afterword.platform.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.IdGenerator;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Spans on their way to the collector: gathered and sent by a thread of their own; when the
 * collector is slow or gone they are dropped, and nobody waits.
 */
final class SpanExport {
  private static final Duration GATHERED = Duration.ofSeconds(1);

  private final SdkTracerProvider provider;
  private final Tracer tracer;
  private final GivenIds ids = new GivenIds();

  SpanExport(SpanExporter exporter, String service) {
    this.provider =
        SdkTracerProvider.builder()
            // What comes here was chosen before.
            .setSampler(Sampler.alwaysOn())
            .setIdGenerator(ids)
            .setResource(
                Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), service)))
            .addSpanProcessor(
                BatchSpanProcessor.builder(exporter).setScheduleDelay(GATHERED).build())
            .build();
    this.tracer = provider.get("io.afterword");
  }

  static SpanExport to(URI collector, String service) {
    String base = collector.toString().replaceAll("/+$", "");
    return new SpanExport(
        OtlpHttpSpanExporter.builder().setEndpoint(base + "/v1/traces").build(), service);
  }

  /** A new trace with a span in it; both have the ids that are given. */
  void root(SpanContext own, Step step, Instant ended, @Nullable SpanContext link) {
    SpanBuilder builder = tracer.spanBuilder(step.name()).setNoParent();
    if (link != null) {
      builder.addLink(link);
    }
    end(ids.started(own, builder, step), step, ended);
  }

  /** A span below another one, with the id that is given or any. */
  void below(
      SpanContext parent,
      @Nullable SpanContext own,
      Step step,
      Instant ended,
      @Nullable SpanContext link) {
    SpanBuilder builder =
        tracer.spanBuilder(step.name()).setParent(Context.root().with(Span.wrap(parent)));
    if (link != null) {
      builder.addLink(link);
    }
    end(ids.started(own, builder, step), step, ended);
  }

  private static void end(Span span, Step step, Instant ended) {
    step.facts().forEach(span::setAttribute);
    if (step.failed()) {
      span.setStatus(StatusCode.ERROR);
    }
    // Of two machines' clocks one may be ahead.
    span.end(ended.isBefore(step.began()) ? step.began() : ended);
  }

  static SpanContext context(String trace, String span) {
    return SpanContext.createFromRemoteParent(
        trace, span, TraceFlags.getSampled(), TraceState.getDefault());
  }

  /** Sends what is there, for as long as a stopping process may wait for it. */
  void close() {
    provider.shutdown().join(2, TimeUnit.SECONDS);
  }

  /** Random ids, unless the span that is just being started has one already. */
  private static final class GivenIds implements IdGenerator {
    private static final ThreadLocal<@Nullable SpanContext> GIVEN = new ThreadLocal<>();

    private final IdGenerator random = IdGenerator.random();

    private Span started(@Nullable SpanContext own, SpanBuilder builder, Step step) {
      GIVEN.set(own);
      try {
        return builder
            .setSpanKind(SpanKind.valueOf(step.kind().name()))
            .setStartTimestamp(step.began())
            .startSpan();
      } finally {
        GIVEN.remove();
      }
    }

    @Override
    public String generateSpanId() {
      SpanContext own = GIVEN.get();
      return own == null ? random.generateSpanId() : own.getSpanId();
    }

    @Override
    public String generateTraceId() {
      SpanContext own = GIVEN.get();
      return own == null ? random.generateTraceId() : own.getTraceId();
    }
  }
}
