package io.afterword.dispatch.delivery;

import com.github.f4b6a3.uuid.UuidCreator;
import io.afterword.dispatch.invitation.Invitation;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Puts mails into the queue: the first of new invitations, and reminders. */
@ApplicationScoped
public class Outgoing {
  private final Deliveries deliveries;

  Outgoing(Deliveries deliveries) {
    this.deliveries = deliveries;
  }

  /**
   * A reminder of an invitation.
   *
   * @param second whether there was one before
   */
  public record Reminder(UUID invitation, boolean second, Instant dueAt) {
    private Deliveries.New delivery() {
      return added(
          invitation, second ? Delivery.Kind.SECOND_REMINDER : Delivery.Kind.REMINDER, dueAt);
    }
  }

  public Uni<Void> enqueue(SqlClient tx, List<Invitation> invitations, Instant now) {
    return add(
        tx,
        invitations.stream().map(one -> added(one.id(), Delivery.Kind.FIRST, one.dueAt())).toList(),
        now);
  }

  /** They go out only if their invitation is still open by then. */
  public Uni<Void> remind(SqlClient tx, List<Reminder> reminders, Instant now) {
    return add(tx, reminders.stream().map(Reminder::delivery).toList(), now);
  }

  private static Deliveries.New added(UUID invitation, Delivery.Kind kind, Instant dueAt) {
    return new Deliveries.New(UuidCreator.getTimeOrderedEpoch(), invitation, kind, dueAt);
  }

  private Uni<Void> add(SqlClient tx, List<Deliveries.New> added, Instant now) {
    return added.isEmpty() ? Uni.createFrom().voidItem() : deliveries.add(tx, added, now);
  }
}
