package io.afterword.dispatch.delivery;

import io.afterword.dispatch.invitation.Invitation;
import io.afterword.dispatch.invitation.Invitations;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Ends invitations and takes their waiting mails out of the queue. */
@ApplicationScoped
public class Withdrawal {
  private final Invitations invitations;
  private final Deliveries deliveries;
  private final DeliveryQueue queue;
  private final Changes changes;

  Withdrawal(Invitations invitations, Deliveries deliveries, DeliveryQueue queue, Changes changes) {
    this.invitations = invitations;
    this.deliveries = deliveries;
    this.queue = queue;
    this.changes = changes;
  }

  /** Cancels all that is open for a contact, whose row the caller has locked. */
  public Uni<Integer> cancelAllOf(SqlClient tx, UUID contact, Instant now) {
    return invitations
        .lockOpenOf(tx, List.of(contact))
        .chain(locked -> end(tx, locked, Invitation::cancelled, now));
  }

  /** Cancels what is open for conversations that were taken up again. */
  public Uni<Integer> cancelFor(
      SqlClient tx, Invitations.Conversations conversations, Instant now) {
    return conversations.ids().isEmpty()
        ? Uni.createFrom().item(0)
        : invitations
            .lockOpenOf(tx, conversations)
            .chain(locked -> end(tx, locked, Invitation::cancelled, now));
  }

  /** Expires some of those whose time is over. */
  Uni<Integer> expire(SqlClient tx, Instant now, int limit) {
    return invitations
        .lockExpired(tx, now, limit)
        .chain(locked -> end(tx, locked, Invitation::expired, now));
  }

  private Uni<Integer> end(
      SqlClient tx, List<Invitation> locked, UnaryOperator<Invitation> verb, Instant now) {
    if (locked.isEmpty()) {
      return Uni.createFrom().item(0);
    }
    List<UUID> ids = locked.stream().map(Invitation::id).toList();
    return deliveries
        .lockOf(tx, ids)
        .chain(
            messages ->
                queue
                    .removeUnmarked(tx, messages.stream().map(Delivery::id).toList())
                    .map(removed -> gather(locked, verb, messages, removed)))
        .chain(gathered -> changes.write(tx, gathered, now))
        .replaceWith(locked.size());
  }

  private static Changes.Gathered gather(
      List<Invitation> locked,
      UnaryOperator<Invitation> verb,
      List<Delivery> messages,
      List<UUID> removed) {
    var gathered = new Changes.Gathered();
    locked.forEach(invitation -> gathered.put(verb.apply(invitation)));
    var taken = new HashSet<>(removed);
    messages.stream()
        .filter(message -> taken.contains(message.id()))
        .filter(message -> message.state() == DeliveryState.QUEUED)
        .forEach(
            message -> gathered.put(message.withdrawn("not sent again: the invitation ended")));
    return gathered;
  }
}
