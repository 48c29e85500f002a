package io.afterword.dispatch.delivery;

import io.afterword.dispatch.smtp.Verdict;
import io.afterword.platform.status.Troubles;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/** Writes what the loop's mails came to, and what that means for the mails to come. */
@ApplicationScoped
class Bookkeeping {
  private static final Logger LOG = Logger.getLogger(Bookkeeping.class);

  private final Pool pool;
  private final Settlement settlement;
  private final DeliveryQueue queue;
  private final Lane lane;
  private final DeliveryConfig config;
  private final Troubles troubles;
  private final Confidence confidence = new Confidence();

  Bookkeeping(
      Pool pool,
      Settlement settlement,
      DeliveryQueue queue,
      Lane lane,
      DeliveryConfig config,
      Troubles troubles) {
    this.pool = pool;
    this.settlement = settlement;
    this.queue = queue;
    this.lane = lane;
    this.config = config;
    this.troubles = troubles;
  }

  Duration lease() {
    return config.lease();
  }

  Duration poll() {
    return config.poll();
  }

  Duration grace() {
    return config.grace();
  }

  /** Tells the status when the database fails this work. */
  <T> Uni<T> watch(String what, Uni<T> work) {
    return troubles.watch(what, work);
  }

  /** How many mails may be on the wire. */
  int mailsAtOnce(int slots) {
    return confidence.mailsAtOnce(slots);
  }

  Uni<Void> write(List<Settlement.Result> batch, Instant now) {
    return settlement
        .settle(batch, new Settling(config.whenUnknown(), now))
        .chain(() -> circuit(batch));
  }

  Uni<Void> release(String holder) {
    return queue.release(pool, holder);
  }

  /** One word to the circuit per batch: an outage opens it, a success closes it. */
  private Uni<Void> circuit(List<Settlement.Result> batch) {
    for (Settlement.Result result : batch) {
      if (result.verdict() instanceof Verdict.RelayDown down) {
        LOG.warnf("The mail relay does not take mails, sending waits: %s", down.reason());
        return lane.fault("The mail relay does not take mails: " + down.reason());
      }
      if (result.verdict() instanceof Verdict.LaterAndPause pause) {
        return lane.pause(
            "The mail relay asks for a pause: %d %s"
                .formatted(pause.reply().code(), pause.reply().text()));
      }
    }
    confidence.heard(batch.stream().map(Settlement.Result::verdict).toList());
    if (confidence.lost()) {
      LOG.warn("The mail relay breaks off in the middle of mails, sending waits");
      return lane.fault("The mail relay breaks off in the middle of mails.");
    }
    boolean sent = batch.stream().anyMatch(one -> one.verdict() instanceof Verdict.Accepted);
    return sent ? lane.works() : Uni.createFrom().voidItem();
  }
}
