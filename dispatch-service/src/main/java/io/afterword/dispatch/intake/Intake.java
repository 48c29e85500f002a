package io.afterword.dispatch.intake;

import com.github.f4b6a3.uuid.UuidCreator;
import io.afterword.dispatch.DispatchProblem;
import io.afterword.dispatch.contact.Contacts;
import io.afterword.dispatch.decision.ContactState;
import io.afterword.dispatch.decision.Occasion;
import io.afterword.dispatch.decision.Policy;
import io.afterword.dispatch.intake.Interactions.Arrived;
import io.afterword.dispatch.intake.Interactions.Taken;
import io.afterword.dispatch.interaction.ContentHash;
import io.afterword.dispatch.interaction.Interaction;
import io.afterword.dispatch.ledger.Ledger;
import io.afterword.dispatch.ledger.LedgerEntry;
import io.afterword.platform.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Interactions in, decisions out: one transaction of a few set-based statements with the pure rules
 * between them. A report that comes again inserts nothing, so nothing after it runs; the contacts'
 * row locks make the rest exact; a crash undoes all of it.
 */
@ApplicationScoped
class Intake {
  private final Pool pool;
  private final Interactions interactions;
  private final Contacts contacts;
  private final States states;
  private final Ledger ledger;
  private final Asking asking;
  private final Counters counters;
  private final Crediting crediting;

  Intake(
      Pool pool,
      Interactions interactions,
      Contacts contacts,
      States states,
      Ledger ledger,
      Asking asking,
      Counters counters,
      Crediting crediting) {
    this.pool = pool;
    this.interactions = interactions;
    this.contacts = contacts;
    this.states = states;
    this.ledger = ledger;
    this.asking = asking;
    this.counters = counters;
    this.crediting = crediting;
  }

  /**
   * What was decided about each entry.
   *
   * @param decided by the entry's index
   * @param conflicts entries whose id was reported before with other content
   * @param fresh how many interactions were not known before
   * @param askNow whether something is due at once
   */
  record Result(
      Map<Integer, Decided> decided,
      Map<Integer, Problem.Fault> conflicts,
      int fresh,
      boolean askNow) {}

  /** One interaction's decisions, the same whenever it is reported again. */
  record Decided(UUID interactionId, List<LedgerEntry> decisions) {}

  /**
   * @param skipConflicts whether entries with a used id are left out, or refuse the whole
   */
  Uni<Result> take(List<ReportReader.Entry> entries, boolean skipConflicts, Instant now) {
    return pool.withTransaction(tx -> take(tx, entries, skipConflicts, now));
  }

  private Uni<Result> take(
      SqlConnection tx, List<ReportReader.Entry> entries, boolean skipConflicts, Instant now) {
    var batch = new Batch(entries);
    return interactions
        .take(tx, batch.byNewId(), now)
        .invoke(batch::taken)
        .invoke(() -> refuse(batch.conflicts, skipConflicts))
        .chain(() -> decide(tx, batch, now))
        .chain(askNow -> answer(tx, batch, askNow));
  }

  private static void refuse(Map<Integer, Problem.Fault> conflicts, boolean skipConflicts) {
    if (!conflicts.isEmpty() && !skipConflicts) {
      throw Problem.of(
              DispatchProblem.SAME_ID_OTHER_CONTENT,
              "%d of the ids were reported before with other content; a correction needs an id of its own."
                  .formatted(conflicts.size()))
          .withFaults(List.copyOf(conflicts.values()));
    }
  }

  private Uni<Boolean> decide(SqlConnection tx, Batch batch, Instant now) {
    if (batch.fresh.isEmpty()) {
      return Uni.createFrom().item(false);
    }
    List<Map.Entry<UUID, Interaction>> fresh = List.copyOf(batch.fresh.entrySet());
    List<Contacts.Told> told =
        fresh.stream()
            .map(Map.Entry::getValue)
            .map(i -> new Contacts.Told(i.key().source(), i.contact(), i.occurredAt()))
            .toList();
    return contacts
        .recognise(tx, told, now)
        .map(people -> arrived(fresh, people))
        .chain(arrived -> crediting.credit(tx, arrived))
        .call(arrived -> interactions.add(tx, arrived, now))
        .call(arrived -> asking.takeBack(tx, arrived, now))
        .chain(arrived -> decide(tx, arrived, now));
  }

