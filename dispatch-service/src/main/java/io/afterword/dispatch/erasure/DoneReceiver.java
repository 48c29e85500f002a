package io.afterword.dispatch.erasure;

import io.afterword.platform.feed.FeedReceiver;
import io.afterword.platform.feed.ReceivedEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Keeps what the other services say that they removed: the first word of each. */
@ApplicationScoped
class DoneReceiver implements FeedReceiver {
  static final String DONE = "erasure.done";

  /** The fields of erasure.done that dispatch reads. */
  record ErasureDone(UUID erasureId, String service, Map<String, Object> rows) {}

  private static final String KEEP =
      """
      insert into erasure_done (erasure_id, service, at, rows)
      select e.id, e.service, e.at, e.rows::jsonb
      from unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::text[])
        as e(id, service, at, rows)
      order by e.id, e.service
      on conflict (erasure_id, service) do nothing
      """;

  @Override
  public Set<String> types() {
    return Set.of(DONE);
  }

  @Override
  public Uni<Void> apply(SqlConnection tx, List<ReceivedEvent> events) {
    List<ErasureDone> done = events.stream().map(event -> event.dataAs(ErasureDone.class)).toList();
    return tx.preparedQuery(KEEP)
        .execute(
            Tuple.of(
                done.stream().map(ErasureDone::erasureId).toArray(UUID[]::new),
                done.stream().map(ErasureDone::service).toArray(String[]::new),
                events.stream()
                    .map(event -> event.time().atOffset(ZoneOffset.UTC))
                    .toArray(OffsetDateTime[]::new),
                done.stream()
                    .map(each -> new JsonObject(each.rows()).encode())
                    .toArray(String[]::new)))
        .replaceWithVoid();
  }
}
