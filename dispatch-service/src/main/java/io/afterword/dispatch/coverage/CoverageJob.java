package io.afterword.dispatch.coverage;

import io.afterword.platform.job.Job;
import io.afterword.platform.job.Schedules;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** Counts every hour who was asked and who was not. */
@ApplicationScoped
class CoverageJob implements Job {
  private static final Duration EVERY = Duration.ofHours(1);

  private final Coverage coverage;

  CoverageJob(Coverage coverage) {
    this.coverage = coverage;
  }

  @Override
  public String name() {
    return "coverage";
  }

  @Override
  public Instant next(Instant after, ZoneId zone) {
    return Schedules.every(EVERY, after);
  }

  @Override
  public Uni<String> run(Instant now) {
    return coverage.count(now).map(changed -> changed + " counts of who was asked have changed");
  }
}
