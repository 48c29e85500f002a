package io.afterword.dispatch.delivery;

import io.afterword.dispatch.delivery.DeliveryQueue.Claim;
import io.afterword.dispatch.survey.Links;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * What leads to a mail, in two steps: claim, read and link, which can be done ahead, and the mark,
 * for which a place at the relay must be free. What carries the mark is then mailed.
 */
@ApplicationScoped
class Round {
  private static final Logger LOG = Logger.getLogger(Round.class);

  private final Pool pool;
  private final DeliveryQueue queue;
  private final Candidates candidates;
  private final Links links;
  private final Marking marking;
  private final Lane lane;

  Round(
      Pool pool,
      DeliveryQueue queue,
      Candidates candidates,
      Links links,
      Marking marking,
      Lane lane) {
    this.pool = pool;
    this.queue = queue;
    this.candidates = candidates;
    this.links = links;
    this.marking = marking;
    this.lane = lane;
  }

  /**
   * Who works, and under which lease.
   *
   * @param margin how much of the lease must be left when a mail is marked
   */
  record Worker(String holder, Duration lease, Duration margin) {}

  /** How many rows were claimed and what can be marked. */
  record Found(int claimed, List<Prepared> prepared) {}

  Uni<Found> prepare(Worker worker, int limit, Clock clock) {
    Instant now = now(clock);
    return queue
        .claim(pool, now, limit, worker.holder(), worker.lease())
        .chain(
            claims ->
                claims.isEmpty()
                    ? Uni.createFrom().item(new Found(0, List.of()))
                    : candidates
                        .of(claims)
                        .chain(found -> link(found, now))
                        .map(prepared -> new Found(claims.size(), prepared))
                        .onFailure()
                        .call(failure -> giveBackClaims(claims)));
  }

  private Uni<List<Prepared>> link(List<Candidate> found, Instant now) {
    return links
        .create(found.stream().map(candidate -> wanted(candidate, now)).toList())
        .onItemOrFailure()
        .transformToUni(
            (answers, failure) ->
                failure == null
                    ? Uni.createFrom()
                        .item(
                            found.stream()
                                .map(one -> new Prepared(one, answers.get(one.invitationId())))
                                .toList())
                    : surveyDown(found, failure));
  }

  /** Nothing was tried, so nothing counts: the rows are due again once the circuit closes. */
  private Uni<List<Prepared>> surveyDown(List<Candidate> found, Throwable failure) {
    LOG.warnf("survey-service gives no links, sending waits: %s", failure.getMessage());
    return lane.fault("survey-service gives no links: " + failure.getMessage())
        .chain(() -> giveBackClaims(found.stream().map(Candidate::claim).toList()))
        .replaceWith(List.of());
  }

  /** Those that may go out now, marked; the places for all of them are free. */
  Uni<List<SendingMark.Ready>> mark(Worker worker, List<Prepared> prepared, Clock clock) {
    return marking
        .mark(prepared, now(clock), worker.margin())
        .onFailure()
        .call(failure -> giveBack(prepared));
  }

  /** What was prepared and is not needed here. */
  Uni<Void> giveBack(Collection<Prepared> prepared) {
    return giveBackClaims(prepared.stream().map(one -> one.candidate().claim()).toList());
  }

  private Uni<Void> giveBackClaims(List<Claim> claims) {
    return pool.withTransaction(tx -> queue.giveBack(tx, claims));
  }

  private static Instant now(Clock clock) {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static Links.Wanted wanted(Candidate candidate, Instant now) {
    return new Links.Wanted(
        candidate.invitationId(),
        candidate.surveyId(),
        candidate.name(),
        candidate.locale(),
        candidate.recipientDomain(),
        candidate.context(),
        candidate.linkExpiry(now));
  }
}
