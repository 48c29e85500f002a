package io.afterword.platform.feed;

import com.github.f4b6a3.uuid.UuidCreator;
import io.afterword.platform.problem.CommonProblem;
import io.afterword.platform.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Table {@code feed_parked}. Parking must not fail for what an event says, whatever it says. */
final class ParkedEvents {
  private static final int MAX_REASON_LENGTH = 500;

  private ParkedEvents() {}

  /** Puts an event aside; one that comes again replaces the reason. */
  static Uni<Void> park(SqlClient tx, Arrival arrival, String reason) {
    String json = arrival.json().toString();
    return tx.preparedQuery(
            """
            insert into feed_parked (id, source, event_id, type, subject, event, reason)
            values ($1, $2, $3, $4, $5, $6::text::json, $7)
            on conflict (source, event_id) do update
              set reason = excluded.reason, event = excluded.event, parked_at = now()
            """)
        .execute(
            Tuple.tuple()
                .addUUID(UuidCreator.getTimeOrderedEpoch())
                .addString(arrival.source())
                .addString(eventId(arrival, json))
                .addString(text(arrival, "type"))
                .addString(text(arrival, "subject"))
                .addString(json)
                .addString(
                    storable(reason.substring(0, Math.min(reason.length(), MAX_REASON_LENGTH)))))
        .replaceWithVoid();
  }

  /** A parked event, to be tried again in this transaction. */
  static Uni<Arrival> lock(SqlClient tx, UUID id) {
    return tx.preparedQuery(
            "select source, event::text as event from feed_parked where id = $1 for update")
        .execute(Tuple.of(id))
        .map(
            rows -> {
              for (Row row : rows) {
                return new Arrival(row.getString("source"), FeedJson.parse(row.getString("event")));
              }
              throw Problem.of(CommonProblem.NOT_FOUND, "There is no parked event " + id + ".");
            });
  }

  /** Gives an event up; false if there is none of that id. */
  static Uni<Boolean> discard(SqlClient tx, UUID id) {
    return tx.preparedQuery("delete from feed_parked where id = $1")
        .execute(Tuple.of(id))
        .map(rows -> rows.rowCount() == 1);
  }

  static Uni<List<ParkedEvent>> list(SqlClient client, @Nullable UUID after, int limit) {
    return client
        .preparedQuery(
            """
            select id, source, event_id, type, subject, reason, parked_at from feed_parked
            where $1::uuid is null or id < $1 order by id desc limit $2
            """)
        .execute(Tuple.of(after, limit))
        .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(ParkedEvent::of).toList());
  }

  private static String eventId(Arrival arrival, String json) {
    String id = text(arrival, "id");
    return id == null
        ? UUID.nameUUIDFromBytes(json.getBytes(StandardCharsets.UTF_8)).toString()
        : id;
  }

  private static @Nullable String text(Arrival arrival, String attribute) {
    String text = arrival.json().path(attribute).textValue();
    return text == null ? null : storable(text);
  }

  /** PostgreSQL has no text with NUL in it. */
  private static String storable(String text) {
    return text.replace('\0', '\uFFFD');
  }
}
