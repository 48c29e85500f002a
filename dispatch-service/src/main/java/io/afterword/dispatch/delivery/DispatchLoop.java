package io.afterword.dispatch.delivery;

import com.github.f4b6a3.uuid.UuidCreator;
import io.afterword.dispatch.smtp.Relay;
import io.afterword.dispatch.smtp.Verdict;
import io.afterword.platform.start.WorkStart;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Works off the queue. Every replica does; rows arbitrate. Rows are claimed and get their links a
 * little ahead; whenever a place at the relay is free, the next one is looked at for the last time,
 * marked and mailed. Nothing waits for mails under way: a silent relay holds its own places and
 * nothing else.
 */
@ApplicationScoped
public class DispatchLoop {
  private static final Logger LOG = Logger.getLogger(DispatchLoop.class);

  /** Between the end of a mail and the end of its lease, for the settle. */
  private static final Duration SETTLE_TIME = Duration.ofSeconds(20);

  /** Long before too little of its lease is left, a mail that was prepared is given back. */
  private static final Duration PREPARED_FOR = SETTLE_TIME.dividedBy(2);

  /** In the status, until a claim succeeds: a mark may be long in coming. */
  private static final String CLAIMING = "Mails cannot be claimed";

  private static final Duration GIVE_BACK_WITHIN = Duration.ofSeconds(1);

  private final Vertx vertx;
  private final Clock clock;
  private final Round round;
  private final Mailing mailing;
  private final Bookkeeping books;
  private final Round.Worker worker;
  private final Stock<Prepared> stock = new Stock<>();
  private final AtomicBoolean preparing = new AtomicBoolean();

  /** Whether there may be rows that are due and not claimed. */
  private final AtomicBoolean more = new AtomicBoolean();

  /** Rounds, and mails until their results are written. */
  private final UnderWay open = new UnderWay();

  private final ResultBatcher<Settlement.Result> results;
  private long timer = -1;

  DispatchLoop(
      Vertx vertx, Clock clock, Round round, Mailing mailing, Relay relay, Bookkeeping books) {
    this.vertx = vertx;
    this.clock = clock;
    this.round = round;
    this.mailing = mailing;
    this.books = books;
    Duration margin = relay.limit().plus(SETTLE_TIME);
    Duration lease = books.lease();
    if (lease.compareTo(margin.plus(SETTLE_TIME)) < 0) {
      throw new IllegalStateException(
          "afterword.delivery.lease is %s, but must be at least %s: longer than"
                  .formatted(lease, margin.plus(SETTLE_TIME))
              + " twice afterword.mail.idle-timeout, else two replicas could send the same mail.");
    }
    this.worker = new Round.Worker(name(), lease, margin);
    this.results = new ResultBatcher<>(this::settle, this::settleLater);
  }

  void start(@Observes WorkStart start) {
    timer =
        vertx.setPeriodic(
            books.poll().toMillis(),
            id -> {
              giveBackStale();
              fill();
              wake();
            });
  }

  /** Looks at the queue now: something became due. */
  public void wake() {
    more.set(true);
    prepareMore();
  }

  private void prepareMore() {
    int limit = stock.wanted(places());
    if (limit == 0 || !preparing.compareAndSet(false, true)) {
      return;
    }
    if (!open.begin()) {
      return;
    }
    more.set(false);
    Instant since = clock.instant();
    books
        .watch(CLAIMING, round.prepare(worker, limit, clock))
        .subscribe()
        .with(
            found -> {
              stock.add(found.prepared(), since);
              if (found.claimed() == limit) {
                more.set(true);
              }
              prepared();
              fill();
              if (more.get()) {
                vertx.runOnContext(ignored -> prepareMore());
              }
            },
            failure -> {
              LOG.warnf("A round of the queue failed and is tried again: %s", failure.toString());
              prepared();
            });
  }

  private void prepared() {
    preparing.set(false);
    open.end(1);
  }

