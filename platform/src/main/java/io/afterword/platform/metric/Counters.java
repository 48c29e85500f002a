package io.afterword.platform.metric;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Counts what happens on this replica. */
@ApplicationScoped
public class Counters {
  private record Key(Metric metric, List<String> labelValues) {}

  private final MeterRegistry registry;
  private final ConcurrentMap<Key, Counter> known = new ConcurrentHashMap<>();

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
    known
        .computeIfAbsent(new Key(metric, List.of(labelValues)), this::registered)
        .increment((double) times);
  }

  private Counter registered(Key key) {
    return Counter.builder(key.metric().name())
        .description(key.metric().meaning())
        .tags(tags(key.metric().reads(0, key.labelValues().toArray(String[]::new))))
        .register(registry);
  }

  static Tags tags(Reading reading) {
    List<String> labels = reading.metric().labels();
    Tags tags = Tags.empty();
    for (int i = 0; i < labels.size(); i++) {
      tags = tags.and(labels.get(i), reading.labelValues().get(i));
    }
    return tags;
  }
}