  private Uni<Boolean> decide(SqlConnection tx, List<Arrived> arrived, Instant now) {
    return asking
        .enabledPolicies(tx)
        .chain(
            policies ->
                states
                    .of(tx, arrived, policies, now)
                    .chain(contacts -> decide(tx, arrived, policies, contacts, now)));
  }

  private Uni<Boolean> decide(
      SqlConnection tx,
      List<Arrived> arrived,
      List<Policy> policies,
      Map<UUID, ContactState> contacts,
      Instant now) {
    return asking
        .quotas(tx, policies, now)
        .map(
            quotas -> {
              var deciding = new Deciding(contacts, quotas, now);
              arrived.stream()
                  .sorted(Comparator.comparing((Arrived one) -> one.interaction().occurredAt()))
                  .forEach(one -> deciding.decide(about(one), policies));
              return deciding.outcome();
            })
        .call(outcome -> asking.write(tx, outcome, now))
        .call(outcome -> counters.keep(tx, outcome, policies))
        .map(outcome -> outcome.asked().stream().anyMatch(one -> !one.dueAt().isAfter(now)));
  }

  private static Deciding.Case about(Arrived arrived) {
    return new Deciding.Case(
        LedgerEntry.Point.INTAKE,
        arrived.id(),
        arrived.contactId(),
        Occasion.of(arrived.interaction()),
        Map.of());
  }

  /** Read back from the ledger, for new ones too: the first answer is the later ones' answer. */
  private Uni<Result> answer(SqlConnection tx, Batch batch, boolean askNow) {
    List<Taken> taken = List.copyOf(batch.answered.values());
    return ledger
        .answersTo(
            tx,
            taken.stream().map(Taken::interactionId).toList(),
            taken.stream().map(Taken::receivedAt).toList())
        .map(
            entries -> {
              Map<UUID, List<LedgerEntry>> byInteraction =
                  entries.stream().collect(Collectors.groupingBy(LedgerEntry::interactionId));
              var decided = new HashMap<Integer, Decided>();
              batch.answered.forEach(
                  (index, key) ->
                      decided.put(
                          index,
                          new Decided(
                              key.interactionId(),
                              byInteraction.getOrDefault(key.interactionId(), List.of()))));
              return new Result(decided, batch.conflicts, batch.fresh.size(), askNow);
            });
  }

  private static List<Arrived> arrived(
      List<Map.Entry<UUID, Interaction>> fresh, List<UUID> people) {
    var arrived = new ArrayList<Arrived>();
    for (int i = 0; i < fresh.size(); i++) {
      arrived.add(new Arrived(fresh.get(i).getKey(), fresh.get(i).getValue(), people.get(i)));
    }
    return arrived;
  }

  /** The entries of one report on their way through the transaction. */
  private static final class Batch {
    private final List<ReportReader.Entry> entries;
    private final Map<UUID, Interaction> byNewId = new LinkedHashMap<>();
    private final Map<UUID, Interaction> fresh = new LinkedHashMap<>();
    private final Map<Integer, Taken> answered = new LinkedHashMap<>();
    private final Map<Integer, Problem.Fault> conflicts = new LinkedHashMap<>();

    private Batch(List<ReportReader.Entry> entries) {
      this.entries = entries;
    }

    /** One new id per key; a key that appears twice is one interaction. */
    private Map<UUID, Interaction> byNewId() {
      var keys = new HashSet<Interaction.Key>();
      for (ReportReader.Entry entry : entries) {
        Interaction interaction = Objects.requireNonNull(entry.interaction());
        if (keys.add(interaction.key())) {
          byNewId.put(UuidCreator.getTimeOrderedEpoch(), interaction);
        }
      }
      return byNewId;
    }

    /** Sorts the entries: new, told before with the same content, or in conflict. */
    private void taken(Map<Interaction.Key, Taken> keys) {
      for (ReportReader.Entry entry : entries) {
        Interaction interaction = Objects.requireNonNull(entry.interaction());
        Taken key = Objects.requireNonNull(keys.get(interaction.key()));
        if (!key.contentHash().equals(ContentHash.of(interaction))) {
          conflicts.put(
              entry.index(),
              new Problem.Fault(
                  entry.pointer() + "/id",
                  DispatchProblem.SAME_ID_OTHER_CONTENT.name(),
                  "%s of %s was reported before with other content."
                      .formatted(interaction.key().id(), interaction.key().source())));
          continue;
        }
        answered.put(entry.index(), key);
        if (byNewId.containsKey(key.interactionId())) {
          fresh.put(key.interactionId(), interaction);
        }
      }
    }
  }
}
