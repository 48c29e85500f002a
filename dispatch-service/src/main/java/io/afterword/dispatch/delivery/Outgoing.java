package io.afterword.dispatch.delivery;

import com.github.f4b6a3.uuid.UuidCreator;
import io.afterword.dispatch.invitation.Invitation;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** Puts the first mail of new invitations into the queue. */
@ApplicationScoped
public class Outgoing {
  private final Deliveries deliveries;

  Outgoing(Deliveries deliveries) {
    this.deliveries = deliveries;
  }

  public Uni<Void> enqueue(SqlClient tx, List<Invitation> invitations, Instant now) {
    return invitations.isEmpty()
        ? Uni.createFrom().voidItem()
        : deliveries.addFirst(
            tx,
            invitations.stream().map(one -> UuidCreator.getTimeOrderedEpoch()).toList(),
            invitations.stream().map(Invitation::id).toList(),
            invitations.stream().map(Invitation::dueAt).toList(),
            now);
  }
}