  private int places() {
    return books.mailsAtOnce(mailing.slots());
  }

  /** Takes the last look at as many mails as there are free places, and sends what it may. */
  private void fill() {
    List<Prepared> next = stock.fill(places());
    if (next.isEmpty()) {
      return;
    }
    if (!open.begin()) {
      // They are given back with everything else.
      return;
    }
    books
        .watch(CLAIMING, round.mark(worker, next, clock))
        .subscribe()
        .with(
            marked -> {
              stock.filled(next.size() - marked.size());
              mail(marked);
              open.end(1);
              fill();
              if (more.get()) {
                prepareMore();
              }
            },
            failure -> {
              LOG.warnf("Mails could not be marked and are due again: %s", failure.toString());
              stock.filled(next.size());
              open.end(1);
            });
  }

  private void mail(List<SendingMark.Ready> marked) {
    open.add(marked.size());
    for (SendingMark.Ready ready : marked) {
      mailing
          .send(ready, clock.instant())
          .subscribe()
          .with(
              verdict -> handedOver(ready, verdict),
              // The relay's wrapper never fails; if it does, nobody knows what happened.
              failure -> handedOver(ready, new Verdict.Unknown(failure.toString())));
    }
  }

  /**
   * The place of a mail that was not accepted is free once that is written: only then it is known
   * what it means for the mails to come.
   */
  private void handedOver(SendingMark.Ready ready, Verdict verdict) {
    results.add(Settlement.Result.of(ready.candidate(), verdict));
    if (verdict instanceof Verdict.Accepted) {
      becameFree(1);
    }
  }

  private void becameFree(int places) {
    stock.becameFree(places);
    fill();
    if (more.get()) {
      prepareMore();
    }
  }

  private Uni<Void> settle(List<Settlement.Result> batch) {
    int refused =
        (int) batch.stream().filter(one -> !(one.verdict() instanceof Verdict.Accepted)).count();
    return books
        .watch(
            "What became of mails cannot be written",
            books.write(batch, clock.instant().truncatedTo(ChronoUnit.MILLIS)))
        .invoke(
            () -> {
              open.end(batch.size());
              if (refused > 0) {
                becameFree(refused);
              }
            });
  }

  private void settleLater() {
    LOG.warn("Results of mails could not be written and are tried again in a second.");
    vertx.setTimer(1000, id -> results.flush());
  }

  /** The relay lets no place become free: others may have better luck with these. */
  private void giveBackStale() {
    List<Prepared> stale = stock.takeOlderThan(clock.instant().minus(PREPARED_FOR));
    if (stale.isEmpty() || !open.begin()) {
      return;
    }
    round
        .giveBack(stale)
        .subscribe()
        .with(
            done -> open.end(1),
            failure -> {
              leasesRunOut(failure);
              open.end(1);
            });
  }

  /**
   * Stops claiming, gives back at once what is not being sent, so that others need not wait for it,
   * and lets mails under way come to their end.
   */
  void stop(@Observes ShutdownEvent event) {
    if (timer >= 0) {
      vertx.cancelTimer(timer);
    }
    CompletableFuture<Void> over = open.close();
    giveBack();
    try {
      over.get(books.grace().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      LOG.warnf("%d mails or rounds did not end in time; the reaper sees to them", open.open());
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    // A claim that was on its way to the database when the first ones were given back.
    giveBack();
  }

  private void giveBack() {
    try {
      books.release(worker.holder()).await().atMost(GIVE_BACK_WITHIN);
    } catch (RuntimeException databaseGone) {
      leasesRunOut(databaseGone);
    }
  }

  private static void leasesRunOut(Throwable failure) {
    LOG.warnf("Claims could not be given back; their leases run out: %s", failure.toString());
  }

  private static String name() {
    String host;
    try {
      host = InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException nameless) {
      host = "dispatch";
    }
    return host + "/" + UuidCreator.getTimeOrderedEpoch();
  }
}
