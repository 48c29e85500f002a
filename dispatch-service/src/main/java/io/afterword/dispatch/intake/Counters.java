package io.afterword.dispatch.intake;

import io.afterword.dispatch.decision.ContactState;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** EVERY_N counts per policy and contact; the contact's row lock keeps them exact. */
@ApplicationScoped
class Counters {
  private static final String READ =
      "select policy_id, contact_id, counted from policy_counter where contact_id = any($1::uuid[])";

  private static final String WRITE =
      """
      insert into policy_counter (policy_id, contact_id, counted, last_at)
      select policy_id, contact_id, counted, $4
      from unnest($1::uuid[], $2::uuid[], $3::int[]) as t(policy_id, contact_id, counted)
      order by contact_id, policy_id
      on conflict (policy_id, contact_id) do update
        set counted = excluded.counted, last_at = excluded.last_at
      """;

  /** By contact and policy. */
  Uni<Map<UUID, Map<UUID, Integer>>> of(SqlClient tx, Collection<UUID> contacts) {
    return tx.preparedQuery(READ)
        .execute(Tuple.of(contacts.toArray(UUID[]::new)))
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

  /** Writes the counts that changed; a policy that fires each time has nothing to count. */
  Uni<Void> keep(
      SqlClient tx,
      Map<UUID, ContactState> before,
      Map<UUID, ContactState> after,
      Collection<UUID> countingPolicies,
      Instant now) {
    var policies = new ArrayList<UUID>();
    var contacts = new ArrayList<UUID>();
    var counts = new ArrayList<Integer>();
    after.forEach(
        (contact, state) ->
            state
                .counted()
                .forEach(
                    (policy, counted) -> {
                      ContactState was = before.get(contact);
                      boolean same = was != null && counted.equals(was.counted().get(policy));
                      if (!same && countingPolicies.contains(policy)) {
                        policies.add(policy);
                        contacts.add(contact);
                        counts.add(counted);
                      }
                    }));
    return counts.isEmpty()
        ? Uni.createFrom().voidItem()
        : tx.preparedQuery(WRITE)
            .execute(
                Tuple.of(
                    policies.toArray(UUID[]::new),
                    contacts.toArray(UUID[]::new),
                    counts.toArray(Integer[]::new),
                    now.atOffset(ZoneOffset.UTC)))
            .replaceWithVoid();
  }
}
