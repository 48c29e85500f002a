package io.afterword.platform.metric;

import io.smallrye.mutiny.Uni;
import java.util.List;

/** Knows some of the service's metrics; a CDI bean. */
public interface MetricSource {

  /** All that it counts or measures. */
  List<Metric> metrics();

  /**
   * Its gauges as they are now, by few and short statements: asked every quarter of a minute on
   * every replica, never when Prometheus comes.
   */
  default Uni<List<Reading>> read() {
    return Uni.createFrom().item(List.of());
  }
}
