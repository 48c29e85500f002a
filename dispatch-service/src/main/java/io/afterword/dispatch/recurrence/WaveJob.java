package io.afterword.dispatch.recurrence;

import io.afterword.dispatch.recurrence.Waves.Wave;
import io.afterword.platform.job.Job;
import io.afterword.platform.job.Schedules;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.stream.Collectors;

/** Works on the waves of recurring policies until nothing is left for today and tomorrow. */
@ApplicationScoped
class WaveJob implements Job {
  private static final Duration EVERY = Duration.ofMinutes(1);

  /** A transaction holds so many contacts' rows, well below a second. */
  static final int BATCH = 250;

  /** Interactions and mails get their turn in between. */
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final Waves waves;

  WaveJob(Waves waves) {
    this.waves = waves;
  }

  @Override
  public String name() {
    return "waves";
  }

  @Override
  public Instant next(Instant after, ZoneId zone) {
    return Schedules.every(EVERY, after);
  }

  /** A million contacts take a while; whoever takes over goes on at the cursor. */
  @Override
  public Duration limit() {
    return Duration.ofHours(6);
  }

  @Override
  public Uni<String> run(Instant now) {
    Instant at = now.truncatedTo(ChronoUnit.MILLIS);
    return waves
        .due(at)
        .onItem()
        .transformToMulti(due -> Multi.createFrom().iterable(due))
        .onItem()
        .transformToUniAndConcatenate(wave -> walk(wave, at))
        .collect()
        .with(Collectors.summingLong(steps -> steps))
        .map(steps -> steps + " steps of waves");
  }

  private Uni<Long> walk(Wave wave, Instant now) {
    return Multi.createBy()
        .repeating()
        .uni(() -> waves.step(wave, now, BATCH))
        .withDelay(PAUSE)
        .whilst(moved -> moved)
        .collect()
        .with(Collectors.counting());
  }
}
