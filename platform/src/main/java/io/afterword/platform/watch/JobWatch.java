package io.afterword.platform.watch;

import io.afterword.platform.job.JobView;
import io.afterword.platform.job.Jobs;
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

/** Whether timed work is done. */
@ApplicationScoped
class JobWatch implements MetricSource {
  private static final Metric FAILURES =
      Metric.gauge(
          "afterword_job_failures",
          "Runs of a job that failed since its last good one",
          "job_name");
  private static final Metric OVERDUE =
      Metric.gauge(
          "afterword_job_overdue_seconds",
          "For how long a job has been due that no replica is running; 0 when it is not due",
          "job_name");

  private final Jobs jobs;
  private final Clock clock;

  JobWatch(Jobs jobs, Clock clock) {
    this.jobs = jobs;
    this.clock = clock;
  }

  @Override
  public List<Metric> metrics() {
    return List.of(FAILURES, OVERDUE);
  }

  @Override
  public Uni<List<Reading>> read() {
    return jobs.status().map(all -> readings(all, clock.instant()));
  }

  static List<Reading> readings(List<JobView> jobs, Instant now) {
    var readings = new ArrayList<Reading>();
    for (JobView job : jobs) {
      double due = Math.max(0, Duration.between(job.dueAt(), now).toMillis() / 1000.0);
      readings.add(FAILURES.reads(job.failures(), job.name()));
      readings.add(OVERDUE.reads(job.running() ? 0 : due, job.name()));
    }
    return readings;
  }
}
