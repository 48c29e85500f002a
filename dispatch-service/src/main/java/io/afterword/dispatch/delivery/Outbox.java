package io.afterword.dispatch.delivery;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What lies in the outbox, for people. */
@ApplicationScoped
class Outbox {
  private final Pool pool;

  Outbox(Pool pool) {
    this.pool = pool;
  }

  /** The newest first, below the given id; null means any. */
  Uni<List<DeliveryView>> page(
      @Nullable DeliveryState state, @Nullable UUID invitation, @Nullable UUID before, int limit) {
    return pool.preparedQuery(
            DeliveryView.COLUMNS
                + """
                where ($1::text is null or d.state = $1)
                  and ($2::uuid is null or d.invitation_id = $2)
                  and ($3::uuid is null or d.id < $3)
                order by d.id desc limit $4
                """)
        .execute(Tuple.of(state == null ? null : state.name(), invitation, before, limit))
        .map(rows -> rows.stream().map(DeliveryView::of).toList());
  }

  /** How many stand where; every state is there, with zero if need be. */
  Uni<Map<DeliveryState, Long>> counts() {
    return pool.query("select state, count(*) as n from delivery group by state")
        .execute()
        .map(
            rows -> {
              var counts = new EnumMap<DeliveryState, Long>(DeliveryState.class);
              for (DeliveryState state : DeliveryState.values()) {
                counts.put(state, 0L);
              }
              rows.forEach(
                  row ->
                      counts.put(DeliveryState.valueOf(row.getString("state")), row.getLong("n")));
              return counts;
            });
  }

  /** Why sending waits for everybody at the moment; empty text when it does not. */
  Uni<String> waitingBecause() {
    return pool.query(
            "select reason from lane where blocked_until > clock_timestamp() and reason is not null")
        .execute()
        .map(rows -> rows.size() == 0 ? "" : rows.iterator().next().getString("reason"));
  }
}
