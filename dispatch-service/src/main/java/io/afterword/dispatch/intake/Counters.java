package io.afterword.dispatch.intake;

import io.afterword.dispatch.decision.ContactState;
import io.afterword.dispatch.decision.Policy;
import io.afterword.dispatch.intake.Deciding.Counting;
import io.afterword.dispatch.intake.Deciding.LastCounted;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * EVERY_N counts per policy and contact; the contact's row lock keeps them exact. A count belongs
 * to the version of the policy since which it counts alike; others are as good as none.
 */
@ApplicationScoped
class Counters {
  private static final String READ =
      """
      select c.policy_id, c.contact_id, c.counted
      from policy_counter c
      join unnest($2::uuid[], $3::bigint[]) as p(id, since)
        on p.id = c.policy_id and p.since = c.counts_since
      where c.contact_id = any($1::uuid[])
      """;

  /** A decision by older terms that comes late leaves the newer count alone. */
  private static final String WRITE =
      """
      insert into policy_counter as c (policy_id, contact_id, counts_since, counted, interaction_id,
        last_at)
      select policy_id, contact_id, counts_since, counted, interaction_id, last_at
      from unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::int[], $5::uuid[], $6::timestamptz[])
        as t(policy_id, contact_id, counts_since, counted, interaction_id, last_at)
      order by contact_id, policy_id
      on conflict (policy_id, contact_id) do update set counted = excluded.counted,
        counts_since = excluded.counts_since,
        interaction_id = case when c.counts_since = excluded.counts_since and c.counted > 0
            and excluded.counted > 0 and c.last_at > excluded.last_at
          then c.interaction_id else excluded.interaction_id end,
        last_at = case when c.counts_since = excluded.counts_since and c.counted > 0
            and excluded.counted > 0
          then greatest(c.last_at, excluded.last_at) else excluded.last_at end
      where c.counts_since <= excluded.counts_since
      """;

  /** In the order of their time; locks nothing, since the contacts' rows do. */
  private static final String QUIET =
      """
      select c.policy_id, c.contact_id, c.counts_since, c.interaction_id, c.last_at
      from unnest($1::uuid[], $2::bigint[], $3::timestamptz[]) as p(id, since, up_to)
      join lateral (
        select * from policy_counter q
        where q.policy_id = p.id and q.counted > 0 and q.last_at <= p.up_to
          and q.counts_since = p.since and q.interaction_id is not null
        order by q.last_at limit $4) c on true
      """;

  private static final String STILL_QUIET =
      """
      select c.policy_id, c.contact_id, c.counts_since, c.interaction_id, c.last_at,
        greatest(c.last_at, i.last_at) as really_at
      from unnest($1::uuid[], $2::uuid[]) as u(policy_id, contact_id)
      join policy_counter c using (policy_id, contact_id)
      cross join lateral (
        select max(occurred_at) as last_at from interaction i where i.contact_id = c.contact_id) i
      where c.counted > 0 and c.interaction_id is not null
      """;

  private static final String MOVE_ON =
      """
      update policy_counter c set last_at = t.last_at
      from unnest($1::uuid[], $2::uuid[], $3::timestamptz[]) as t(policy_id, contact_id, last_at)
      where c.policy_id = t.policy_id and c.contact_id = t.contact_id
      """;

  /**
   * A count that may have been quiet for long enough.
   *
   * @param since the version of the policy that it belongs to
   * @param interactionId the last one that was counted
   * @param lastAt when the contact's last interaction happened
   */
  record Waiting(Counting key, long since, UUID interactionId, Instant lastAt) {}

  /** By contact and policy. */
  Uni<Map<UUID, Map<UUID, Integer>>> of(
      SqlClient tx, Collection<UUID> contacts, Collection<Policy> policies) {
    return tx.preparedQuery(READ)
        .execute(
            Tuple.of(
                contacts.toArray(UUID[]::new),
                policies.stream().map(Policy::id).toArray(UUID[]::new),
                policies.stream().map(Policy::countsSince).toArray(Long[]::new)))
        .map(
            rows -> {
              var counts = new HashMap<UUID, Map<UUID, Integer>>();
              rows.forEach(
                  row ->
                      counts
                          .computeIfAbsent(row.getUUID("contact_id"), contact -> new HashMap<>())
                          .put(row.getUUID("policy_id"), row.getInteger("counted")));
              return counts;
            });
  }

