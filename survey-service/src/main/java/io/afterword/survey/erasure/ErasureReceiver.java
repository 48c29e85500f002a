package io.afterword.survey.erasure;

import io.afterword.platform.feed.FeedReceiver;
import io.afterword.platform.feed.Outbox;
import io.afterword.platform.feed.OutboxEvent;
import io.afterword.platform.feed.ReceivedEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Forgets whom dispatch-service has erased and says so, in one transaction. Told again, it finds
 * nothing more to remove; that answer is one that dispatch-service has already.
 */
@ApplicationScoped
class ErasureReceiver implements FeedReceiver {
  static final String ERASED = "contact.erased";
  static final String DONE = "erasure.done";

  /** The fields of contact.erased that survey-service reads. */
  record ContactErased(UUID erasureId, UUID contactId, List<UUID> invitationIds) {}

  /** What was removed here, by table. */
  record ErasureDone(UUID erasureId, String service, Map<String, Long> rows) {}

  private final ErasedRows rows;
  private final Outbox outbox;
  private final Clock clock;

  ErasureReceiver(ErasedRows rows, Outbox outbox, Clock clock) {
    this.rows = rows;
    this.outbox = outbox;
    this.clock = clock;
  }

  @Override
  public Set<String> types() {
    return Set.of(ERASED);
  }

  @Override
  public Uni<Void> apply(SqlConnection tx, List<ReceivedEvent> events) {
    return Multi.createFrom()
        .iterable(events)
        .onItem()
        .transformToUniAndConcatenate(event -> erase(tx, event.dataAs(ContactErased.class)))
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Void> erase(SqlConnection tx, ContactErased erased) {
    return rows.erase(tx, erased.erasureId(), erased.invitationIds(), clock.instant())
        .chain(
            asked ->
                rows.eraseImported(tx, erased.contactId())
                    .map(
                        imported -> {
                          Map<String, Long> removed = new LinkedHashMap<>(asked);
                          imported.forEach((table, n) -> removed.merge(table, n, Long::sum));
                          return removed;
                        }))
        .map(removed -> new ErasureDone(erased.erasureId(), "survey", removed))
        .chain(
            done ->
                outbox.append(
                    tx, List.of(OutboxEvent.of(DONE, done.erasureId().toString(), 1, done))));
  }
}
