package io.afterword.platform.metric;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/** Shows what gauges were when they were last looked at. */
@ApplicationScoped
public class Gauges {
  /** A gauge, and the number that it shows. */
  private record Shown(Gauge gauge, AtomicReference<Double> value) {}

  private final MeterRegistry registry;
  private final Map<Series, Shown> known = new HashMap<>();

  Gauges(MeterRegistry registry) {
    this.registry = registry;
  }

  /**
   * Shows these and nothing of what was shown before. A gauge that goes on is never taken away in
   * between: a scrape at that moment would miss it, and Prometheus take it for gone.
   */
  public synchronized void show(List<Reading> readings) {
    Map<Series, Double> values =
        readings.stream().collect(Collectors.toMap(Reading::series, Reading::value));
    known
        .entrySet()
        .removeIf(
            entry -> {
              boolean gone = !values.containsKey(entry.getKey());
              if (gone) {
                registry.remove(entry.getValue().gauge());
              }
              return gone;
            });
    values.forEach(
        (series, value) ->
            known.computeIfAbsent(series, added -> registered(added, value)).value().set(value));
  }

  private Shown registered(Series series, double first) {
    AtomicReference<Double> value = new AtomicReference<>(first);
    return new Shown(
        Gauge.builder(series.metric().name(), value::get)
            .description(series.metric().meaning())
            .tags(series.tags())
            .register(registry),
        value);
  }
}
