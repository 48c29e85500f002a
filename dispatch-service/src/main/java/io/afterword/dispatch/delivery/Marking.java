package io.afterword.dispatch.delivery;

import io.afterword.dispatch.contact.Contacts;
import io.afterword.dispatch.decision.Policy;
import io.afterword.dispatch.delivery.DeliveryQueue.Claim;
import io.afterword.dispatch.invitation.Invitation;
import io.afterword.dispatch.invitation.Invitations;
import io.afterword.dispatch.policy.Policies;
import io.afterword.platform.database.Transactions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Takes the last look and sets the sending marks, in one short transaction. */
@ApplicationScoped
class Marking {
  private final Pool pool;
  private final Contacts contacts;
  private final Invitations invitations;
  private final Deliveries deliveries;
  private final DeliveryQueue queue;
  private final Surroundings surroundings;
  private final Changes changes;

  Marking(
      Pool pool,
      Contacts contacts,
      Invitations invitations,
      Deliveries deliveries,
      DeliveryQueue queue,
      Surroundings surroundings,
      Changes changes) {
    this.pool = pool;
    this.contacts = contacts;
    this.invitations = invitations;
    this.deliveries = deliveries;
    this.queue = queue;
    this.surroundings = surroundings;
    this.changes = changes;
  }

  /** What the last look compares with, beside the rows themselves. */
  @ApplicationScoped
  static class Surroundings {
    private final Policies policies;
    private final History history;
    private final Lane lane;

    Surroundings(Policies policies, History history, Lane lane) {
      this.policies = policies;
      this.history = history;
      this.lane = lane;
    }

    Uni<Map<UUID, Policy>> policies(SqlConnection tx) {
      return policies.byId(tx);
    }

    Uni<History.Asked> history(SqlConnection tx, Set<UUID> contacts, Instant now) {
      return history.of(tx, contacts, now);
    }

    Uni<Boolean> waits(SqlConnection tx) {
      return lane.waits(tx);
    }
  }

  /**
   * The deliveries that now carry the mark and are to be sent at once.
   *
   * @param margin how much of the lease must be left
   */
  Uni<List<SendingMark.Ready>> mark(List<Prepared> prepared, Instant now, Duration margin) {
    if (prepared.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    List<Candidate> candidates = prepared.stream().map(Prepared::candidate).toList();
    return Transactions.eager(
        pool,
        tx ->
            load(tx, candidates, now, margin)
                .map(loaded -> SendingMark.of(prepared, loaded, now))
                .chain(outcome -> write(tx, outcome, now)));
  }

  /**
   * Locks first, in everybody's order, then reads. No statement needs another's result, so they are
   * sent one after the other without waiting: a place at the relay waits for one answer instead of
   * ten. The server works them off in the order in which they stand here.
   */
  private Uni<SendingMark.Loaded> load(
      SqlConnection tx, List<Candidate> candidates, Instant now, Duration margin) {
    Set<UUID> people = candidates.stream().map(Candidate::contactId).collect(Collectors.toSet());
    List<UUID> asked = candidates.stream().map(Candidate::invitationId).distinct().toList();
    List<Claim> claims = candidates.stream().map(Candidate::claim).toList();
    return Uni.combine()
        .all()
        .unis(
            contacts.lock(tx, people),
            invitations.lock(tx, asked),
            deliveries.lockOf(tx, asked),
            queue.hold(tx, claims),
            contacts.read(tx, people),
            surroundings.policies(tx),
            surroundings.history(tx, people, now),
            invitations.reopened(tx, asked),
            surroundings.waits(tx))
        .with(
            (nothing, locked, messages, leases, known, policies, history, reopened, waits) ->
                new SendingMark.Loaded(
                    byId(messages),
                    locked.stream().collect(Collectors.toMap(Invitation::id, one -> one)),
                    known,
                    policies,
                    history,
                    new SendingMark.Held(leases, margin, waits),
                    new HashSet<>(reopened)));
  }

  private Uni<List<SendingMark.Ready>> write(
      SqlConnection tx, SendingMark.Outcome outcome, Instant now) {
    List<UUID> marked =
        outcome.ready().stream().map(ready -> ready.candidate().deliveryId()).toList();
    return Uni.combine()
        .all()
        .unis(queue.mark(tx, marked), changes.write(tx, outcome.changes(), now))
        .discardItems()
        .replaceWith(outcome.ready());
  }

  private static Map<UUID, Delivery> byId(List<Delivery> messages) {
    return messages.stream().collect(Collectors.toMap(Delivery::id, one -> one));
  }
}
