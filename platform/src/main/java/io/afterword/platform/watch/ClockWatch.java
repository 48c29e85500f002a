package io.afterword.platform.watch;

import io.afterword.platform.metric.Metric;
import io.afterword.platform.metric.MetricSource;
import io.afterword.platform.metric.Reading;
import io.afterword.platform.start.DatabaseStart;
import io.afterword.platform.status.Trouble;
import io.afterword.platform.status.TroubleSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds this replica's clock against the one clock that all replicas share, the database server's.
 * Business time comes from the replica's: an hour too early it would mail an hour too early, date
 * answers by another day, and sign what its siblings refuse.
 */
@ApplicationScoped
class ClockWatch implements MetricSource, TroubleSource {
  private static final Metric AHEAD =
      Metric.gauge(
          "afterword_clock_ahead_seconds",
          "By how much this replica's clock is ahead of its database server's; below 0 when it is"
              + " behind, and 0 when they differ by less than a question takes");

  /** Clocks that are kept by NTP differ by milliseconds. */
  private static final Duration WRONG = Duration.ofSeconds(30);

  /** Beyond this, siblings refuse what was signed (Standard Webhooks). */
  private static final Duration USELESS = Duration.ofMinutes(5);

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Pool pool;
  private final Clock machine = Clock.systemUTC();
  private volatile @Nullable Instant wrongSince;

  ClockWatch(Pool pool) {
    this.pool = pool;
  }

  /** Better one replica less than one that lives in another hour. */
  void checkAtStart(@Observes @Priority(DatabaseStart.IS_LIKE_US) DatabaseStart start) {
    useless(ahead().await().atMost(PATIENCE))
        .ifPresent(
            fault -> {
              throw new IllegalStateException(fault);
            });
  }

  @Override
  public List<Metric> metrics() {
    return List.of(AHEAD);
  }

  @Override
  public Uni<List<Reading>> read() {
    return ahead().map(ahead -> List.of(AHEAD.reads(ahead.toMillis() / 1000.0)));
  }

  @Override
  public Uni<List<Trouble>> troubles() {
    return ahead().map(this::troubles);
  }

  private List<Trouble> troubles(Duration ahead) {
    if (isRight(ahead)) {
      wrongSince = null;
      return List.of();
    }
    Instant since =
        Objects.requireNonNullElseGet(
            wrongSince, () -> machine.instant().truncatedTo(ChronoUnit.MILLIS));
    wrongSince = since;
    return List.of(new Trouble(words(ahead), since));
  }

  private Uni<Duration> ahead() {
    return Uni.createFrom()
        .deferred(
            () -> {
              Instant asked = machine.instant();
              return pool.query("select clock_timestamp() as now")
                  .execute()
                  .map(rows -> rows.iterator().next().getOffsetDateTime("now").toInstant())
                  .map(database -> ahead(asked, database, machine.instant()));
            });
  }

  /** The answer was made at some moment between the question and its arrival. */
  static Duration ahead(Instant asked, Instant database, Instant answered) {
    if (database.isBefore(asked)) {
      return Duration.between(database, asked);
    }
    return database.isAfter(answered) ? Duration.between(database, answered) : Duration.ZERO;
  }

  static boolean isRight(Duration ahead) {
    return ahead.abs().compareTo(WRONG) < 0;
  }

  static Optional<String> useless(Duration ahead) {
    return ahead.abs().compareTo(USELESS) < 0
        ? Optional.empty()
        : Optional.of(words(ahead) + " Beyond 5 minutes a replica does not start.");
  }

  private static String words(Duration ahead) {
    return "This replica's clock is %d seconds %s that of its database server: set both by NTP."
        .formatted(
            Math.round(ahead.abs().toMillis() / 1000.0),
            ahead.isNegative() ? "behind" : "ahead of");
  }
}
