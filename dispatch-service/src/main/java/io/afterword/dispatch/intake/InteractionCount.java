package io.afterword.dispatch.intake;

import io.afterword.platform.metric.Counters;
import io.afterword.platform.metric.Metric;
import io.afterword.platform.metric.MetricSource;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/** What came in, for whoever watches the service. */
@ApplicationScoped
class InteractionCount implements MetricSource {
  private static final Metric INTERACTIONS =
      Metric.counter(
          "afterword_interactions_total",
          "Reported interactions: `new` and committed, `repeated`, or in `conflict` with what was"
              + " reported under the same id and left out",
          "outcome");

  private final Counters counters;

  InteractionCount(Counters counters) {
    this.counters = counters;
  }

  @Override
  public List<Metric> metrics() {
    return List.of(INTERACTIONS);
  }

  void start(@Observes StartupEvent event) {
    counters.expect(INTERACTIONS, "new");
    counters.expect(INTERACTIONS, "repeated");
    counters.expect(INTERACTIONS, "conflict");
  }

  void committed(Intake.Result result) {
    counters.add(INTERACTIONS, result.fresh(), "new");
    counters.add(INTERACTIONS, result.decided().size() - result.fresh(), "repeated");
    counters.add(INTERACTIONS, result.conflicts().size(), "conflict");
  }
}
