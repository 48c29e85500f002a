package io.afterword.dispatch.delivery;

import io.afterword.dispatch.DispatchProblem;
import io.afterword.dispatch.delivery.Resolving.Action;
import io.afterword.dispatch.delivery.Resolving.Outcome;
import io.afterword.dispatch.invitation.Invitation;
import io.afterword.dispatch.invitation.Invitations;
import io.afterword.platform.audit.Audit;
import io.afterword.platform.http.ETags;
import io.afterword.platform.problem.CommonProblem;
import io.afterword.platform.problem.Problem;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Carries out what people decide about deliveries in doubt. Who comes second changes nothing. */
@ApplicationScoped
class Resolution {
  private final Pool pool;
  private final Invitations invitations;
  private final Deliveries deliveries;
  private final Changes changes;
  private final Audit audit;
  private final Clock clock;

  Resolution(
      Pool pool,
      Invitations invitations,
      Deliveries deliveries,
      Changes changes,
      Audit audit,
      Clock clock) {
    this.pool = pool;
    this.invitations = invitations;
    this.deliveries = deliveries;
    this.changes = changes;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * What became of a number of deliveries.
   *
   * @param changed left alone, since they are not as they were read, or gone
   * @param ended left alone, since nothing is sent for their invitation any more
   */
  record Tally(int done, int changed, int ended) {}

  /** One, as it was read; refuses with a problem. */
  Uni<Void> one(UUID id, Action action, @Nullable String ifMatch) {
    return pool.withTransaction(
        tx ->
            load(tx, List.of(id))
                .invoke(found -> require(found, id, ifMatch))
                .map(found -> decide(found, List.of(id), Map.of(), resolving(action)))
                .invoke(decided -> refuse(decided.outcomes().get(0), id))
                .chain(decided -> write(tx, decided, action)));
  }

  /**
   * Many at once.
   *
   * @param revisions as they were read, by id; null where only the state matters
   */
  Uni<Tally> many(Map<UUID, @Nullable Integer> revisions, Action action) {
    List<UUID> ids = revisions.keySet().stream().sorted().toList();
    return pool.withTransaction(
        tx ->
            load(tx, ids)
                .map(found -> decide(found, ids, revisions, resolving(action)))
                .call(decided -> write(tx, decided, action))
                .map(decided -> tally(decided.outcomes())));
  }

  private Resolving resolving(Action action) {
    return new Resolving(action, clock.instant().truncatedTo(ChronoUnit.MILLIS));
  }

  private record Found(Map<UUID, Invitation> invitations, Map<UUID, Delivery> deliveries) {}

  private record Decided(List<Outcome> outcomes, Changes.Gathered changes, Resolving by) {}

  private Uni<Found> load(SqlConnection tx, Collection<UUID> ids) {
    return deliveries
        .invitationsOf(tx, ids)
        .chain(asked -> invitations.lock(tx, asked))
        .chain(
            locked ->
                deliveries
                    .lockOf(tx, locked.stream().map(Invitation::id).toList())
                    .map(
                        messages ->
                            new Found(
                                locked.stream()
                                    .collect(Collectors.toMap(Invitation::id, one -> one)),
                                messages.stream()
                                    .collect(Collectors.toMap(Delivery::id, one -> one)))));
  }

  private static Decided decide(
      Found found, List<UUID> ids, Map<UUID, @Nullable Integer> revisions, Resolving resolving) {
    var gathered = new Changes.Gathered();
    List<Outcome> outcomes =
        ids.stream()
            .map(
                id -> {
                  Delivery delivery = found.deliveries().get(id);
                  Integer read = revisions.get(id);
                  if (delivery == null || (read != null && read != delivery.revision())) {
                    return Outcome.NOT_UNKNOWN;
                  }
                  return resolving.apply(
                      delivery,
                      Objects.requireNonNull(found.invitations().get(delivery.invitationId())),
                      gathered);
                })
            .toList();
    return new Decided(outcomes, gathered, resolving);
  }

  private static void require(Found found, UUID id, @Nullable String ifMatch) {
    Delivery delivery = found.deliveries().get(id);
    if (delivery == null) {
      throw Problem.of(CommonProblem.NOT_FOUND, "There is no delivery " + id + ".");
    }
    ETags.require(ifMatch, delivery.revision());
  }

  private static void refuse(Outcome outcome, UUID id) {
    if (outcome == Outcome.NOT_UNKNOWN) {
      throw Problem.of(
          DispatchProblem.NOT_UNKNOWN,
          "What became of the delivery %s is known; read it again.".formatted(id));
    }
    if (outcome == Outcome.ENDED) {
      throw Problem.of(
          DispatchProblem.INVITATION_ENDED,
          "The invitation of delivery %s was answered, expired or cancelled: let it be."
              .formatted(id));
    }
  }

  private Uni<Void> write(SqlConnection tx, Decided decided, Action action) {
    String verb = action == Action.SEND_AGAIN ? "delivery.sent-again" : "delivery.let-be";
    return changes
        .write(tx, decided.changes(), decided.by().now())
        .chain(
            () ->
                Multi.createFrom()
                    .iterable(decided.changes().deliveries.keySet())
                    .onItem()
                    .transformToUniAndConcatenate(
                        id -> audit.record(tx, verb, "delivery", id.toString()))
                    .collect()
                    .asList()
                    .replaceWithVoid());
  }

  private static Tally tally(List<Outcome> outcomes) {
    int done = 0;
    int ended = 0;
    for (Outcome outcome : outcomes) {
      done += outcome == Outcome.DONE ? 1 : 0;
      ended += outcome == Outcome.ENDED ? 1 : 0;
    }
    return new Tally(done, outcomes.size() - done - ended, ended);
  }
}
