package io.afterword.dispatch.delivery;

import io.afterword.platform.job.Job;
import io.afterword.platform.job.Schedules;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * Looks after what a replica that died has left: what it had not marked is due again, what it had
 * marked is unknown.
 */
@ApplicationScoped
class Reaper implements Job {
  private static final Duration EVERY = Duration.ofSeconds(30);
  private static final int BATCH = 500;

  private final Pool pool;
  private final DeliveryQueue queue;
  private final Settlement settlement;
  private final DeliveryConfig config;

  Reaper(Pool pool, DeliveryQueue queue, Settlement settlement, DeliveryConfig config) {
    this.pool = pool;
    this.queue = queue;
    this.settlement = settlement;
    this.config = config;
  }

  @Override
  public String name() {
    return "delivery-reaper";
  }

  @Override
  public Instant next(Instant after, ZoneId zone) {
    return Schedules.every(EVERY, after);
  }

  @Override
  public Uni<String> run(Instant now) {
    var settling = new Settling(config.whenUnknown(), now.truncatedTo(ChronoUnit.MILLIS));
    return queue
        .rescue(pool, BATCH)
        .chain(
            rescued ->
                queue
                    .abandoned(pool, BATCH)
                    .chain(
                        abandoned ->
                            settlement.settleUnknown(
                                abandoned, "the sender stopped in the middle", settling))
                    .call(() -> queue.resetLowWater(pool))
                    .map(
                        unknown ->
                            "%d claims rescued, %d mails with an unknown outcome"
                                .formatted(rescued, unknown)));
  }
}
