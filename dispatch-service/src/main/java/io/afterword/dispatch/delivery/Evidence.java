package io.afterword.dispatch.delivery;

import io.afterword.dispatch.invitation.Invitation;
import io.afterword.dispatch.invitation.Invitations;
import io.afterword.dispatch.optout.OptOuts;
import io.afterword.dispatch.smtp.Reply;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What proves that a mail arrived, or that it did not: an answer, its unsubscribe link, a bounce.
 * It settles what nobody knew, and a second copy that waits is not sent any more.
 */
@ApplicationScoped
public class Evidence {
  private final Invitations invitations;
  private final Deliveries deliveries;
  private final DeliveryQueue queue;
  private final Changes changes;
  private final OptOuts optOuts;

  Evidence(
      Invitations invitations,
      Deliveries deliveries,
      DeliveryQueue queue,
      Changes changes,
      OptOuts optOuts) {
    this.invitations = invitations;
    this.deliveries = deliveries;
    this.queue = queue;
    this.changes = changes;
    this.optOuts = optOuts;
  }

  /** A report that a mail did not reach its recipient. */
  public record Bounce(UUID delivery, Reply reply, boolean badAddress) {}

  /** Somebody used what only these invitations' mails contain. */
  public Uni<Void> arrived(SqlClient tx, Collection<UUID> asked, Instant now) {
    return invitations
        .lock(tx, asked)
        .chain(locked -> deliveries.lockOf(tx, ids(locked)))
        .chain(
            messages ->
                queue
                    .removeUnmarked(tx, waiting(messages))
                    .map(
                        removed -> {
                          var gathered = new Changes.Gathered();
                          arrived(messages, removed, gathered);
                          return gathered;
                        }))
        .chain(gathered -> changes.write(tx, gathered, now));
  }

  /**
   * A server says that it handed this mail over: what nobody knew is settled, and a second copy of
   * it is not sent. Other messages of its invitation are left as they are.
   *
   * @return whether it changed anything
   */
  public Uni<Boolean> delivered(SqlClient tx, UUID delivery, Instant now) {
    return deliveries
        .invitationsOf(tx, List.of(delivery))
        .chain(asked -> invitations.lock(tx, asked))
        .chain(locked -> deliveries.lockOf(tx, ids(locked)))
        .map(messages -> messages.stream().filter(one -> one.id().equals(delivery)).toList())
        .chain(
            messages ->
                queue
                    .removeUnmarked(tx, waiting(copies(messages)))
                    .map(
                        removed -> {
                          var gathered = new Changes.Gathered();
                          arrived(messages, removed, gathered);
                          return gathered;
                        }))
        .chain(
            gathered ->
                changes.write(tx, gathered, now).replaceWith(!gathered.deliveries.isEmpty()));
  }

  /** Those of which a copy may have gone out already. */
  private static List<Delivery> copies(List<Delivery> messages) {
    return messages.stream().filter(Delivery::mayBeOut).toList();
  }

  /** The invitation that a delivery belongs to. */
  public Uni<Optional<UUID>> invitationOf(SqlClient tx, UUID delivery) {
    return deliveries.invitationsOf(tx, List.of(delivery)).map(asked -> asked.stream().findFirst());
  }

  /**
   * The mail came back. It is safe to repeat; a mail that is still being sent is left alone.
   *
   * @return whether it changed anything
   */
  public Uni<Boolean> bounced(SqlClient tx, Bounce bounce, Instant now) {
    return deliveries
        .invitationsOf(tx, List.of(bounce.delivery()))
        .chain(asked -> invitations.lock(tx, asked))
        .chain(
            locked ->
                deliveries
                    .lockOf(tx, ids(locked))
                    .chain(messages -> cameBack(tx, bounce, locked, messages, now)));
  }

  private Uni<Boolean> cameBack(
      SqlClient tx, Bounce bounce, List<Invitation> locked, List<Delivery> messages, Instant now) {
    var gathered = new Changes.Gathered();
    Set<UUID> badAddresses = new HashSet<>();
    for (Delivery message : messages) {
      if (message.id().equals(bounce.delivery())
          && message.state().next().contains(DeliveryState.BOUNCED)) {
        Invitation invitation = locked.get(0);
        gathered.put(message.bounced(bounce.reply()));
        if (othersFailed(message, messages) && !invitation.state().isFinal()) {
          gathered.put(invitation.undeliverable());
        }
        if (bounce.badAddress()) {
          badAddresses.add(invitation.contactId());
        }
      }
    }
    return changes
        .write(tx, gathered, now)
        .chain(() -> optOuts.suppressAddresses(tx, badAddresses, now))
        .replaceWith(!gathered.deliveries.isEmpty());
  }

  /** Whether nothing else of the invitation can reach anybody. */
  static boolean othersFailed(Delivery one, Collection<Delivery> siblings) {
    return siblings.stream()
        .filter(sibling -> !sibling.id().equals(one.id()))
        .allMatch(sibling -> sibling.state().failed());
  }

  /**
   * What waits to be sent is not; a copy in doubt has arrived.
   *
   * @param removed out of the queue just now
   */
  static void arrived(List<Delivery> messages, List<UUID> removed, Changes.Gathered gathered) {
    for (Delivery message : messages) {
      if (message.state() == DeliveryState.UNKNOWN
          || (removed.contains(message.id()) && message.mayBeOut())) {
        gathered.put(message.arrived());
      } else if (removed.contains(message.id())) {
        gathered.put(message.withdrawn("not sent again: it was answered"));
      }
    }
  }

  static List<UUID> waiting(List<Delivery> messages) {
    return messages.stream()
        .filter(message -> message.state() == DeliveryState.QUEUED)
        .map(Delivery::id)
        .toList();
  }

  /** When its mail went out, as far as is known. */
  static Instant sentAt(Invitation invitation, List<Delivery> messages, Instant otherwise) {
    return messages.stream()
        .filter(message -> message.invitationId().equals(invitation.id()))
        .map(Delivery::sendingSince)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(otherwise);
  }

  private static List<UUID> ids(List<Invitation> locked) {
    return locked.stream().map(Invitation::id).toList();
  }
}
