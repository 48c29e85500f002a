package io.afterword.dispatch.merge;

import com.github.f4b6a3.uuid.UuidCreator;
import io.afterword.dispatch.DispatchProblem;
import io.afterword.dispatch.contact.Contacts;
import io.afterword.dispatch.invitation.Invitations;
import io.afterword.dispatch.merge.MergeRows.Move;
import io.afterword.dispatch.merge.MergeStore.Alive;
import io.afterword.dispatch.merge.MergeStore.Merge;
import io.afterword.platform.audit.Audit;
import io.afterword.platform.problem.CommonProblem;
import io.afterword.platform.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Makes one person of two contacts, and two of them again. Under both row locks: whoever reports,
 * decides or sends meanwhile waits and then looks again at who is who.
 */
@ApplicationScoped
class Merging {
  private static final Duration UNDO = Duration.ofDays(30);

  private final Pool pool;
  private final Contacts contacts;
  private final Invitations invitations;
  private final Tables tables;
  private final Audit audit;
  private final Clock clock;

  Merging(
      Pool pool,
      Contacts contacts,
      Invitations invitations,
      Tables tables,
      Audit audit,
      Clock clock) {
    this.pool = pool;
    this.contacts = contacts;
    this.invitations = invitations;
    this.tables = tables;
    this.audit = audit;
    this.clock = clock;
  }

  /** What a merge is written into. */
  @ApplicationScoped
  static class Tables {
    private final MergeStore merges;
    private final MergeRows rows;

    private final Pool pool;

    Tables(MergeStore merges, MergeRows rows, Pool pool) {
      this.pool = pool;
      this.merges = merges;
      this.rows = rows;
    }

    Uni<List<UUID>> add(SqlConnection tx, Merge merge) {
      return merges.add(tx, merge).chain(() -> rows.move(tx, move(merge)));
    }

    Uni<List<UUID>> undo(SqlConnection tx, Merge merge, Instant now) {
      return merges.undo(tx, merge.id(), now).chain(() -> rows.moveBack(tx, move(merge)));
    }

    Uni<List<Alive>> alive(SqlConnection tx, List<UUID> contacts) {
      return merges.alive(tx, contacts);
    }

    Uni<Optional<Merge>> find(SqlConnection tx, UUID id) {
      return merges.find(tx, id);
    }

    Uni<List<Merge>> of(UUID contact) {
      return merges.of(pool, contact);
    }

    private static Move move(Merge merge) {
      return new Move(merge.id(), merge.keptId(), merge.mergedId());
    }
  }

  Uni<Merge> merge(UUID kept, UUID merged) {
    if (kept.equals(merged)) {
      throw Problem.of(DispatchProblem.SAME_CONTACT, "A contact is merged with another one.");
    }
    Instant now = now();
    var merge =
        new Merge(UuidCreator.getTimeOrderedEpoch(), kept, merged, now, now.plus(UNDO), null);
    return pool.withTransaction(
        tx ->
            contacts
                .lock(tx, List.of(kept, merged))
                .chain(() -> tables.alive(tx, List.of(kept, merged)))
                .invoke(alive -> requireBoth(alive, kept, merged))
                .chain(() -> tables.add(tx, merge))
                .chain(moved -> invitations.moveTo(tx, moved, kept))
                .chain(
                    () ->
                        audit.record(tx, "contact.merged", "contact-merge", merge.id().toString()))
                .replaceWith(merge));
  }

  Uni<Merge> undo(UUID contact, UUID id) {
    Instant now = now();
    return pool.withTransaction(
        tx ->
            tables
                .find(tx, id)
                .map(found -> require(found, contact, id))
                .call(merge -> contacts.lock(tx, List.of(merge.keptId(), merge.mergedId())))
                .chain(() -> tables.find(tx, id))
                .map(found -> require(found, contact, id))
                .invoke(merge -> requireInTime(merge, now))
                .call(
                    merge -> tables.alive(tx, List.of(merge.keptId())).invoke(Merging::requireKept))
                .call(
                    merge ->
                        tables
                            .undo(tx, merge, now)
                            .chain(moved -> invitations.moveTo(tx, moved, merge.mergedId())))
                .call(
                    () -> audit.record(tx, "contact.merge.undone", "contact-merge", id.toString()))
                .chain(() -> tables.find(tx, id))
                .map(found -> require(found, contact, id)));
  }

  Uni<List<Merge>> of(UUID contact) {
    return tables.of(contact);
  }

  private static void requireBoth(List<Alive> alive, UUID kept, UUID merged) {
    for (UUID wanted : List.of(kept, merged)) {
      Alive found =
          alive.stream()
              .filter(one -> one.id().equals(wanted))
              .findFirst()
              .orElseThrow(
                  () -> Problem.of(CommonProblem.NOT_FOUND, "There is no contact " + wanted + "."));
      requireAlive(found);
    }
  }

  private static void requireAlive(Alive contact) {
    if (contact.erased()) {
      throw Problem.of(
          DispatchProblem.CONTACT_ERASED, "Contact %s was erased.".formatted(contact.id()));
    }
    if (contact.mergedInto() != null) {
      throw Problem.of(
          DispatchProblem.ALREADY_MERGED,
          "Contact %s was merged into %s; go on with that one, or undo that merge first."
              .formatted(contact.id(), contact.mergedInto()));
    }
  }

  private static void requireKept(List<Alive> kept) {
    kept.forEach(Merging::requireAlive);
  }

  private static Merge require(Optional<Merge> found, UUID contact, UUID id) {
    return found
        .filter(merge -> merge.keptId().equals(contact) || merge.mergedId().equals(contact))
        .orElseThrow(
            () ->
                Problem.of(
                    CommonProblem.NOT_FOUND, "Contact %s has no merge %s.".formatted(contact, id)));
  }

  private static void requireInTime(Merge merge, Instant now) {
    if (merge.undoneAt() != null) {
      throw Problem.of(
          DispatchProblem.UNDO_TOO_LATE, "It was undone on %s.".formatted(merge.undoneAt()));
    }
    if (now.isAfter(merge.undoUntil())) {
      throw Problem.of(
          DispatchProblem.UNDO_TOO_LATE,
          "A merge can be undone for 30 days; this one could until %s."
              .formatted(merge.undoUntil()));
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
