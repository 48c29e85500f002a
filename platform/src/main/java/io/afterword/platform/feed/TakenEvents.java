package io.afterword.platform.feed;

import com.fasterxml.jackson.databind.JsonNode;
import io.afterword.platform.metric.Counters;
import io.afterword.platform.metric.Metric;
import io.afterword.platform.metric.MetricSource;
import io.afterword.platform.metric.Reading;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;

/** How many events came from each sibling, and how fresh the newest is that counts here. */
@ApplicationScoped
class TakenEvents implements MetricSource {
  private static final Metric TAKEN =
      Metric.counter(
          "afterword_feed_taken_events_total",
          "Events from siblings that were committed here, parked ones among them",
          "source",
          "type");
  private static final Metric NEWEST =
      Metric.gauge(
          "afterword_feed_newest_event_age_seconds",
          "Age of the newest event that this replica has committed; for `response.changed` at"
              + " scoring-service this is how fresh the scores are. Absent until the first one",
          "source",
          "type");

  private record Kind(String source, String type) {}

  private final Counters counters;
  private final Set<String> types;
  private final ConcurrentMap<Kind, Instant> newest = new ConcurrentHashMap<>();

  /** Events carry the machine's time. */
  private final Clock machine = Clock.systemUTC();

  TakenEvents(Counters counters, @All List<FeedReceiver> receivers) {
    this.counters = counters;
    this.types =
        receivers.stream().flatMap(r -> r.types().stream()).collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public List<Metric> metrics() {
    return List.of(TAKEN, NEWEST);
  }

  /** A batch is committed. Types that nobody here knows are parked and have no label. */
  void committed(List<Arrival> arrivals) {
    for (Arrival arrival : arrivals) {
      String type = arrival.json().path("type").asText();
      if (types.contains(type)) {
        Kind kind = new Kind(arrival.source().substring(1), type);
        counters.add(TAKEN, 1, kind.source(), kind.type());
        Instant time = time(arrival.json());
        newest.merge(kind, time, (one, other) -> one.isAfter(other) ? one : other);
      }
    }
  }

  @Override
  public Uni<List<Reading>> read() {
    Instant now = machine.instant();
    return Uni.createFrom()
        .item(
            newest.entrySet().stream()
                .filter(entry -> entry.getValue().isAfter(Instant.EPOCH))
                .map(entry -> reading(entry.getKey(), entry.getValue(), now))
                .toList());
  }

  private static Reading reading(Kind kind, Instant newest, Instant now) {
    double age = Math.max(0, Duration.between(newest, now).toMillis() / 1000.0);
    return NEWEST.reads(age, kind.source(), kind.type());
  }

  /** What cannot be read is parked, and is not the newest. */
  private static Instant time(JsonNode event) {
    try {
      return OffsetDateTime.parse(event.path("time").asText()).toInstant();
    } catch (DateTimeException unreadable) {
      return Instant.EPOCH;
    }
  }
}
