package io.afterword.platform.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterword.platform.feed.FeedStatus;
import io.afterword.platform.feed.SubscriptionView;
import io.afterword.platform.feed.SubscriptionView.State;
import io.afterword.platform.job.JobView;
import io.afterword.platform.metric.Metric;
import io.afterword.platform.metric.Reading;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReadingsTest {
  private static final Instant NOW = Instant.parse("2026-05-01T09:12:30Z");

  @Test
  void siblings_are_shown_by_name_and_webhooks_together() {
    var view =
        new FeedStatus.View(
            List.of(
                subscription("scoring", State.FAILING, 7, NOW.minusSeconds(30)),
                subscription("dispatch", State.DELIVERING, 0, null),
                subscription("webhook:1", State.PAUSED, 100, NOW.minusSeconds(600)),
                subscription("webhook:2", State.DELIVERING, 11, NOW.minusSeconds(2))),
            3);

    assertThat(FeedWatch.readings(view, NOW).stream().map(ReadingsTest::line))
        .containsExactly(
            "afterword_feed_waiting_events [scoring] 7.0",
            "afterword_feed_lag_seconds [scoring] 30.0",
            "afterword_feed_paused [scoring] 0.0",
            "afterword_feed_waiting_events [dispatch] 0.0",
            "afterword_feed_lag_seconds [dispatch] 0.0",
            "afterword_feed_paused [dispatch] 0.0",
            "afterword_webhook_waiting_events [] 111.0",
            "afterword_webhook_lag_seconds [] 600.0",
            "afterword_webhook_subscriptions [delivering] 1.0",
            "afterword_webhook_subscriptions [failing] 0.0",
            "afterword_webhook_subscriptions [paused] 1.0",
            "afterword_feed_parked_events [] 3.0");
  }

  @Test
  void a_job_that_runs_is_not_overdue() {
    assertThat(
            JobWatch.readings(
                    List.of(
                        job("expiry", NOW.minusSeconds(90), false, 2),
                        job("reaper", NOW.minusSeconds(5), true, 0),
                        job("waves", NOW.plusSeconds(60), false, 0)),
                    NOW)
                .stream()
                .map(ReadingsTest::line))
        .containsExactly(
            "afterword_job_failures [expiry] 2.0",
            "afterword_job_overdue_seconds [expiry] 90.0",
            "afterword_job_failures [reaper] 0.0",
            "afterword_job_overdue_seconds [reaper] 0.0",
            "afterword_job_failures [waves] 0.0",
            "afterword_job_overdue_seconds [waves] 0.0");
  }

  @Test
  void names_are_as_prometheus_wants_them() {
    assertThatThrownBy(() -> Metric.counter("afterword_mails", "Mails"))
        .hasMessageContaining("end in _total");
    assertThatThrownBy(() -> Metric.gauge("afterword_mailsSent", "Mails"))
        .hasMessageContaining("no name for a metric");
    assertThatThrownBy(() -> Metric.gauge("afterword_mails", "Mails", "state").reads(1))
        .hasMessageContaining("has the labels [state]");
  }

  private static String line(Reading reading) {
    return "%s %s %s"
        .formatted(reading.metric().name(), reading.series().labelValues(), reading.value());
  }

  private static SubscriptionView subscription(
      String name, State state, int waiting, @Nullable Instant since) {
    return new SubscriptionView(
        name, "http://x", List.of("a"), state, waiting, since, null, 0, null, null, null);
  }

  private static JobView job(String name, Instant dueAt, boolean running, int failures) {
    return new JobView(name, dueAt, running, null, null, failures, null);
  }
}
