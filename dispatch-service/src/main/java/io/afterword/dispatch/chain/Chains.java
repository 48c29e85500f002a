package io.afterword.dispatch.chain;

import io.afterword.dispatch.contact.Contacts;
import io.afterword.dispatch.decision.ChainStep;
import io.afterword.dispatch.decision.ContactState;
import io.afterword.dispatch.decision.Occasion;
import io.afterword.dispatch.decision.Policy;
import io.afterword.dispatch.decision.Trigger;
import io.afterword.dispatch.intake.Asking;
import io.afterword.dispatch.intake.Deciding;
import io.afterword.dispatch.intake.PastInteractions;
import io.afterword.dispatch.intake.States;
import io.afterword.dispatch.interaction.Interaction;
import io.afterword.dispatch.ledger.LedgerEntry;
import io.afterword.dispatch.policy.Policies;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Decides about what follows another policy's questions, some in one transaction. The invitation
 * that is followed stands in the ledger, so each is decided about once: what is due is looked for
 * without locks, and again under the contacts' locks.
 */
@ApplicationScoped
class Chains {
  /**
   * From what was due when the policy was made, else from a week before the last look: an answer
   * may become known late.
   */
  private static final String DUE =
      """
      select v.id as follows, v.%1$s as since, v.contact_id, c.email, c.name, c.locale,
        c.company_id, c.company_name, c.attributes, null::text as id_at_source
      from policy p
      left join chain l on l.policy_id = p.id
      join invitation v on v.policy_id = $2 and v.%1$s <= $3::timestamptz - $4::bigint * interval '1 second'
        and v.%1$s >= greatest(p.created_at, l.looked_at - interval '7 days')
          - $4::bigint * interval '1 second'
      join contact c on c.id = v.contact_id
      where p.id = $1 and not exists (
        select 1 from decision d
        where d.interaction_id = v.id and d.policy_id = p.id and d.point = 'CHAIN')
      order by v.%1$s, v.id limit $5
      """;

  private static final String DECIDED =
      """
      select interaction_id from decision
      where interaction_id = any($1::uuid[]) and policy_id = $2 and point = 'CHAIN'
      """;

  private static final String LOOKED =
      """
      insert into chain as l (policy_id, looked_at) values ($1, $2)
      on conflict (policy_id) do update set looked_at = greatest(l.looked_at, excluded.looked_at)
      """;

  private final Pool pool;
  private final Policies policies;
  private final Contacts contacts;
  private final States states;
  private final Asking asking;

  Chains(Pool pool, Policies policies, Contacts contacts, States states, Asking asking) {
    this.pool = pool;
    this.policies = policies;
    this.contacts = contacts;
    this.states = states;
    this.asking = asking;
  }

  /** The policies that follow another one and are on. */
  Uni<List<Policy>> enabled() {
    return policies
        .all(pool)
        .map(
            all ->
                all.stream()
                    .filter(Policy::enabled)
                    .filter(policy -> policy.terms().trigger() instanceof Trigger.Chain)
                    .toList());
  }

  /** Nothing that is due by then is left. */
  Uni<Void> looked(Policy policy, Instant now) {
    return pool.preparedQuery(LOOKED)
        .execute(Tuple.of(policy.id(), now.atOffset(ZoneOffset.UTC)))
        .replaceWithVoid();
  }

  /**
   * Decides about some of what is due.
   *
   * @return how many were due; none when nothing is left
   */
  Uni<Integer> step(UUID policy, Instant now, int limit) {
    return chain(pool, policy)
        .chain(
            found ->
                found.isEmpty()
                    ? Uni.createFrom().item(0)
                    : due(found.get(0), now, limit)
                        .call(
                            rows ->
                                rows.isEmpty()
                                    ? Uni.createFrom().voidItem()
                                    : pool.withTransaction(tx -> decide(tx, policy, rows, now)))
                        .map(List::size));
  }

  private Uni<List<Policy>> chain(SqlClient client, UUID policy) {
    return policies
        .byId(client)
        .map(
            known ->
                known.values().stream()
                    .filter(each -> each.id().equals(policy) && each.enabled())
                    .filter(each -> each.terms().trigger() instanceof Trigger.Chain)
                    .toList());
  }

  private Uni<List<Row>> due(Policy policy, Instant now, int limit) {
    Trigger.Chain chain = (Trigger.Chain) policy.terms().trigger();
    return pool.preparedQuery(DUE.formatted(column(chain.step())))
        .execute(
            Tuple.of(
                policy.id(),
                chain.follows(),
                now.atOffset(ZoneOffset.UTC),
                chain.after().toSeconds(),
                limit))
        .map(rows -> rows.stream().toList());
  }

  /** Where an invitation keeps when that happened. */
  static String column(ChainStep step) {
    return switch (step) {
      case SENT -> "first_sent_at";
      case ANSWERED -> "answered_at";
    };
  }

  private Uni<Void> decide(SqlConnection tx, UUID id, List<Row> rows, Instant now) {
    List<UUID> people = rows.stream().map(row -> row.getUUID("contact_id")).distinct().toList();
    return contacts
        .lock(tx, people)
        .chain(() -> decided(tx, id, rows))
        .chain(
            done ->
                chain(tx, id)
                    .chain(
                        found ->
                            found.isEmpty()
                                ? Uni.createFrom().voidItem()
                                : states
                                    .ofPeople(tx, people, now)
                                    .chain(
                                        known ->
                                            decide(
                                                tx, found.get(0), left(rows, done), known, now))));
  }

  private static List<Row> left(List<Row> rows, Set<UUID> done) {
    return rows.stream().filter(row -> !done.contains(row.getUUID("follows"))).toList();
  }

  private static Uni<Set<UUID>> decided(SqlConnection tx, UUID policy, List<Row> rows) {
    UUID[] follows = rows.stream().map(row -> row.getUUID("follows")).toArray(UUID[]::new);
    return tx.preparedQuery(DECIDED)
        .execute(Tuple.of(follows, policy))
        .map(
            found -> {
              Set<UUID> done = new HashSet<>();
              found.forEach(row -> done.add(row.getUUID("interaction_id")));
              return done;
            });
  }

  private Uni<Void> decide(
      SqlConnection tx,
      Policy policy,
      List<Row> rows,
      Map<UUID, ContactState> people,
      Instant now) {
    return asking
        .quotas(tx, List.of(policy), now)
        .map(
            quotas -> {
              var deciding = new Deciding(people, quotas, now);
              rows.forEach(row -> deciding.decide(about(policy, row), List.of(policy)));
              return deciding.outcome();
            })
        .chain(outcome -> asking.write(tx, outcome, now));
  }

  private static Deciding.Case about(Policy policy, Row row) {
    UUID follows = row.getUUID("follows");
    return new Deciding.Case(
        LedgerEntry.Point.CHAIN,
        follows,
        row.getUUID("contact_id"),
        occasion(policy, follows, row),
        Map.of("follows", follows.toString(), "since", since(row).toString()));
  }

  private static Occasion occasion(Policy policy, UUID follows, Row row) {
    Trigger.Chain chain = (Trigger.Chain) policy.terms().trigger();
    return Occasion.chain(
        Interaction.inPlaceOf(
            policy.id() + "/" + follows,
            since(row).plus(chain.after()),
            PastInteractions.person(row)));
  }

  private static Instant since(Row row) {
    return row.getOffsetDateTime("since").toInstant();
  }
}
