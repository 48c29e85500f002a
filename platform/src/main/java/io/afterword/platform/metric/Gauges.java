package io.afterword.platform.metric;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Shows what gauges were when they were last looked at. */
@ApplicationScoped
public class Gauges {
  private final MeterRegistry registry;
  private final Map<Metric, MultiGauge> known = new HashMap<>();

  Gauges(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Shows these and nothing of what was shown before. */
  public synchronized void show(List<Reading> readings) {
    Map<Metric, List<Reading>> byMetric =
        readings.stream().collect(Collectors.groupingBy(Reading::metric));
    byMetric.keySet().forEach(metric -> known.computeIfAbsent(metric, this::registered));
    known.forEach(
        (metric, gauge) ->
            gauge.register(
                byMetric.getOrDefault(metric, List.of()).stream()
                    .<MultiGauge.Row<?>>map(
                        reading -> MultiGauge.Row.of(Counters.tags(reading), reading.value()))
                    .toList(),
                true));
  }

  private MultiGauge registered(Metric metric) {
    return MultiGauge.builder(metric.name()).description(metric.meaning()).register(registry);
  }
}
