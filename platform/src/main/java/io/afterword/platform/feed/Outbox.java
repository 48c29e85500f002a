package io.afterword.platform.feed;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/** Where a service writes what others must learn, in the transaction of the change itself. */
@ApplicationScoped
public class Outbox {
  private static final String INSERT =
      """
      insert into outbox (event_id, type, subject, revision, data)
      select t.event_id, t.type, t.subject, t.revision, cast(t.data as json)
      from unnest(cast($1 as uuid[]), cast($2 as text[]), cast($3 as text[]),
                  cast($4 as int[]), cast($5 as text[]))
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
    if (events.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    // Flushed first, so that the rows of the change are locked before the events take their
    // numbers:
    // two changes of one subject then take them in the order in which they happen.
    return session
        .flush()
        .chain(
            () ->
                session
                    .createNativeQuery(INSERT.replace('$', '?'))
                    .setParameter(1, ids(events))
                    .setParameter(2, texts(events, OutboxEvent::type))
                    .setParameter(3, texts(events, OutboxEvent::subject))
                    .setParameter(4, revisions(events))
                    .setParameter(5, texts(events, OutboxEvent::data))
                    .executeUpdate())
        .replaceWithVoid();
  }

  private static Tuple columns(List<OutboxEvent> events) {
    return Tuple.of(
        ids(events),
        texts(events, OutboxEvent::type),
        texts(events, OutboxEvent::subject),
        revisions(events),
        texts(events, OutboxEvent::data));
  }

  private static UUID[] ids(List<OutboxEvent> events) {
    return events.stream().map(OutboxEvent::id).toArray(UUID[]::new);
  }

  private static Integer[] revisions(List<OutboxEvent> events) {
    return events.stream().map(OutboxEvent::revision).toArray(Integer[]::new);
  }

  private static String[] texts(List<OutboxEvent> events, Function<OutboxEvent, String> text) {
    return events.stream().map(text).toArray(String[]::new);
  }
}
