package io.afterword.dispatch.recurrence;

import io.afterword.dispatch.contact.Contacts;
import io.afterword.dispatch.decision.ContactState;
import io.afterword.dispatch.decision.Policy;
import io.afterword.dispatch.intake.Asking;
import io.afterword.dispatch.intake.Deciding;
import io.afterword.dispatch.intake.PastInteractions;
import io.afterword.dispatch.intake.States;
import io.afterword.dispatch.ledger.LedgerEntry;
import io.afterword.dispatch.policy.Policies;
import io.afterword.dispatch.recurrence.Circle.Arc;
import io.afterword.dispatch.recurrence.Circle.Cursor;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Walks the cycles of recurring policies, some contacts per transaction. The wave's row is locked
 * while a step works, so two replicas never work on one wave; its cursor moves with the decisions.
 */
@ApplicationScoped
class Waves {
  /** A policy's first wave begins where the cycle stands; later ones with the first turn. */
  private static final String BEGIN =
      """
      insert into wave (policy_id, cycle, place, contact_id, created_at, updated_at)
      select $1::uuid, $2::date,
        case when exists (select 1 from wave where policy_id = $1 and cycle < $2) then 0 else $3 end,
        $4, $5, $5
      on conflict (policy_id, cycle) do nothing
      """;

  /** What another replica works on is left to it. */
  private static final String HOLD =
      """
      select place, contact_id from wave where policy_id = $1 and cycle = $2
      for update skip locked
      """;

  private static final String PAGE =
      """
      select c.id, c.slot, c.email, c.name, c.locale, c.company_id, c.company_name, c.attributes,
        null::text as id_at_source
      from contact c
      where c.slot >= $1 and c.slot < $2 and (c.slot, c.id) > ($1, $3)
        and c.merged_into is null and c.erased_at is null
      order by c.slot, c.id limit $4
      """;

  private static final String MOVE =
      """
      update wave set place = $3, contact_id = $4, looked_at = looked_at + $5, asked = asked + $6,
        updated_at = $7
      where policy_id = $1 and cycle = $2
      """;

  private final Pool pool;
  private final Policies policies;
  private final Contacts contacts;
  private final States states;
  private final Asking asking;

  Waves(Pool pool, Policies policies, Contacts contacts, States states, Asking asking) {
    this.pool = pool;
    this.policies = policies;
    this.contacts = contacts;
    this.states = states;
    this.asking = asking;
  }

  /** One cycle of one policy. */
  record Wave(UUID policy, LocalDate cycle) {}

  /** The waves that may have turns to decide about; makes those that are new. */
  Uni<List<Wave>> due(Instant now) {
    return pool.withTransaction(
        tx ->
            policies
                .all(tx)
                .map(
                    all ->
                        all.stream()
                            .filter(Policy::enabled)
                            .flatMap(
                                policy ->
                                    Turns.cycles(policy, now).stream()
                                        .flatMap(cycle -> Turns.of(policy, cycle).stream()))
                            .toList())
                .call(turns -> begin(tx, turns, now))
                .map(
                    turns ->
                        turns.stream()
                            .map(one -> new Wave(one.policy().id(), one.cycle().start()))
                            .toList()));
  }

  private static Uni<Void> begin(SqlClient tx, List<Turns> waves, Instant now) {
    return waves.isEmpty()
        ? Uni.createFrom().voidItem()
        : tx.preparedQuery(BEGIN)
            .executeBatch(
                waves.stream()
                    .map(
                        wave ->
                            Tuple.of(
                                wave.policy().id(),
                                wave.cycle().start(),
                                wave.beginning(now),
                                Cursor.at(0).contact(),
                                now.atOffset(ZoneOffset.UTC)))
                    .toList())
            .replaceWithVoid();
  }

  /**
   * Decides about the next turns of a wave, in one transaction.
   *
   * @return whether the cursor moved; false when nothing is left for now, or another replica is at
   *     it
   */
  Uni<Boolean> step(Wave wave, Instant now, int limit) {
    return pool.withTransaction(
        tx ->
            tx.preparedQuery(HOLD)
                .execute(Tuple.of(wave.policy(), wave.cycle()))
                .map(rows -> rows.stream().findFirst().map(Waves::cursor))
                .chain(cursor -> turns(tx, wave, cursor))
                .chain(
                    held ->
                        held.isPresent() && held.get().left(now)
                            ? step(tx, held.get(), now, limit)
                            : Uni.createFrom().item(false)));
  }

