package io.afterword.scoring.tally;

import io.afterword.platform.job.Job;
import io.afterword.platform.start.DatabaseStart;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** Makes next months' partitions, at start and once a day. */
@ApplicationScoped
class PartitionsAhead implements Job {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Partitions partitions;
  private final Clock clock;

  PartitionsAhead(Partitions partitions, Clock clock) {
    this.partitions = partitions;
    this.clock = clock;
  }

  void atStart(@Observes DatabaseStart start) {
    partitions.ensureAround(clock.instant()).await().atMost(PATIENCE);
  }

  @Override
  public String name() {
    return "answer-partitions";
  }

  @Override
  public Instant next(Instant after, ZoneId zone) {
    return after.plus(Duration.ofDays(1));
  }

  @Override
  public Uni<String> run(Instant now) {
    return partitions
        .ensureAround(now)
        .map(
            months -> "room from %s to %s".formatted(months.get(0), months.get(months.size() - 1)));
  }
}
