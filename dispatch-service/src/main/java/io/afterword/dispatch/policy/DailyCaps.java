package io.afterword.dispatch.policy;

import io.afterword.dispatch.decision.Policy;
import io.afterword.dispatch.decision.Quotas;
import io.afterword.dispatch.decision.Quotas.PolicyDay;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * How many each policy with a daily cap has asked for which day. Whoever decides for such a policy
 * does so alone until the commit: its contacts are locked before, so that nobody waits in a circle.
 */
@ApplicationScoped
public class DailyCaps {
  /** First key of these advisory locks; other parts of the service use other classes. */
  private static final int LOCK_CLASS = 0xAF80;

  private static final String LOCK =
      "select pg_advisory_xact_lock($1, key) from (select unnest($2::int[]) as key order by 1) k";

  private static final String READ =
      "select policy_id, day, asked from policy_day where policy_id = any($1::uuid[]) and day >= $2";

  private static final String ADD =
      """
      insert into policy_day as p (policy_id, day, asked)
      select policy_id, day, asked from unnest($1::uuid[], $2::date[], $3::int[])
        as t(policy_id, day, asked)
      order by policy_id, day
      on conflict (policy_id, day) do update set asked = p.asked + excluded.asked
      """;

  /** The counts for these policies, which nobody else changes until the commit. */
  public Uni<Quotas> hold(SqlClient tx, Collection<Policy> policies, Instant now) {
    List<Policy> capped =
        policies.stream().filter(policy -> policy.terms().limits().dailyCap() != null).toList();
    if (capped.isEmpty()) {
      return Uni.createFrom().item(Quotas.none());
    }
    Integer[] keys = capped.stream().map(policy -> policy.id().hashCode()).toArray(Integer[]::new);
    UUID[] ids = capped.stream().map(Policy::id).toArray(UUID[]::new);
    LocalDate today = capped.get(0).workspace().day(now);
    return tx.preparedQuery(LOCK)
        .execute(Tuple.of(LOCK_CLASS, keys))
        .chain(() -> tx.preparedQuery(READ).execute(Tuple.of(ids, today)))
        .map(
            rows -> {
              var asked = new HashMap<PolicyDay, Integer>();
              rows.forEach(
                  row ->
                      asked.put(
                          new PolicyDay(row.getUUID("policy_id"), row.getLocalDate("day")),
                          row.getInteger("asked")));
              return new Quotas(asked);
            });
  }

  public Uni<Void> keep(SqlClient tx, Quotas quotas) {
    List<Map.Entry<PolicyDay, Integer>> taken = List.copyOf(quotas.taken().entrySet());
    return taken.isEmpty()
        ? Uni.createFrom().voidItem()
        : tx.preparedQuery(ADD)
            .execute(
                Tuple.of(
                    taken.stream().map(one -> one.getKey().policy()).toArray(UUID[]::new),
                    taken.stream().map(one -> one.getKey().day()).toArray(LocalDate[]::new),
                    taken.stream().map(Map.Entry::getValue).toArray(Integer[]::new)))
            .replaceWithVoid();
  }
}
