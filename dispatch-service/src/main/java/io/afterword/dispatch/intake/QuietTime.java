package io.afterword.dispatch.intake;

import io.afterword.dispatch.contact.Contacts;
import io.afterword.dispatch.decision.Occasion;
import io.afterword.dispatch.decision.Policy;
import io.afterword.dispatch.decision.Trigger;
import io.afterword.dispatch.intake.Counters.QuietPolicy;
import io.afterword.dispatch.intake.Counters.Waiting;
import io.afterword.dispatch.intake.Interactions.Arrived;
import io.afterword.dispatch.interaction.Interaction;
import io.afterword.dispatch.ledger.LedgerEntry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Asks after a quiet time: contacts of whom interactions were counted, but not enough, and of whom
 * nothing was heard for as long as the policy waits. What is due is looked at without locks, and
 * again under the contact's lock: an interaction that came meanwhile has moved it on.
 */
@ApplicationScoped
class QuietTime {
  private final Pool pool;
  private final Contacts contacts;
  private final Counters counters;
  private final PastInteractions interactions;
  private final States states;
  private final Asking asking;

  QuietTime(
      Pool pool,
      Contacts contacts,
      Counters counters,
      PastInteractions interactions,
      States states,
      Asking asking) {
    this.pool = pool;
    this.contacts = contacts;
    this.counters = counters;
    this.interactions = interactions;
    this.states = states;
    this.asking = asking;
  }

  /**
   * Decides about some of those whose time has come, in one transaction.
   *
   * @return how many it looked at; fewer than the limit means that nothing is left
   */
  Uni<Integer> step(Instant now, int limit) {
    return asking
        .enabledPolicies(pool)
        .map(policies -> waiting(policies, now))
        .chain(
            quiet ->
                quiet.isEmpty()
                    ? Uni.createFrom().item(0)
                    : counters
                        .perhapsQuiet(pool, quiet, limit)
                        .call(due -> due.isEmpty() ? Uni.createFrom().voidItem() : fire(due, now))
                        .map(List::size));
  }

  private static List<QuietPolicy> waiting(List<Policy> policies, Instant now) {
    return policies.stream()
        .filter(policy -> quiet(policy) != null)
        .map(policy -> new QuietPolicy(policy, now.minus(Objects.requireNonNull(quiet(policy)))))
        .toList();
  }

  private static @Nullable Duration quiet(Policy policy) {
    return policy.terms().trigger() instanceof Trigger.EveryN every ? every.orAfterQuiet() : null;
  }

  private Uni<Void> fire(List<Waiting> due, Instant now) {
    List<UUID> people = due.stream().map(one -> one.key().contact()).distinct().toList();
    return pool.withTransaction(
        tx ->
            contacts
                .lock(tx, people)
                .chain(() -> counters.locked(tx, due.stream().map(Waiting::key).toList()))
                .chain(
                    waiting ->
                        asking.enabledPolicies(tx).chain(all -> fire(tx, waiting, all, now))));
  }

  /** Policies as they are now: one that was changed or paused meanwhile fires by its new terms. */
  private Uni<Void> fire(
      SqlConnection tx, List<Waiting> waiting, List<Policy> policies, Instant now) {
    Map<UUID, Policy> byId =
        policies.stream()
            .filter(policy -> quiet(policy) != null)
            .collect(Collectors.toMap(Policy::id, Function.identity()));
    List<Waiting> live =
        waiting.stream().filter(one -> isCounted(one, byId.get(one.key().policy()))).toList();
    Map<Boolean, List<Waiting>> byDue =
        live.stream().collect(Collectors.partitioningBy(one -> isDue(one, byId, now)));
    List<Waiting> due = Objects.requireNonNull(byDue.get(true));
    return counters
        .moveOn(tx, Objects.requireNonNull(byDue.get(false)))
        .chain(() -> interactions.of(tx, due.stream().map(Waiting::interactionId).toList()))
        .chain(
            (Map<UUID, Interaction> known) ->
                due.isEmpty() ? Uni.createFrom().voidItem() : decide(tx, due, known, byId, now));
  }

  private static boolean isCounted(Waiting waiting, @Nullable Policy policy) {
    return policy != null && policy.countsSince() == waiting.since();
  }

  private static boolean isDue(Waiting waiting, Map<UUID, Policy> policies, Instant now) {
    return !firesAt(waiting, policies).isAfter(now);
  }

  private static Instant firesAt(Waiting waiting, Map<UUID, Policy> policies) {
    Policy policy = Objects.requireNonNull(policies.get(waiting.key().policy()));
    return waiting.lastAt().plus(Objects.requireNonNull(quiet(policy)));
  }

  private Uni<Void> decide(
      SqlConnection tx,
      List<Waiting> due,
      Map<UUID, Interaction> known,
      Map<UUID, Policy> byId,
      Instant now) {
    List<Policy> policies = List.copyOf(byId.values());
    List<Arrived> occasions = new ArrayList<>();
    due.forEach(
        one ->
            occasions.add(
                new Arrived(
                    one.interactionId(),
                    Objects.requireNonNull(known.get(one.interactionId())),
                    one.key().contact())));
    return states
        .of(tx, occasions, policies, now)
        .chain(
            people ->
                asking
                    .quotas(tx, policies, now)
                    .map(
                        quotas -> {
                          var deciding = new Deciding(people, quotas, now);
                          for (int i = 0; i < due.size(); i++) {
                            deciding.decide(
                                about(due.get(i), occasions.get(i), byId),
                                List.of(
                                    Objects.requireNonNull(byId.get(due.get(i).key().policy()))));
                          }
                          return deciding.outcome();
                        }))
        .call(outcome -> asking.write(tx, outcome, now))
        .chain(outcome -> counters.keep(tx, outcome, policies));
  }

  private static Deciding.Case about(Waiting waiting, Arrived last, Map<UUID, Policy> policies) {
    return new Deciding.Case(
        LedgerEntry.Point.QUIET,
        waiting.interactionId(),
        waiting.key().contact(),
        Occasion.quiet(last.interaction(), firesAt(waiting, policies)),
        Map.of());
  }
}
