package io.afterword.platform.metric;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;

/** Times what happens on this replica. */
@ApplicationScoped
public class Timings {
  /** Few, since each route has its own: at once, as usual, noticed, and given up by somebody. */
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(5),
    Duration.ofMillis(25),
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofSeconds(2),
    Duration.ofSeconds(10)
  };

  private final MeterRegistry registry;
  private final ConcurrentMap<Series, Timer> known = new ConcurrentHashMap<>();

  Timings(MeterRegistry registry) {
    this.registry = registry;
  }

  /**
   * @param labelValues in the order of the metric's labels
   */
  public void add(Metric metric, long nanos, String... labelValues) {
    known
        .computeIfAbsent(metric.of(labelValues), this::registered)
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  private Timer registered(Series series) {
    return Timer.builder(series.metric().name())
        .description(series.metric().meaning())
        .serviceLevelObjectives(BUCKETS)
        .tags(series.tags())
        .register(registry);
  }
}
