package io.afterword.dispatch.delivery;

import io.afterword.dispatch.smtp.Verdict;
import io.afterword.platform.metric.Counters;
import io.afterword.platform.metric.Metric;
import io.afterword.platform.metric.MetricSource;
import io.afterword.platform.metric.Reading;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;

/** The queue of mails and what becomes of them, for whoever watches the service. */
@ApplicationScoped
public class DeliveryWatch implements MetricSource {
  private static final Metric QUEUE =
      Metric.gauge(
          "afterword_deliveries_queued",
          "Deliveries in the queue, each state counted up to 100,000: `scheduled` for later, `due`,"
              + " `held` (due, but the relay or survey-service is down), `in_flight`",
          "state");
  private static final Metric OLDEST_DUE =
      Metric.gauge(
          "afterword_deliveries_oldest_due_seconds",
          "For how long the oldest delivery has been due that nobody has taken; 0 when none is");
  private static final Metric UNKNOWN =
      Metric.gauge(
          "afterword_deliveries_unknown",
          "Deliveries of which nobody knows whether they went out, and of which nobody has decided");
  private static final Metric BLOCKED =
      Metric.gauge(
          "afterword_sending_blocked_seconds",
          "For how long sending has waited for the relay or survey-service; 0 when it does not");
  private static final Metric OUTCOMES =
      Metric.counter(
          "afterword_deliveries_total",
          "What became of mails: `accepted` by the relay, `refused_for_now`, `refused`,"
              + " `relay_down`, `unknown`, and `bounced` afterwards",
          "outcome");

  /** Bounded looks along the queue's own indexes, as the claim from the low water mark on. */
  private static final String LOOK =
      """
      select
        (select count(*) from (select from delivery_queue
          where lane = 'default' and status = 0 and due_at > $1 limit 100000) q) as scheduled,
        (select count(*) from (select from delivery_queue
          where lane = 'default' and status = 0 and due_at <= $1
            and due_at >= (select low_water from lane where lane = 'default') limit 100000) q) as due,
        (select count(*) from (select from delivery_queue where status = 1 limit 100000) q)
          as in_flight,
        (select count(*) from (select from delivery
          where state = 'UNKNOWN' and let_be_at is null limit 100000) q) as unknown,
        coalesce((select extract(epoch from $1 - min(due_at))::float8 from delivery_queue
          where lane = 'default' and status = 0 and due_at <= $1
            and due_at >= (select low_water from lane where lane = 'default')), 0) as oldest,
        (select coalesce(extract(epoch from clock_timestamp() - faulty_since)::float8, 0)
          from lane where lane = 'default') as blocked
      """;

  private final Pool pool;
  private final Clock clock;
  private final Counters counters;

  DeliveryWatch(Pool pool, Clock clock, Counters counters) {
    this.pool = pool;
    this.clock = clock;
    this.counters = counters;
  }

  @Override
  public List<Metric> metrics() {
    return List.of(QUEUE, OLDEST_DUE, UNKNOWN, BLOCKED, OUTCOMES);
  }

  void start(@Observes StartupEvent event) {
    for (String outcome :
        List.of("accepted", "refused_for_now", "refused", "relay_down", "unknown", "bounced")) {
      counters.expect(OUTCOMES, outcome);
    }
  }

  @Override
  public Uni<List<Reading>> read() {
    return pool.preparedQuery(LOOK)
        .execute(Tuple.of(clock.instant().atOffset(ZoneOffset.UTC)))
        .map(rows -> readings(rows.iterator().next()));
  }

  private static List<Reading> readings(Row row) {
    double blocked = row.getDouble("blocked");
    long due = row.getLong("due");
    return List.of(
        QUEUE.reads(row.getLong("scheduled"), "scheduled"),
        QUEUE.reads(blocked > 0 ? 0 : due, "due"),
        QUEUE.reads(blocked > 0 ? due : 0, "held"),
        QUEUE.reads(row.getLong("in_flight"), "in_flight"),
        OLDEST_DUE.reads(row.getDouble("oldest")),
        UNKNOWN.reads(row.getLong("unknown")),
        BLOCKED.reads(blocked));
  }

  /** The relay has spoken, or fallen silent. */
  void heard(Verdict verdict) {
    counters.add(OUTCOMES, 1, outcome(verdict));
  }

  /** A mail server has given a mail back. */
  public void bounced() {
    counters.add(OUTCOMES, 1, "bounced");
  }

  static String outcome(Verdict verdict) {
    if (verdict instanceof Verdict.Accepted) {
      return "accepted";
    }
    if (verdict instanceof Verdict.Later || verdict instanceof Verdict.LaterAndPause) {
      return "refused_for_now";
    }
    if (verdict instanceof Verdict.Never) {
      return "refused";
    }
    return verdict instanceof Verdict.RelayDown ? "relay_down" : "unknown";
  }
}
