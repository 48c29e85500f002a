package io.afterword.platform.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GaugesTest {
  private static final Metric LAG = Metric.gauge("afterword_lag_seconds", "Lag");
  private static final Metric QUEUED = Metric.gauge("afterword_queued", "Queued", "state");

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Gauges gauges = new Gauges(registry);

  @Test
  void the_last_look_is_shown() {
    gauges.show(List.of(LAG.reads(1), QUEUED.reads(2, "due"), QUEUED.reads(3, "held")));
    gauges.show(List.of(LAG.reads(4), QUEUED.reads(5, "due")));
    assertThat(shown())
        .containsExactlyInAnyOrder("afterword_lag_seconds [] 4.0", "afterword_queued [due] 5.0");
  }

  @Test
  void what_goes_on_is_not_missing_for_a_moment() {
    gauges.show(List.of(LAG.reads(1), QUEUED.reads(2, "due")));
    List<Meter> removed = new ArrayList<>();
    registry.config().onMeterRemoved(removed::add);
    gauges.show(List.of(LAG.reads(3), QUEUED.reads(2, "due")));
    assertThat(removed).isEmpty();
  }

  @Test
  void what_cannot_be_read_comes_back_with_its_new_value() {
    gauges.show(List.of(LAG.reads(1)));
    gauges.show(List.of());
    assertThat(shown()).isEmpty();
    gauges.show(List.of(LAG.reads(2)));
    assertThat(shown()).containsExactly("afterword_lag_seconds [] 2.0");
  }

  private List<String> shown() {
    return registry.getMeters().stream()
        .map(
            meter ->
                "%s %s %s"
                    .formatted(
                        meter.getId().getName(),
                        meter.getId().getTags().stream().map(tag -> tag.getValue()).toList(),
                        meter.measure().iterator().next().getValue()))
        .toList();
  }
}
