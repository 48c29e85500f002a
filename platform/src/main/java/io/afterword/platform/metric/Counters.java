package io.afterword.platform.metric;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Counts what happens on this replica. */
@ApplicationScoped
public class Counters {
  private final MeterRegistry registry;
  private final ConcurrentMap<Series, Counter> known = new ConcurrentHashMap<>();

  Counters(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Shows zero until something happens, so that the first time is seen as a step. */
  public void expect(Metric metric, String... labelValues) {
    add(metric, 0, labelValues);
  }

  /**
   * @param labelValues in the order of the metric's labels
   */
  public void add(Metric metric, long times, String... labelValues) {
    known.computeIfAbsent(metric.of(labelValues), this::registered).increment((double) times);
  }

  private Counter registered(Series series) {
    return Counter.builder(series.metric().name())
        .description(series.metric().meaning())
        .tags(series.tags())
        .register(registry);
  }
}
