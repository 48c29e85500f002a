package io.afterword.survey;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What is really in the tables. */
@ApplicationScoped
public class Database {

  private final Pool pool;

  Database(Pool pool) {
    this.pool = pool;
  }

  /** An event as it waits for the relay. */
  public record Event(String type, String subject, int revision, String data) {}

  public List<Event> eventsOf(Object subject) {
    List<Event> events = new ArrayList<>();
    for (Row row :
        rows(
            "select type, subject, revision, data::text as data from outbox where subject = $1"
                + " order by id",
            subject.toString())) {
      events.add(
          new Event(
              row.getString("type"),
              row.getString("subject"),
              row.getInteger("revision"),
              row.getString("data")));
    }
    return events;
  }

  public long count(String sql, Object... values) {
    return rows(sql, values).iterator().next().getLong(0);
  }

  public Iterable<Row> rows(String sql, Object... values) {
    return pool.preparedQuery(sql)
        .execute(Tuple.from(List.of(values)))
        .await()
        .atMost(Duration.ofSeconds(10));
  }
}
