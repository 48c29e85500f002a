package io.afterword.dispatch.contactimport;

import io.afterword.platform.fileimport.ImportRunner;
import io.afterword.platform.job.Job;
import io.afterword.platform.job.Schedules;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** Goes on with imports whose replica died, and forgets old ones. */
@ApplicationScoped
class ImportJob implements Job {
  private static final Duration EVERY = Duration.ofMinutes(1);

  private final ImportRunner runner;
  private final ImportWork work;

  ImportJob(ImportRunner runner, ImportWork work) {
    this.runner = runner;
    this.work = work;
  }

  @Override
  public String name() {
    return "contact-imports";
  }

  @Override
  public Instant next(Instant after, ZoneId zone) {
    return Schedules.every(EVERY, after);
  }

  @Override
  public Uni<String> run(Instant now) {
    return runner.tend(work, now);
  }
}
