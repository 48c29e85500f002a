package io.afterword.platform.feed;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Where a service writes what others must learn, in the transaction of the change itself. */
@ApplicationScoped
public class Outbox {
  private static final String INSERT =
      """
      insert into outbox (event_id, type, subject, revision, data)
      select t.event_id, t.type, t.subject, t.revision, t.data::json
      from unnest($1::uuid[], $2::text[], $3::text[], $4::int[], $5::text[])
           with ordinality as t(event_id, type, subject, revision, data, position)
      order by t.position
      """;

  /** Writes the events with a connection that has the change's transaction open. */
  public Uni<Void> append(SqlClient tx, List<OutboxEvent> events) {
    if (events.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return tx.preparedQuery(INSERT).execute(columns(events)).replaceWithVoid();
  }

  /** Writes the events in the session's transaction, after what the session has changed so far. */
  public Uni<Void> append(Mutiny.Session session, List<OutboxEvent> events) {
    throw new UnsupportedOperationException();
  }

  private static Tuple columns(List<OutboxEvent> events) {
    return Tuple.of(
        events.stream().map(OutboxEvent::id).toArray(UUID[]::new),
        events.stream().map(OutboxEvent::type).toArray(String[]::new),
        events.stream().map(OutboxEvent::subject).toArray(String[]::new),
        events.stream().map(OutboxEvent::revision).toArray(Integer[]::new),
        events.stream().map(OutboxEvent::data).toArray(String[]::new));
  }
}
