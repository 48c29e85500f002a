package io.afterword.dispatch.ledger;

import io.afterword.dispatch.decision.SkipReason;
import io.afterword.platform.metric.Counters;
import io.afterword.platform.metric.Metric;
import io.afterword.platform.metric.MetricSource;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Locale;

/** Decisions by their reason, for whoever watches the service. */
@ApplicationScoped
class DecisionCount implements MetricSource {
  private static final Metric DECISIONS =
      Metric.counter(
          "afterword_decisions_total",
          "Decisions written to the ledger: `ask`, `move`, `skip`, and why (`none` where somebody"
              + " is asked). A transaction that is undone afterwards was counted",
          "outcome",
          "reason");
  private static final String NO_REASON = "none";

  private final Counters counters;

  DecisionCount(Counters counters) {
    this.counters = counters;
  }

  @Override
  public List<Metric> metrics() {
    return List.of(DECISIONS);
  }

  void start(@Observes StartupEvent event) {
    counters.expect(DECISIONS, label(LedgerEntry.Outcome.ASK), NO_REASON);
    for (SkipReason reason : SkipReason.values()) {
      counters.expect(DECISIONS, label(LedgerEntry.Outcome.SKIP), label(reason));
    }
  }

  void of(List<LedgerEntry> entries) {
    for (LedgerEntry entry : entries) {
      SkipReason reason = entry.reason();
      counters.add(
          DECISIONS, 1, label(entry.outcome()), reason == null ? NO_REASON : label(reason));
    }
  }

  private static String label(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
