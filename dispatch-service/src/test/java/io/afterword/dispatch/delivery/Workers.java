package io.afterword.dispatch.delivery;

import io.afterword.dispatch.Dispatch;
import io.afterword.dispatch.smtp.Verdict;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * Senders beside the service's own loop, which a test can stop at any point. They look at the queue
 * from a day ahead, so that they find what the loop leaves alone.
 */
@ApplicationScoped
public class Workers {
  static final Duration LEASE = Duration.ofMinutes(5);
  private static final Duration MARGIN = Duration.ofMinutes(1);
  private static final Duration AHEAD = Duration.ofHours(25);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Dispatch dispatch;
  private final Clock clock;
  private final Round round;
  private final Mailing mailing;
  private final Reaper reaper;
  private final Settlement settlement;
  private final DeliveryConfig config;

  Workers(
      Dispatch dispatch,
      Clock clock,
      Round round,
      Mailing mailing,
      Reaper reaper,
      Settlement settlement,
      DeliveryConfig config) {
    this.dispatch = dispatch;
    this.clock = clock;
    this.round = round;
    this.mailing = mailing;
    this.reaper = reaper;
    this.settlement = settlement;
    this.config = config;
  }

  Clock tomorrow() {
    return Clock.offset(clock, AHEAD);
  }

  static <T> T now(Uni<T> work) {
    return work.await().atMost(PATIENCE);
  }

  /** Claims, gets the links and sets the marks; sends nothing. */
  List<SendingMark.Ready> mark(String holder, int limit) {
    return mark(holder, prepare(holder, limit));
  }

  /** Claims and gets the links. */
  List<Prepared> prepare(String holder, int limit) {
    return now(round.prepare(worker(holder), limit, tomorrow())).prepared();
  }

  /** Takes the last look and sets the marks. */
  List<SendingMark.Ready> mark(String holder, List<Prepared> prepared) {
    return now(round.mark(worker(holder), prepared, tomorrow()));
  }

  private static Round.Worker worker(String holder) {
    return new Round.Worker(holder, LEASE, MARGIN);
  }

  /** Until the relay was reached: a connection that rested for too long is certainly not used. */
  Verdict mail(SendingMark.Ready ready) {
    Verdict verdict = now(mailing.send(ready, clock.instant()));
    for (int again = 0; again < 3 && verdict instanceof Verdict.RelayDown; again++) {
      verdict = now(mailing.send(ready, clock.instant()));
    }
    return verdict;
  }

  int settle(SendingMark.Ready ready, Verdict verdict) {
    return now(
        settlement.settle(
            List.of(Settlement.Result.of(ready.candidate(), verdict)),
            new Settling(config.whenUnknown(), clock.instant())));
  }

  /** The lease of that sender is over, as if it had been gone for five minutes. */
  void leaseEnds(String holder) {
    dispatch.run(
        "update delivery_queue set lease_until = now() - interval '1 s' where leased_by = $1",
        holder);
  }

  String reap() {
    return now(reaper.run(clock.instant()));
  }

  /** Leaves a mail of that invitation in doubt; nothing was handed to the relay. */
  public void leaveInDoubt(UUID invitation) {
    String holder = "gone/" + UUID.randomUUID();
    dispatch.run(
        "update delivery_queue set due_at = now() + interval '24 h' where delivery_id in"
            + " (select id from delivery where invitation_id = $1)",
        invitation);
    if (mark(holder, 100).isEmpty()) {
      throw new AssertionError("there was nothing to mark");
    }
    leaseEnds(holder);
    reap();
  }
}
