package io.afterword.dispatch.delivery;

import io.afterword.dispatch.invitation.Invitation;
import io.afterword.dispatch.invitation.Invitations;
import io.afterword.dispatch.ledger.Ledger;
import io.afterword.dispatch.ledger.LedgerEntry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What one transaction does to invitations, their deliveries and the queue, gathered first and
 * written at once. Everybody locks in the order contact, invitation, delivery, queue row, each by
 * id, so that nobody waits in a circle.
 */
@ApplicationScoped
class Changes {
  private final Invitations invitations;
  private final Deliveries deliveries;
  private final DeliveryQueue queue;
  private final Ledger ledger;

  Changes(Invitations invitations, Deliveries deliveries, DeliveryQueue queue, Ledger ledger) {
    this.invitations = invitations;
    this.deliveries = deliveries;
    this.queue = queue;
    this.ledger = ledger;
  }

  /** Gathered changes; a later one of the same row replaces an earlier one. */
  static final class Gathered {
    final Map<UUID, Invitation> invitations = new HashMap<>();
    final Map<UUID, Delivery> deliveries = new HashMap<>();
    final Map<UUID, Instant> requeued = new HashMap<>();
    final Map<UUID, Instant> added = new HashMap<>();
    final Set<UUID> removed = new HashSet<>();
    final List<LedgerEntry> decisions = new ArrayList<>();

    void put(Delivery delivery) {
      deliveries.put(delivery.id(), delivery);
    }

    void put(Invitation invitation) {
      invitations.put(invitation.id(), invitation);
    }
  }

  /** No statement waits for the one before it; the server works them off in this order. */
  Uni<Void> write(SqlClient tx, Gathered gathered, Instant now) {
    return Uni.combine()
        .all()
        .unis(
            invitations.save(tx, List.copyOf(gathered.invitations.values())),
            deliveries.save(tx, List.copyOf(gathered.deliveries.values()), now),
            queue.remove(tx, gathered.removed),
            queue.requeue(tx, gathered.requeued),
            queue.add(tx, gathered.added),
            ledger.append(tx, gathered.decisions))
        .discardItems();
  }
}
