package io.afterword.dispatch.delivery;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  private static final String IN_DOUBT =
      """
      from delivery d join invitation i on i.id = d.invitation_id
      where d.state = 'UNKNOWN' and d.let_be_at is null
        and ($1::uuid is null or i.survey_id = $1) and ($2::uuid is null or i.policy_id = $2)
        and ($3::timestamptz is null or d.unknown_since >= $3)
        and ($4::timestamptz is null or d.unknown_since < $4)
        and (i.state = 'OPEN' or not $5)
      """;

  /**
   * Deliveries that wait for a decision, the oldest first.
   *
   * @param sendable only those whose invitation has not ended
   */
  Uni<List<UUID>> inDoubt(DoubtFilter filter, boolean sendable, int limit) {
    return pool.preparedQuery("select d.id " + IN_DOUBT + " order by d.id limit " + limit)
        .execute(columns(filter, sendable))
        .map(rows -> rows.stream().map(row -> row.getUUID("id")).toList());
  }

  Uni<Long> countInDoubt(DoubtFilter filter, boolean sendable) {
    return pool.preparedQuery("select count(*) " + IN_DOUBT)
        .execute(columns(filter, sendable))
        .map(rows -> rows.iterator().next().getLong(0));
  }

  private static Tuple columns(DoubtFilter filter, boolean sendable) {
    return Tuple.tuple()
        .addUUID(filter.surveyId())
        .addUUID(filter.policyId())
        .addOffsetDateTime(time(filter.from()))
        .addOffsetDateTime(time(filter.until()))
        .addBoolean(sendable);
  }

  private static @Nullable OffsetDateTime time(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }

  Uni<Optional<DeliveryView>> find(UUID id) {
    return pool.preparedQuery(DeliveryView.COLUMNS + " where d.id = $1")
        .execute(Tuple.of(id))
        .map(rows -> rows.stream().map(DeliveryView::of).findFirst());
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
