package io.afterword.platform.watch;

import io.afterword.platform.feed.FeedStatus;
import io.afterword.platform.feed.SubscriptionView;
import io.afterword.platform.feed.SubscriptionView.State;
import io.afterword.platform.metric.Metric;
import io.afterword.platform.metric.MetricSource;
import io.afterword.platform.metric.Reading;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** How far subscribers are. Siblings by their names; webhooks together, since anybody adds some. */
@ApplicationScoped
class FeedWatch implements MetricSource {
  private static final Metric WAITING =
      Metric.gauge(
          "afterword_feed_waiting_events",
          "Events that a sibling has not taken yet, counted up to 10,000",
          "subscriber");
  private static final Metric LAG =
      Metric.gauge(
          "afterword_feed_lag_seconds",
          "Age of the oldest event that a sibling has not taken yet; 0 when none waits",
          "subscriber");
  private static final Metric PAUSED =
      Metric.gauge(
          "afterword_feed_paused",
          "1 when a sibling has failed for five days and waits for a person to resume it",
          "subscriber");
  private static final Metric WEBHOOK_WAITING =
      Metric.gauge(
          "afterword_webhook_waiting_events",
          "Events that customers' webhooks have not taken yet, each counted up to 10,000");
  private static final Metric WEBHOOK_LAG =
      Metric.gauge(
          "afterword_webhook_lag_seconds",
          "Age of the oldest event that a customer's webhook has not taken yet");
  private static final Metric WEBHOOK_STATES =
      Metric.gauge(
          "afterword_webhook_subscriptions",
          "Customers' webhooks, by how they are: `delivering`, `failing`, `paused`",
          "state");
  private static final Metric PARKED =
      Metric.gauge(
          "afterword_feed_parked_events",
          "Events from siblings that could not be applied and wait for a person");

  private final FeedStatus feed;

  /** The outbox has the machine's time, whatever business time is. */
  private final Clock machine = Clock.systemUTC();

  FeedWatch(FeedStatus feed) {
    this.feed = feed;
  }

  @Override
  public List<Metric> metrics() {
    return List.of(WAITING, LAG, PAUSED, WEBHOOK_WAITING, WEBHOOK_LAG, WEBHOOK_STATES, PARKED);
  }

  @Override
  public Uni<List<Reading>> read() {
    return feed.read().map(view -> readings(view, machine.instant()));
  }

  static List<Reading> readings(FeedStatus.View view, Instant now) {
    var readings = new ArrayList<Reading>();
    for (SubscriptionView one : view.subscriptions()) {
      if (!one.ofCustomer()) {
        readings.add(WAITING.reads(one.waiting(), one.name()));
        readings.add(LAG.reads(lag(one, now), one.name()));
        readings.add(PAUSED.reads(one.state() == State.PAUSED ? 1 : 0, one.name()));
      }
    }
    List<SubscriptionView> webhooks =
        view.subscriptions().stream().filter(SubscriptionView::ofCustomer).toList();
    readings.add(
        WEBHOOK_WAITING.reads(webhooks.stream().mapToLong(SubscriptionView::waiting).sum()));
    readings.add(
        WEBHOOK_LAG.reads(webhooks.stream().mapToDouble(one -> lag(one, now)).max().orElse(0)));
    for (State state : State.values()) {
      readings.add(
          WEBHOOK_STATES.reads(
              webhooks.stream().filter(one -> one.state() == state).count(), label(state)));
    }
    readings.add(PARKED.reads(view.parked()));
    return readings;
  }

  private static String label(State state) {
    return switch (state) {
      case DELIVERING -> "delivering";
      case FAILING -> "failing";
      case PAUSED -> "paused";
    };
  }

  private static double lag(SubscriptionView one, Instant now) {
    Instant since = one.waitingSince();
    return since == null ? 0 : Math.max(0, Duration.between(since, now).toMillis() / 1000.0);
  }
}
