package io.afterword.dispatch.delivery;

import io.afterword.dispatch.delivery.DeliveryQueue.Claim;
import io.afterword.dispatch.invitation.Invitation;
import io.afterword.dispatch.invitation.Invitations;
import io.afterword.dispatch.optout.OptOuts;
import io.afterword.dispatch.smtp.Verdict;
import io.afterword.platform.database.Transactions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Writes what became of mails, fenced: a claim that is no longer ours changes nothing. */
@ApplicationScoped
class Settlement {
  private final Pool pool;
  private final Invitations invitations;
  private final Deliveries deliveries;
  private final DeliveryQueue queue;
  private final Changes changes;
  private final OptOuts optOuts;

  Settlement(
      Pool pool,
      Invitations invitations,
      Deliveries deliveries,
      DeliveryQueue queue,
      Changes changes,
      OptOuts optOuts) {
    this.pool = pool;
    this.invitations = invitations;
    this.deliveries = deliveries;
    this.queue = queue;
    this.changes = changes;
    this.optOuts = optOuts;
  }

  /** One mail's result. */
  record Result(Claim claim, UUID invitation, Verdict verdict) {
    static Result of(Candidate candidate, Verdict verdict) {
      return new Result(candidate.claim(), candidate.invitationId(), verdict);
    }
  }

  /** Mails that were marked and then abandoned: how many were still there to be settled. */
  Uni<Integer> settleUnknown(Map<Claim, UUID> abandoned, String why, Settling settling) {
    return abandoned.isEmpty()
        ? Uni.createFrom().item(0)
        : settle(
            abandoned.entrySet().stream()
                .map(one -> new Result(one.getKey(), one.getValue(), new Verdict.Unknown(why)))
                .toList(),
            settling);
  }

  /** How many of them were still ours. */
  Uni<Integer> settle(List<Result> results, Settling settling) {
    List<Claim> claims = results.stream().map(Result::claim).toList();
    List<UUID> asked = results.stream().map(Result::invitation).distinct().toList();
    return Transactions.eager(
        pool,
        tx ->
            Uni.combine()
                .all()
                .unis(
                    invitations.lock(tx, asked),
                    deliveries.lockOf(tx, asked),
                    queue.hold(tx, claims))
                .withUni(
                    (locked, messages, held) ->
                        write(tx, new Batch(results, locked, messages, held.keySet()), settling)));
  }

  private record Batch(
      List<Result> results, List<Invitation> locked, List<Delivery> messages, Set<UUID> held) {}

  private Uni<Integer> write(SqlConnection tx, Batch batch, Settling settling) {
    Map<UUID, Invitation> asked =
        batch.locked().stream().collect(Collectors.toMap(Invitation::id, one -> one));
    Map<UUID, List<Delivery>> siblings =
        batch.messages().stream().collect(Collectors.groupingBy(Delivery::invitationId));
    Map<UUID, Delivery> byId =
        batch.messages().stream().collect(Collectors.toMap(Delivery::id, one -> one));
    var gathered = new Changes.Gathered();
    var badAddresses = new HashSet<UUID>();
    for (Result result : batch.results()) {
      UUID id = result.claim().delivery();
      if (!batch.held().contains(id)) {
        continue;
      }
      Delivery delivery = Objects.requireNonNull(byId.get(id));
      Invitation invitation = Objects.requireNonNull(asked.get(delivery.invitationId()));
      settling.apply(
          result.verdict(),
          delivery,
          invitation,
          Objects.requireNonNull(siblings.get(invitation.id())),
          gathered);
      if (result.verdict() instanceof Verdict.Never never && never.badAddress()) {
        badAddresses.add(invitation.contactId());
      }
    }
    Instant now = settling.now();
    return changes
        .write(tx, gathered, now)
        .chain(() -> optOuts.suppressAddresses(tx, badAddresses, now))
        .replaceWith(batch.held().size());
  }
}
