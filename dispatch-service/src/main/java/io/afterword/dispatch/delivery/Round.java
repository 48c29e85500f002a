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
import java.util.List;
import org.jboss.logging.Logger;

/** One round of the queue: claim, read, link, mark. What carries the mark is then mailed. */
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

  /** What a round found and what is to be mailed. */
  record Found(int claimed, List<SendingMark.Ready> ready) {}

  Uni<Found> run(Worker worker, int limit, Clock clock) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return queue
        .claim(pool, now, limit, worker.holder(), worker.lease())
        .chain(claims -> work(claims, worker, now));
  }

  private Uni<Found> work(List<Claim> claims, Worker worker, Instant now) {
    if (claims.isEmpty()) {
      return Uni.createFrom().item(new Found(0, List.of()));
    }
    return candidates
        .of(claims)
        .chain(found -> linkAndMark(found, worker, now))
        .map(ready -> new Found(claims.size(), ready))
        .onFailure()
        .call(failure -> giveBack(claims));
  }

  private Uni<List<SendingMark.Ready>> linkAndMark(
      List<Candidate> found, Worker worker, Instant now) {
    return links
        .create(found.stream().map(candidate -> wanted(candidate, now)).toList())
        .onItemOrFailure()
        .transformToUni(
            (answers, failure) ->
                failure == null
                    ? marking.mark(found, answers, now, worker.margin())
                    : surveyDown(found, failure));
  }

  /** Nothing was tried, so nothing counts: the rows are due again once the circuit closes. */
  private Uni<List<SendingMark.Ready>> surveyDown(List<Candidate> found, Throwable failure) {
    LOG.warnf("survey-service gives no links, sending waits: %s", failure.getMessage());
    return lane.fault("survey-service gives no links: " + failure.getMessage())
        .chain(() -> giveBack(found.stream().map(Candidate::claim).toList()))
        .replaceWith(List.of());
  }

  private Uni<Void> giveBack(List<Claim> claims) {
    return pool.withTransaction(tx -> queue.giveBack(tx, claims));
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
