package io.afterword.dispatch.merge;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/**
 * Moves what points at a contact, and writes down what it moved. What comes later stays with the
 * contact that was kept.
 */
@ApplicationScoped
class MergeRows {
  private static final String INTERACTIONS =
      """
      with moved as (
        update interaction set contact_id = $2 where contact_id = $3 returning id, occurred_at)
      insert into contact_merge_row (merge_id, part, row_id, at)
      select $1, 'INTERACTION', id, occurred_at from moved
      """;

  private static final String DECISIONS =
      """
      with moved as (
        update decision set contact_id = $2 where contact_id = $3 returning id, decided_at)
      insert into contact_merge_row (merge_id, part, row_id, at)
      select $1, 'DECISION', id, decided_at from moved
      """;

  private static final String INVITATIONS =
      """
      insert into contact_merge_row (merge_id, part, row_id, at)
      select $1, 'INVITATION', id, created_at from invitation where contact_id = $2
      returning row_id
      """;

  private static final String IDENTITIES =
      """
      with moved as (
        update contact_identity set contact_id = $2 where contact_id = $3
        returning kind, source, value)
      insert into contact_merge_identity (merge_id, kind, source, value)
      select $1, kind, source, value from moved
      """;

  private static final String COUNTERS =
      """
      insert into contact_merge_counter (merge_id, policy_id, counted, last_at, counts_since,
        interaction_id, kept)
      select $1, m.policy_id, m.counted, m.last_at, m.counts_since, m.interaction_id,
        case when k.policy_id is not null then to_jsonb(k) end
      from policy_counter m
      left join policy_counter k on k.policy_id = m.policy_id and k.contact_id = $2
      where m.contact_id = $3
      """;

  /** Counts of the same terms add up; of others the newer terms' count is the one. */
  private static final String ADD_COUNTERS =
      """
      with gone as (delete from policy_counter where contact_id = $2 returning *)
      insert into policy_counter as k (policy_id, contact_id, counted, last_at, counts_since,
        interaction_id)
      select policy_id, $1, counted, last_at, counts_since, interaction_id from gone
      on conflict (policy_id, contact_id) do update set
        counted = case
          when k.counts_since = excluded.counts_since then k.counted + excluded.counted
          when k.counts_since < excluded.counts_since then excluded.counted
          else k.counted end,
        interaction_id = case when k.last_at < excluded.last_at then excluded.interaction_id
          else k.interaction_id end,
        last_at = greatest(k.last_at, excluded.last_at),
        counts_since = greatest(k.counts_since, excluded.counts_since)
      """;

  private static final String INTERACTIONS_BACK =
      """
      update interaction i set contact_id = $3 from contact_merge_row r
      where r.merge_id = $1 and r.part = 'INTERACTION' and i.id = r.row_id and i.contact_id = $2
      """;

  private static final String DECISIONS_BACK =
      """
      update decision d set contact_id = $3 from contact_merge_row r
      where r.merge_id = $1 and r.part = 'DECISION' and d.id = r.row_id and d.decided_at = r.at
        and d.contact_id = $2
      """;

  private static final String INVITATIONS_BACK =
      """
      select i.id as row_id from contact_merge_row r join invitation i on i.id = r.row_id
      where r.merge_id = $1 and r.part = 'INVITATION' and i.contact_id = $2
      """;

  private static final String IDENTITIES_BACK =
      """
      update contact_identity i set contact_id = $3 from contact_merge_identity r
      where r.merge_id = $1 and i.kind = r.kind and i.source = r.source and i.value = r.value
        and i.contact_id = $2
      """;

  /** A policy that has fired since has used up both counts: then the merged contact begins anew. */
  private static final String COUNTERS_BACK =
      """
      insert into policy_counter (policy_id, contact_id, counted, last_at, counts_since,
        interaction_id)
      select s.policy_id, $3, s.counted, s.last_at, s.counts_since, s.interaction_id
      from contact_merge_counter s
      join policy_counter k on k.policy_id = s.policy_id and k.contact_id = $2
      where s.merge_id = $1
        and (k.counts_since <> s.counts_since
          or k.counted >= s.counted + coalesce((s.kept ->> 'counted')::int, 0))
      on conflict do nothing
      """;

  private static final String KEPT_COUNTERS_BACK =
      """
      with s as (
          select policy_id, counted, counts_since, kept,
            coalesce((kept ->> 'counted')::int, 0) as before
          from contact_merge_counter where merge_id = $1),
        untouched as (
          delete from policy_counter k using s
          where k.policy_id = s.policy_id and k.contact_id = $2
            and k.counts_since = s.counts_since and k.counted = s.counted + s.before
            and (s.kept is null or (s.kept ->> 'counts_since')::bigint = s.counts_since)
          returning k.policy_id, s.kept),
        less as (
          update policy_counter k set counted = k.counted - s.counted from s
          where k.policy_id = s.policy_id and k.contact_id = $2
            and k.counts_since = s.counts_since and k.counted > s.counted + s.before)
      insert into policy_counter
      select (jsonb_populate_record(null::policy_counter, kept)).* from untouched
      where kept is not null
      """;

  /** All that is moved for one merge. */
  record Move(UUID merge, UUID kept, UUID merged) {
    private Tuple tuple() {
      return Tuple.of(merge, kept, merged);
    }
  }

  /** The ids of the invitations are given back: those are told of. */
  Uni<List<UUID>> move(SqlClient tx, Move move) {
    return run(tx, INTERACTIONS, move.tuple())
        .chain(() -> run(tx, DECISIONS, move.tuple()))
        .chain(() -> run(tx, IDENTITIES, move.tuple()))
        .chain(() -> run(tx, COUNTERS, move.tuple()))
        .chain(() -> run(tx, ADD_COUNTERS, Tuple.of(move.kept(), move.merged())))
        .chain(() -> ids(tx, INVITATIONS, Tuple.of(move.merge(), move.merged())));
  }

  Uni<List<UUID>> moveBack(SqlClient tx, Move move) {
    return run(tx, INTERACTIONS_BACK, move.tuple())
        .chain(() -> run(tx, DECISIONS_BACK, move.tuple()))
        .chain(() -> run(tx, IDENTITIES_BACK, move.tuple()))
        .chain(() -> run(tx, COUNTERS_BACK, move.tuple()))
        .chain(() -> run(tx, KEPT_COUNTERS_BACK, Tuple.of(move.merge(), move.kept())))
        .chain(() -> ids(tx, INVITATIONS_BACK, Tuple.of(move.merge(), move.kept())));
  }

  private static Uni<Void> run(SqlClient tx, String sql, Tuple values) {
    return tx.preparedQuery(sql).execute(values).replaceWithVoid();
  }

  private static Uni<List<UUID>> ids(SqlClient tx, String sql, Tuple values) {
    return tx.preparedQuery(sql)
        .execute(values)
        .map(found -> found.stream().map(row -> row.getUUID("row_id")).toList());
  }
}
