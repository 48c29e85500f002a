package io.afterword.dispatch.delivery;

import io.afterword.dispatch.invitation.Invitation;
import io.afterword.dispatch.invitation.Invitations;
import io.afterword.platform.feed.FeedReceiver;
import io.afterword.platform.feed.FeedSteps;
import io.afterword.platform.feed.ReceivedEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Somebody answered: the invitation is answered, what waits for it is not sent, and a mail of which
 * nobody knew whether it went out has arrived.
 */
@ApplicationScoped
class AnswerReceiver implements FeedReceiver {
  static final String ANSWERED = "invitation.answered";

  /** The field of invitation.answered that dispatch reads. */
  record Answered(Instant answeredAt) {}

  private final Invitations invitations;
  private final Deliveries deliveries;
  private final DeliveryQueue queue;
  private final Changes changes;
  private final Clock clock;
  private final FeedSteps steps;

  AnswerReceiver(
      Invitations invitations,
      Deliveries deliveries,
      DeliveryQueue queue,
      Changes changes,
      Clock clock,
      FeedSteps steps) {
    this.invitations = invitations;
    this.deliveries = deliveries;
    this.queue = queue;
    this.changes = changes;
    this.clock = clock;
    this.steps = steps;
  }

  @Override
  public Set<String> types() {
    return Set.of(ANSWERED);
  }

  /** Answering is final, so revisions need not be kept: the first event does it all. */
  @Override
  public Uni<Void> apply(SqlConnection tx, List<ReceivedEvent> events) {
    Instant began = steps.now();
    Map<UUID, Instant> answeredAt = new TreeMap<>();
    events.forEach(
        event ->
            answeredAt.merge(
                UUID.fromString(event.subject()),
                event.dataAs(Answered.class).answeredAt(),
                (one, other) -> one.isBefore(other) ? one : other));
    Instant now = clock.instant();
    return invitations
        .lock(tx, answeredAt.keySet())
        .chain(
            locked ->
                deliveries
                    .lockOf(tx, locked.stream().map(Invitation::id).toList())
                    .chain(
                        messages ->
                            queue
                                .removeUnmarked(tx, Evidence.waiting(messages))
                                .map(removed -> gather(locked, messages, removed, answeredAt))))
        .chain(gathered -> changes.write(tx, gathered, now))
        .invoke(
            () ->
                events.forEach(
                    event ->
                        steps.applied(
                            UUID.fromString(event.subject()), event, "note answer", began)));
  }

  private static Changes.Gathered gather(
      List<Invitation> locked,
      List<Delivery> messages,
      List<UUID> removed,
      Map<UUID, Instant> answeredAt) {
    var gathered = new Changes.Gathered();
    for (Invitation invitation : locked) {
      Instant at = answeredAt.getOrDefault(invitation.id(), invitation.dueAt());
      Invitation after = invitation.answered(at, Evidence.sentAt(invitation, messages, at));
      if (!after.equals(invitation)) {
        gathered.put(after);
      }
    }
    Evidence.arrived(messages, removed, gathered);
    return gathered;
  }
}
