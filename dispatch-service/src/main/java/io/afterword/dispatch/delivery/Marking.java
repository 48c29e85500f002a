package io.afterword.dispatch.delivery;

import io.afterword.dispatch.contact.Contacts;
import io.afterword.dispatch.decision.Policy;
import io.afterword.dispatch.delivery.DeliveryQueue.Claim;
import io.afterword.dispatch.invitation.Invitation;
import io.afterword.dispatch.invitation.Invitations;
import io.afterword.dispatch.policy.Policies;
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

  Marking(
      Pool pool,
      Contacts contacts,
      Invitations invitations,
      Deliveries deliveries,
      DeliveryQueue queue,
      Surroundings surroundings) {
    this.pool = pool;
    this.contacts = contacts;
    this.invitations = invitations;
    this.deliveries = deliveries;
    this.queue = queue;
    this.surroundings = surroundings;
  }

  /** What the last look compares with, beside the rows themselves. */
  @ApplicationScoped
  static class Surroundings {
    private final Policies policies;
    private final History history;
    private final Changes changes;

    Surroundings(Policies policies, History history, Changes changes) {
      this.policies = policies;
      this.history = history;
      this.changes = changes;
    }

    Uni<Map<UUID, Policy>> policies(SqlConnection tx) {
      return policies.byId(tx);
    }

    Uni<History.Asked> history(SqlConnection tx, Set<UUID> contacts, Instant now) {
      return history.of(tx, contacts, now);
    }

    Uni<Void> write(SqlConnection tx, Changes.Gathered gathered, Instant now) {
      return changes.write(tx, gathered, now);
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
    return pool.withTransaction(
        tx ->
            load(tx, candidates, now)
                .map(loaded -> SendingMark.of(prepared, loaded, now))
                .chain(outcome -> write(tx, outcome, now, margin)));
  }

  /**
   * Locks first, in everybody's order, then reads. No statement needs another's result, so they are
   * sent one after the other without waiting: a place at the relay waits for one answer instead of
   * nine. The server works them off in the order in which they stand here.
   */
  private Uni<SendingMark.Loaded> load(SqlConnection tx, List<Candidate> candidates, Instant now) {
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
            invitations.reopened(tx, asked))
        .with(
            (nothing, locked, messages, held, known, policies, history, reopened) ->
                new SendingMark.Loaded(
                    byId(messages),
                    locked.stream().collect(Collectors.toMap(Invitation::id, one -> one)),
                    known,
                    policies,
                    history,
                    new HashSet<>(held),
                    new HashSet<>(reopened)));
  }

  /** What gets no mark, since its lease is nearly over or sending waits, is due again at once. */
  private Uni<List<SendingMark.Ready>> write(
      SqlConnection tx, SendingMark.Outcome outcome, Instant now, Duration margin) {
    List<Claim> wanted = outcome.ready().stream().map(ready -> ready.candidate().claim()).toList();
    String holder = wanted.isEmpty() ? "" : wanted.get(0).holder();
    return queue
        .mark(tx, wanted, holder, margin)
        .chain(
            marked -> {
              var marks = new HashSet<>(marked);
              List<Claim> unmarked =
                  wanted.stream().filter(claim -> !marks.contains(claim.delivery())).toList();
              unmarked.forEach(claim -> outcome.changes().deliveries.remove(claim.delivery()));
              return surroundings
                  .write(tx, outcome.changes(), now)
                  .chain(() -> queue.giveBack(tx, unmarked))
                  .replaceWith(
                      outcome.ready().stream()
                          .filter(ready -> marks.contains(ready.candidate().deliveryId()))
                          .toList());
            });
  }

  private static Map<UUID, Delivery> byId(List<Delivery> messages) {
    return messages.stream().collect(Collectors.toMap(Delivery::id, one -> one));
  }
}
