package io.afterword.dispatch.reminder;

import io.afterword.platform.job.Job;
import io.afterword.platform.job.Schedules;
import io.afterword.platform.job.Steps;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** Looks for invitations that nobody has answered for long enough. */
@ApplicationScoped
class ReminderJob implements Job {
  private static final Duration EVERY = Duration.ofMinutes(1);

  /** Short transactions: an invitation that is being answered waits for its row. */
  private static final int BATCH = 500;

  private final Reminders reminders;

  ReminderJob(Reminders reminders) {
    this.reminders = reminders;
  }

  @Override
  public String name() {
    return "reminders";
  }

  @Override
  public Instant next(Instant after, ZoneId zone) {
    return Schedules.every(EVERY, after);
  }

  @Override
  public Uni<String> run(Instant now) {
    Instant at = now.truncatedTo(ChronoUnit.MILLIS);
    return Steps.untilNothing(() -> reminders.step(at, BATCH))
        .map(found -> found + " reminders are due");
  }
}
