package io.afterword.platform.job;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Claims due jobs and runs them side by side, so that a long one holds up no other. While a job
 * runs its lease is renewed; when the lease is lost, so is the run.
 */
final class JobRunner {
  private static final Logger LOG = Logger.getLogger(JobRunner.class);
  private static final int MAX_ERROR_LENGTH = 500;

  private final Map<String, Job> jobs;
  private final JobRepository repository;
  private final Clock clock;
  private final ZoneId zone;
  private final FreshContext context;
  private final String replica = UUID.randomUUID().toString();
  private final Map<Claim, Cancellable> running = new ConcurrentHashMap<>();
  private volatile boolean registered;

  JobRunner(
      Map<String, Job> jobs,
      JobRepository repository,
      Clock clock,
      ZoneId zone,
      FreshContext context) {
    this.jobs = jobs;
    this.repository = repository;
    this.clock = clock;
    this.zone = zone;
    this.context = context;
  }

  /** Claims whatever is due and starts it; does not wait for the runs. */
  Uni<Void> startDue() {
    return claimAll().invoke(claims -> claims.forEach(this::start)).replaceWithVoid();
  }

  /** Claims whatever is due and runs it to the end. */
  Uni<Void> runDue() {
    return claimAll()
        .chain(
            claims ->
                claims.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : Uni.join().all(claims.stream().map(this::run).toList()).andCollectFailures())
        .replaceWithVoid();
  }

  /** Stops what runs and gives it back. */
  Uni<Void> abandon() {
    List<Claim> claims = List.copyOf(running.keySet());
    claims.forEach(
        claim -> {
          Cancellable run = running.remove(claim);
          if (run != null) {
            run.cancel();
          }
        });
    return Multi.createFrom()
        .iterable(claims)
        .onItem()
        .transformToUniAndConcatenate(repository::release)
        .collect()
        .asList()
        .replaceWithVoid();
  }

  private Uni<List<Claim>> claimAll() {
    return register()
        .chain(
            () ->
                Multi.createBy()
                    .repeating()
                    .uni(() -> repository.claimDue(jobs.keySet(), clock.instant(), replica))
                    .until(Optional::isEmpty)
                    .map(Optional::orElseThrow)
                    .collect()
                    .asList());
  }

  /** Once per start, and when the database is there. */
  private Uni<Void> register() {
    if (registered) {
      return Uni.createFrom().voidItem();
    }
    return Multi.createFrom()
        .iterable(jobs.values())
        .onItem()
        .transformToUniAndConcatenate(
            job -> repository.register(job.name(), job.next(clock.instant(), zone)))
        .collect()
        .asList()
        .invoke(() -> registered = true)
        .replaceWithVoid();
  }

  private void start(Claim claim) {
    // Put before it is started: a job that ends at once must find itself to remove.
    running.put(claim, () -> {});
    Cancellable run =
        run(claim)
            .onTermination()
            .invoke(() -> running.remove(claim))
            .subscribe()
            .with(
                ignored -> {},
                failure -> LOG.errorf(failure, "job %s could not be settled", claim.job()));
    running.computeIfPresent(claim, (same, placeholder) -> run);
  }

  private Uni<Void> run(Claim claim) {
    Job job = jobs.get(claim.job());
    if (job == null) {
      throw new IllegalStateException("claimed a job that is not here: " + claim.job());
    }
    Instant now = clock.instant();
    Uni<String> work =
        context
            .run(() -> job.run(now))
            .ifNoItem()
            .after(job.limit())
            .failWith(() -> new IllegalStateException("gave up after " + job.limit()));
    return Uni.join()
        .first(work, loss(claim))
        .toTerminate()
        .chain(result -> repository.settle(claim, now, result, job.next(now, zone)))
        .onFailure(failure -> !(failure instanceof LeaseLostException))
        .recoverWithUni(failure -> failed(claim, failure))
        .onFailure(LeaseLostException.class)
        .recoverWithItem(false)
        .invoke(recorded -> saySo(claim, recorded))
        .replaceWithVoid();
  }

  /** Renews the lease; never an item, and a failure when it is lost. */
  private Uni<String> loss(Claim claim) {
    Duration third = JobRepository.LEASE.dividedBy(3);
    return Multi.createFrom()
        .ticks()
        .startingAfter(third)
        .every(third)
        .onOverflow()
        .drop()
        .onItem()
        .transformToUniAndConcatenate(tick -> repository.renew(claim))
        .filter(kept -> !kept)
        .toUni()
        .chain(lost -> Uni.createFrom().failure(new LeaseLostException()));
  }

  private Uni<Boolean> failed(Claim claim, Throwable failure) {
    LOG.warnf(failure, "job %s failed", claim.job());
    String error = failure.toString();
    return repository.fail(
        claim, error.substring(0, Math.min(error.length(), MAX_ERROR_LENGTH)).replace('\0', ' '));
  }

  private static void saySo(Claim claim, @Nullable Boolean recorded) {
    if (recorded == null || !recorded) {
      LOG.warnf("job %s was taken over by another replica; this run is not recorded", claim.job());
    }
  }

  private static final class LeaseLostException extends RuntimeException {
    private static final long serialVersionUID = 1;
  }
}
