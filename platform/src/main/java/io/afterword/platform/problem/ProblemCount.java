package io.afterword.platform.problem;

import io.afterword.platform.metric.Counters;
import io.afterword.platform.metric.Metric;
import io.afterword.platform.metric.MetricSource;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/** Requests that were not done, by their code: a closed list. What goes well costs nothing here. */
@ApplicationScoped
class ProblemCount implements MetricSource {
  private static final Metric PROBLEMS =
      Metric.counter(
          "afterword_problems_total",
          "Requests that were answered with a problem, by status and code; 5xx are ours",
          "status",
          "code");

  private final Counters counters;

  ProblemCount(Counters counters) {
    this.counters = counters;
  }

  @Override
  public List<Metric> metrics() {
    return List.of(PROBLEMS);
  }

  void start(@Observes StartupEvent event) {
    for (ProblemCode code : List.of(CommonProblem.BUSY, CommonProblem.INTERNAL)) {
      counters.expect(PROBLEMS, Integer.toString(code.status()), code.name());
    }
  }

  void answered(Problem problem) {
    ProblemCode code = problem.code();
    counters.add(PROBLEMS, 1, Integer.toString(code.status()), code.name());
  }
}
