package io.afterword.dispatch.intake;

import io.afterword.platform.job.Job;
import io.afterword.platform.job.Schedules;
import io.afterword.platform.job.Steps;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** Looks for contacts who were quiet for long enough. */
@ApplicationScoped
class QuietTimeJob implements Job {
  /** Quiet times are days; a minute more is nothing. */
  private static final Duration EVERY = Duration.ofMinutes(1);

  /** Short transactions: a contact's interactions wait for its row. */
  private static final int BATCH = 200;

  private final QuietTime quiet;

  QuietTimeJob(QuietTime quiet) {
    this.quiet = quiet;
  }

  @Override
  public String name() {
    return "quiet-time";
  }

  @Override
  public Instant next(Instant after, ZoneId zone) {
    return Schedules.every(EVERY, after);
  }

  @Override
  public Uni<String> run(Instant now) {
    Instant at = now.truncatedTo(ChronoUnit.MILLIS);
    return Steps.untilNothing(() -> quiet.step(at, BATCH))
        .map(found -> found + " contacts were looked at after a quiet time");
  }
}
