package io.afterword.survey.respond;

import io.afterword.platform.metric.Counters;
import io.afterword.platform.metric.Metric;
import io.afterword.platform.metric.MetricSource;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Locale;

/** What respondents sent, for whoever watches the service. */
@ApplicationScoped
public class ResponseCount implements MetricSource {
  private static final Metric RESPONSES =
      Metric.counter(
          "afterword_responses_total",
          "Posts of respondents: `recorded` as the first of their link, `changed`, `unchanged`,"
              + " `sealed` (of an anonymous survey, recorded or changed: counted in scores when its"
              + " week is over), `closed` (came too late and is not kept), `failed` (could not be"
              + " stored; the respondent is told)",
          "outcome");
  private static final String FAILED = "failed";
  private static final String SEALED = "sealed";

  private final Counters counters;

  ResponseCount(Counters counters) {
    this.counters = counters;
  }

  @Override
  public List<Metric> metrics() {
    return List.of(RESPONSES);
  }

  void start(@Observes StartupEvent event) {
    for (Outcome outcome : Outcome.values()) {
      counters.expect(RESPONSES, label(outcome));
    }
    counters.expect(RESPONSES, SEALED);
    counters.expect(RESPONSES, FAILED);
  }

  public void committed(Outcome outcome) {
    counters.add(RESPONSES, 1, label(outcome));
  }

  /** An answer of an anonymous survey, which says nothing of how fresh scores should be. */
  public void sealed(Outcome outcome) {
    counters.add(RESPONSES, 1, outcome == Outcome.UNCHANGED ? label(outcome) : SEALED);
  }

  public void failed() {
    counters.add(RESPONSES, 1, FAILED);
  }

  private static String label(Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT);
  }
}
