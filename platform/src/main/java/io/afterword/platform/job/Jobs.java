package io.afterword.platform.job;

import io.afterword.platform.start.WorkStart;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Starts the jobs of this service: every replica looks for due ones, one runs each. */
@ApplicationScoped
public class Jobs {
  private static final Logger LOG = Logger.getLogger(Jobs.class);

  /** How often a replica looks for due jobs. */
  private static final Duration TICK = Duration.ofMillis(500);

  private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

  private final JobRepository repository;
  private final JobRunner runner;
  private final Loop loop;
  private final List<String> names;

  Jobs(
      @All List<Job> jobs,
      JobRepository repository,
      Clock clock,
      Vertx vertx,
      @ConfigProperty(name = "afterword.workspace.zone", defaultValue = "UTC") ZoneId zone) {
    this.repository = repository;
    this.runner = new JobRunner(byName(jobs), repository, clock, zone, new FreshContext(vertx));
    this.loop = new Loop(vertx, "looking for due jobs", () -> runner.startDue().replaceWith(TICK));
    this.names = jobs.stream().map(Job::name).toList();
  }

  /** The jobs of this service, by name. */
  public Uni<List<JobView>> status() {
    return repository.list(names);
  }

  void start(@Observes WorkStart start) {
    loop.start();
  }

  void stop(@Observes ShutdownEvent event) {
    try {
      loop.stop().chain(runner::abandon).await().atMost(STOP_WITHIN);
    } catch (RuntimeException e) {
      LOG.warn("jobs did not stop in time; their leases end by themselves", e);
    }
  }

  private static Map<String, Job> byName(List<Job> jobs) {
    return jobs.stream().collect(Collectors.toMap(Job::name, Function.identity()));
  }
}