  private static Cursor cursor(Row row) {
    return new Cursor(row.getInteger("place"), row.getUUID("contact_id"));
  }

  /** A wave under its lock. */
  private record Held(Turns turns, Cursor cursor) {
    boolean left(Instant now) {
      return cursor.place() < turns.end(now);
    }
  }

  /** The policy as it is now: it may have been paused or changed. */
  private Uni<Optional<Held>> turns(SqlConnection tx, Wave wave, Optional<Cursor> cursor) {
    return cursor.isEmpty()
        ? Uni.createFrom().item(Optional.empty())
        : policies
            .byId(tx)
            .map(
                known ->
                    Optional.ofNullable(known.get(wave.policy()))
                        .filter(Policy::enabled)
                        .flatMap(policy -> Turns.of(policy, wave.cycle()))
                        .map(turns -> new Held(turns, cursor.get())));
  }

  private Uni<Boolean> step(SqlConnection tx, Held held, Instant now, int limit) {
    Circle circle = Circle.of(held.turns().policy().id());
    Arc arc = circle.next(held.cursor(), held.turns().end(now));
    return tx.preparedQuery(PAGE)
        .execute(Tuple.of(arc.low(), arc.high(), arc.contact(), limit))
        .map(rows -> rows.stream().toList())
        .chain(
            rows -> {
              Cursor after = rows.size() < limit ? arc.after() : after(circle, rows);
              return decide(tx, held.turns(), rows, now)
                  .chain(asked -> move(tx, held.turns(), after, rows.size(), asked, now));
            })
        .replaceWith(true);
  }

  private static Cursor after(Circle circle, List<Row> rows) {
    Row last = rows.get(rows.size() - 1);
    return new Cursor(circle.place(last.getInteger("slot")), last.getUUID("id"));
  }

  /** How many are asked. */
  private Uni<Integer> decide(SqlConnection tx, Turns turns, List<Row> rows, Instant now) {
    List<UUID> people = rows.stream().map(row -> row.getUUID("id")).toList();
    return rows.isEmpty()
        ? Uni.createFrom().item(0)
        : contacts
            .lock(tx, people)
            .chain(() -> states.ofPeople(tx, people, now))
            .chain(known -> decide(tx, turns, rows, known, now));
  }

  private Uni<Integer> decide(
      SqlConnection tx, Turns turns, List<Row> rows, Map<UUID, ContactState> known, Instant now) {
    List<Policy> policy = List.of(turns.policy());
    return asking
        .quotas(tx, policy, now)
        .map(
            quotas -> {
              var deciding = new Deciding(known, quotas, now);
              for (Row row : rows) {
                ContactState contact = known.get(row.getUUID("id"));
                if (contact != null) {
                  deciding.decide(about(turns, row, contact), policy);
                }
              }
              return deciding.outcome();
            })
        .call(outcome -> asking.write(tx, outcome, now))
        .map(outcome -> outcome.asked().size());
  }

  private static Deciding.Case about(Turns turns, Row row, ContactState contact) {
    UUID id = row.getUUID("id");
    return new Deciding.Case(
        LedgerEntry.Point.WAVE,
        turns.occasionId(id),
        id,
        turns.of(row.getInteger("slot"), id, PastInteractions.person(row), contact.zone()),
        Map.of("cycle", turns.cycle().start().toString()));
  }

  private static Uni<Void> move(
      SqlClient tx, Turns turns, Cursor after, int lookedAt, int asked, Instant now) {
    return tx.preparedQuery(MOVE)
        .execute(
            Tuple.tuple()
                .addUUID(turns.policy().id())
                .addLocalDate(turns.cycle().start())
                .addInteger(after.place())
                .addUUID(after.contact())
                .addInteger(lookedAt)
                .addInteger(asked)
                .addOffsetDateTime(now.atOffset(ZoneOffset.UTC)))
        .replaceWithVoid();
  }
}
