package io.afterword.platform.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is told of which subject. */
class TracesTest {
  private static final UUID INVITATION = UUID.fromString("0199b5c4-2a5d-7c31-9f4e-6f2b8a90d1e7");
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  private final Kept here = new Kept();
  private final Kept there = new Kept();

  @Test
  void a_trace_has_the_id_of_its_subject_in_every_service() {
    tell(1, here, traces -> traces.begin(INVITATION, step("ask")));
    tell(1, there, traces -> traces.add(INVITATION, step("make link"), NOON.plusMillis(20)));

    SpanData first = here.spans.get(0);
    SpanData second = there.spans.get(0);
    assertThat(first.getTraceId()).isEqualTo("0199b5c42a5d7c319f4e6f2b8a90d1e7");
    assertThat(first.getParentSpanContext().isValid()).isFalse();
    assertThat(second.getTraceId()).isEqualTo(first.getTraceId());
    assertThat(second.getParentSpanId()).isEqualTo(first.getSpanId());
    assertThat(second.getSpanId()).isNotEqualTo(first.getSpanId());
    assertThat(second.getEndEpochNanos() - second.getStartEpochNanos()).isEqualTo(20_000_000);
  }

  @Test
  void each_service_chooses_the_same_share() {
    List<UUID> many = Stream.generate(UUID::randomUUID).limit(20_000).toList();
    var tenth = new Traces(0.1, new SpanExport(here, "one"));
    List<UUID> chosen = many.stream().filter(tenth::follows).toList();
    assertThat(chosen).hasSizeBetween(1_700, 2_300);
    var fifth = new Traces(0.2, new SpanExport(there, "another"));
    assertThat(chosen).allMatch(fifth::follows);
    assertThat(many).noneMatch(new Traces(0, new SpanExport(there, "none"))::follows);
    assertThat(many).allMatch(new Traces(1, new SpanExport(there, "all"))::follows);
  }

  @Test
  void without_a_collector_nothing_is_followed() {
    var off = new Traces(1, null);
    assertThat(off.follows(INVITATION)).isFalse();
    assertThat(off.request(null)).isNull();
  }

  @Test
  void a_request_goes_on_with_the_trace_of_its_caller() {
    String header = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00";
    tell(
        1,
        here,
        traces -> {
          RequestTrace request = Objects.requireNonNull(traces.request(header));
          traces.answered(request, step("GET /v1/things"));
        });
    SpanData span = here.spans.get(0);
    assertThat(span.getTraceId()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
    assertThat(span.getParentSpanId()).isEqualTo("00f067aa0ba902b7");
  }

  @Test
  void what_is_no_trace_context_is_ignored() {
    for (String header :
        List.of(
            "",
            "00-",
            "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
            "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
            "00-4bf92f3577b34da6a3ce929d0e0e473g-00f067aa0ba902b7-01",
            "00-4bf92f3577b34da6a3ce929d0e0e4736/00f067aa0ba902b7-01")) {
      assertThat(RequestTrace.read(header)).as(header).isNull();
    }
  }

  @Test
  void a_wrong_setting_names_its_key_and_a_good_value() {
    assertThatThrownBy(() -> TraceGuard.endpoint(URI.create("collector:4318")))
        .hasMessageContaining("afterword.tracing.endpoint")
        .hasMessageContaining("http://collector:4318");
    assertThatThrownBy(() -> TraceGuard.endpoint(URI.create("http://collector:4318/v1/traces")))
        .hasMessageContaining("without a path");
    assertThatThrownBy(() -> TraceGuard.share(1.5))
        .hasMessageContaining("afterword.tracing.share")
        .hasMessageContaining("0.1");
    TraceGuard.endpoint(URI.create("https://collector.example:4318/"));
    TraceGuard.share(0);
  }

  private static Step step(String name) {
    return Step.of(name, Step.Kind.INTERNAL, NOON);
  }

  private static void tell(double share, Kept kept, Consumer<Traces> what) {
    SpanExport export = new SpanExport(kept, "test");
    what.accept(new Traces(share, export));
    export.close();
  }

  /** Keeps what would be sent. */
  private static final class Kept implements SpanExporter {
    private final List<SpanData> spans = new ArrayList<>();

    @Override
    public synchronized CompletableResultCode export(Collection<SpanData> more) {
      spans.addAll(more);
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }
}
