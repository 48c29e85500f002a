package io.afterword.dispatch.delivery;

import io.afterword.dispatch.delivery.Settling.UnknownPolicy;
import io.afterword.dispatch.delivery.Settling.WhenUnknown;
import io.afterword.platform.job.Steps;
import io.afterword.platform.migrate.AfterRestore;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * Mails that wait in a restored database and are due by now may have gone out after the backup.
 * Nobody knows, so they are held as unknown: an answer or a bounce settles them, or a person,
 * whatever {@code afterword.delivery.unknown} says. What is due later has certainly not gone out.
 */
@ApplicationScoped
class HeldAfterRestore implements AfterRestore {
  private static final int BATCH = 500;

  /** As if somebody had marked them and died. */
  private static final String MARK =
      """
      with due as (
        update delivery_queue set status = 1, leased_by = 'restored',
          fence = nextval('delivery_fence'), lease_until = clock_timestamp() - interval '1 second',
          sending_at = coalesce(sending_at, clock_timestamp())
        where due_at <= $1 or sending_at is not null
        returning delivery_id)
      update delivery d set state = 'SENDING', sending_since = $1, updated_at = $1,
        revision = revision + 1
      from due where d.id = due.delivery_id and d.state = 'QUEUED'
      """;

  private final Pool pool;
  private final DeliveryQueue queue;
  private final Settlement settlement;
  private final Clock clock;

  HeldAfterRestore(Pool pool, DeliveryQueue queue, Settlement settlement, Clock clock) {
    this.pool = pool;
    this.queue = queue;
    this.settlement = settlement;
    this.clock = clock;
  }

  @Override
  public Uni<String> run() {
    return hold(clock.instant().truncatedTo(ChronoUnit.MILLIS));
  }

  Uni<String> hold(Instant now) {
    var settling = new Settling(new WhenUnknown(UnknownPolicy.HOLD, Duration.ZERO), now);
    return pool.preparedQuery(MARK)
        .execute(Tuple.of(now.atOffset(ZoneOffset.UTC)))
        .chain(() -> Steps.untilNothing(() -> hold(settling)))
        .map(held -> held + " mails that may have gone out after the backup are held");
  }

  private Uni<Integer> hold(Settling settling) {
    return queue
        .abandoned(pool, BATCH)
        .chain(
            abandoned ->
                settlement.settleUnknown(
                    abandoned, "restored from a backup; it may have gone out after it", settling));
  }
}
