package io.afterword.platform.feed;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/**
 * Brings one subscriber its events, on one replica. No transaction is open while the subscriber is
 * waited for; what it has taken is recorded under the lease's fence, so of two relays that believe
 * they hold the subscription only one moves it, and the worst is an event that comes twice.
 */
final class Relay {
  private static final Logger LOG = Logger.getLogger(Relay.class);

  /** Half as many are a third slower, twice as many hardly faster. */
  static final int BATCH = 500;

  private final String name;
  private final String replica;
  private final Subscriptions subscriptions;
  private final EventTaker subscriber;

  /** What a run, or one batch of it, came to. */
  enum Outcome {
    /** Nothing to send, or another replica is sending it. */
    IDLE,
    /** The subscriber took the batch; there are more in the window. */
    MORE,
    /** The subscriber took everything. */
    DELIVERED,
    /** The subscriber did not take the batch, or nobody knows. */
    NOT_TAKEN,
    /** Another replica took over in the middle. */
    FENCED_OFF
  }

  Relay(String name, String replica, Subscriptions subscriptions, EventTaker subscriber) {
    this.name = name;
    this.replica = replica;
    this.subscriptions = subscriptions;
    this.subscriber = subscriber;
  }

  /**
   * Delivers the next window, if there is one and nobody else is at it.
   *
   * @param stopping asked after each batch; ends the run in the middle of a window
   */
  Uni<Outcome> runOnce(BooleanSupplier stopping) {
    return subscriptions
        .waiting(name, replica)
        .chain(waiting -> waiting ? subscriptions.lease(name, replica) : nobody())
        .chain(lease -> lease.isPresent() ? deliver(lease.get(), stopping) : idle());
  }

  private Uni<Outcome> deliver(Lease lease, BooleanSupplier stopping) {
    return subscriptions
        .openWindow(lease)
        .chain(() -> deliverBatches(lease, stopping))
        .call(last -> last == Outcome.MORE ? subscriptions.release(lease) : done());
  }

  /** One batch after the other; not by recursion, a backlog may have thousands. */
  private Uni<Outcome> deliverBatches(Lease lease, BooleanSupplier stopping) {
    return Multi.createBy()
        .repeating()
        .uni(() -> deliverBatch(lease))
        .whilst(outcome -> outcome == Outcome.MORE && !stopping.getAsBoolean())
        .collect()
        .last();
  }

  private Uni<Outcome> deliverBatch(Lease lease) {
    return subscriptions
        .read(lease, BATCH)
        .chain(
            events ->
                events.isEmpty()
                    ? record(subscriptions.closeWindow(lease, false), Outcome.DELIVERED)
                    : post(lease, events));
  }

  private Uni<Outcome> post(Lease lease, List<Outgoing> events) {
    return subscriber
        .take(events)
        .onItemOrFailure()
        .transformToUni(
            (taken, failure) ->
                failure == null ? moveOn(lease, events, taken) : backOff(lease, failure));
  }

  private Uni<Outcome> moveOn(Lease lease, List<Outgoing> events, int taken) {
    boolean windowEnded = events.size() < BATCH && taken == events.size();
    return windowEnded
        ? record(subscriptions.closeWindow(lease, true), Outcome.DELIVERED)
        : record(subscriptions.advance(lease, events.get(taken - 1).position()), Outcome.MORE);
  }

  private Uni<Outcome> record(Uni<Boolean> move, Outcome outcome) {
    return move.map(
        moved -> {
          if (moved) {
            return outcome;
          }
          LOG.infof("subscription %s was taken over by another replica", name);
          return Outcome.FENCED_OFF;
        });
  }

  private Uni<Outcome> backOff(Lease lease, Throwable failure) {
    String error =
        failure instanceof NotTakenException
            ? String.valueOf(failure.getMessage())
            : failure.toString();
    LOG.debugf("subscription %s: %s", name, error);
    return subscriptions.backOff(lease, error).replaceWith(Outcome.NOT_TAKEN);
  }

  private static Uni<Outcome> idle() {
    return Uni.createFrom().item(Outcome.IDLE);
  }

  private static Uni<Optional<Lease>> nobody() {
    return Uni.createFrom().item(Optional.empty());
  }

  private static Uni<Void> done() {
    return Uni.createFrom().voidItem();
  }
}