  /** Writes the counts that grew or started again. */
  Uni<Void> keep(SqlClient tx, Deciding.Outcome outcome, Collection<Policy> policies) {
    if (outcome.counted().isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    var since = new HashMap<UUID, Long>();
    policies.forEach(policy -> since.put(policy.id(), policy.countsSince()));
    List<Map.Entry<Counting, LastCounted>> kept = List.copyOf(outcome.counted().entrySet());
    return tx.preparedQuery(WRITE)
        .execute(
            Tuple.tuple()
                .addArrayOfUUID(column(kept, UUID[]::new, one -> one.getKey().policy()))
                .addArrayOfUUID(column(kept, UUID[]::new, one -> one.getKey().contact()))
                .addArrayOfLong(
                    column(
                        kept,
                        Long[]::new,
                        one -> Objects.requireNonNull(since.get(one.getKey().policy()))))
                .addArrayOfInteger(
                    column(kept, Integer[]::new, one -> counted(outcome.contacts(), one.getKey())))
                .addArrayOfUUID(column(kept, UUID[]::new, one -> one.getValue().interactionId()))
                .addArrayOfOffsetDateTime(
                    column(kept, OffsetDateTime[]::new, one -> utc(one.getValue().at()))))
        .replaceWithVoid();
  }

  /** Some of those that may be quiet, by what the counts know; the contacts are not locked yet. */
  Uni<List<Waiting>> perhapsQuiet(SqlClient client, List<QuietPolicy> policies, int limit) {
    return client
        .preparedQuery(QUIET)
        .execute(
            Tuple.of(
                column(policies, UUID[]::new, one -> one.policy().id()),
                column(policies, Long[]::new, one -> one.policy().countsSince()),
                column(policies, OffsetDateTime[]::new, one -> utc(one.upTo())),
                limit))
        .map(rows -> rows.stream().map(row -> waiting(row, "last_at")).toList());
  }

  /**
   * A policy that asks after a quiet time.
   *
   * @param upTo whose last interaction was not after this has been quiet for long enough
   */
  record QuietPolicy(Policy policy, Instant upTo) {}

  /** The same as they stand under the contacts' locks, with the contact's true last interaction. */
  Uni<List<Waiting>> locked(SqlClient tx, Collection<Counting> keys) {
    return tx.preparedQuery(STILL_QUIET)
        .execute(
            Tuple.of(
                column(keys, UUID[]::new, Counting::policy),
                column(keys, UUID[]::new, Counting::contact)))
        .map(rows -> rows.stream().map(row -> waiting(row, "really_at")).toList());
  }

  /** They were not quiet after all. */
  Uni<Void> moveOn(SqlClient tx, List<Waiting> moved) {
    return moved.isEmpty()
        ? Uni.createFrom().voidItem()
        : tx.preparedQuery(MOVE_ON)
            .execute(
                Tuple.of(
                    column(moved, UUID[]::new, one -> one.key().policy()),
                    column(moved, UUID[]::new, one -> one.key().contact()),
                    column(moved, OffsetDateTime[]::new, one -> utc(one.lastAt()))))
            .replaceWithVoid();
  }

  private static int counted(Map<UUID, ContactState> contacts, Counting key) {
    return Objects.requireNonNull(contacts.get(key.contact()))
        .counted()
        .getOrDefault(key.policy(), 0);
  }

  private static Waiting waiting(Row row, String lastAt) {
    return new Waiting(
        new Counting(row.getUUID("policy_id"), row.getUUID("contact_id")),
        row.getLong("counts_since"),
        row.getUUID("interaction_id"),
        row.getOffsetDateTime(lastAt).toInstant());
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static <T, C> C[] column(
      Collection<T> rows, IntFunction<C[]> array, Function<T, C> value) {
    var values = new ArrayList<C>();
    rows.forEach(row -> values.add(value.apply(row)));
    return values.toArray(array.apply(0));
  }
}
