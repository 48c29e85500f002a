package io.afterword.dispatch.ask;

import com.github.f4b6a3.uuid.UuidCreator;
import io.afterword.dispatch.DispatchProblem;
import io.afterword.dispatch.contact.Contacts;
import io.afterword.dispatch.decision.Occasion;
import io.afterword.dispatch.decision.Policy;
import io.afterword.dispatch.decision.Trigger;
import io.afterword.dispatch.intake.Asking;
import io.afterword.dispatch.intake.Deciding;
import io.afterword.dispatch.intake.States;
import io.afterword.dispatch.interaction.Interaction;
import io.afterword.dispatch.ledger.Ledger;
import io.afterword.dispatch.ledger.LedgerEntry;
import io.afterword.dispatch.policy.Policies;
import io.afterword.platform.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Decides about asks as about everything else: under the contact's lock, by the policy's gaps,
 * filter, sample and cap, with a row in the ledger. The same ask again gets the same answer.
 */
@ApplicationScoped
class Asks {
  private static final String TAKE =
      """
      insert into ask (source, external_id, content_hash, id, asked_at)
      values ($1, $2, $3, $4, $5) on conflict (source, external_id) do nothing
      """;

  private static final String KEY =
      "select content_hash, id, asked_at from ask where source = $1 and external_id = $2";

  private final Pool pool;
  private final Policies policies;
  private final Contacts contacts;
  private final States states;
  private final Asking asking;
  private final Ledger ledger;

  Asks(
      Pool pool,
      Policies policies,
      Contacts contacts,
      States states,
      Asking asking,
      Ledger ledger) {
    this.pool = pool;
    this.policies = policies;
    this.contacts = contacts;
    this.states = states;
    this.asking = asking;
    this.ledger = ledger;
  }

  /** What was decided, now or when the ask came first. */
  Uni<LedgerEntry> take(Ask ask, Instant now) {
    UUID id = UuidCreator.getTimeOrderedEpoch();
    Interaction.Key key = ask.about().key();
    return pool.withTransaction(
        tx ->
            tx.preparedQuery(TAKE)
                .execute(
                    Tuple.of(
                        key.source(),
                        key.id(),
                        ask.contentHash(),
                        id,
                        now.atOffset(ZoneOffset.UTC)))
                .chain(() -> tx.preparedQuery(KEY).execute(Tuple.of(key.source(), key.id())))
                .map(rows -> rows.iterator().next())
                .invoke(row -> requireSame(row, ask))
                .call(
                    row ->
                        row.getUUID("id").equals(id)
                            ? decide(tx, id, ask, now)
                            : Uni.createFrom().voidItem())
                .chain(row -> decided(tx, row)));
  }

  private static void requireSame(Row row, Ask ask) {
    if (!row.getString("content_hash").equals(ask.contentHash())) {
      throw Problem.of(
              DispatchProblem.SAME_ID_OTHER_CONTENT,
              "%s of %s was asked before with other content; another ask needs an id of its own."
                  .formatted(ask.about().key().id(), ask.about().key().source()))
          .at("/id", DispatchProblem.SAME_ID_OTHER_CONTENT.name(), "Used before.");
    }
  }

  private Uni<LedgerEntry> decided(SqlConnection tx, Row row) {
    return ledger
        .answersTo(
            tx, List.of(row.getUUID("id")), List.of(row.getOffsetDateTime("asked_at").toInstant()))
        .map(entries -> entries.get(0));
  }

  private Uni<Void> decide(SqlConnection tx, UUID id, Ask ask, Instant now) {
    var told = new Contacts.Told(ask.about().key().source(), ask.about().contact(), now);
    return policies
        .all(tx)
        .map(all -> chosen(all, ask))
        .chain(
            policy ->
                contacts
                    .recognise(tx, List.of(told), now)
                    .chain(people -> decide(tx, policy, new Wanted(id, people.get(0), ask), now)));
  }

  private record Wanted(UUID id, UUID contact, Ask ask) {
    Deciding.Case about(Instant now) {
      return new Deciding.Case(
          LedgerEntry.Point.ASK,
          id,
          contact,
          Occasion.asked(ask.about(), ask.shown(), now),
          Map.of("source", ask.about().key().source(), "shown", ask.shown()));
    }
  }

  /** One that is made for this comes first, then as interactions are decided. */
  private static Policy chosen(List<Policy> all, Ask ask) {
    return all.stream()
        .filter(Policy::enabled)
        .filter(policy -> policy.survey().id().equals(ask.surveyId()))
        .filter(policy -> ask.policyId() == null || policy.id().equals(ask.policyId()))
        .min(
            Comparator.comparing(
                    (Policy policy) -> !(policy.terms().trigger() instanceof Trigger.OnRequest))
                .thenComparing(policy -> -policy.terms().limits().priority()))
        .orElseThrow(
            () ->
                Problem.of(
                        DispatchProblem.NO_POLICY,
                        "No policy that is on asks with this survey; make one, such as"
                            + " {\"trigger\": {\"type\": \"ON_REQUEST\"}}.")
                    .at("/surveyId", DispatchProblem.NO_POLICY.name(), "Nothing to decide by."));
  }

  private Uni<Void> decide(SqlConnection tx, Policy policy, Wanted wanted, Instant now) {
    return states
        .ofPeople(tx, List.of(wanted.contact()), now)
        .chain(
            known ->
                asking
                    .quotas(tx, List.of(policy), now)
                    .map(
                        quotas -> {
                          var deciding = new Deciding(known, quotas, now);
                          deciding.decide(wanted.about(now), List.of(policy));
                          return deciding.outcome();
                        }))
        .chain(outcome -> asking.write(tx, outcome, now));
  }
}
