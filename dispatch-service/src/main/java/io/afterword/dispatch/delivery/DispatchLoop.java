package io.afterword.dispatch.delivery;

import com.github.f4b6a3.uuid.UuidCreator;
import io.afterword.dispatch.smtp.Relay;
import io.afterword.dispatch.smtp.Verdict;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Works off the queue. Every replica does; rows arbitrate. One round at a time claims as many rows
 * as there are free places at the relay, and never waits for mails under way: a silent relay holds
 * its own places and nothing else.
 */
@ApplicationScoped
public class DispatchLoop {
  private static final Logger LOG = Logger.getLogger(DispatchLoop.class);

  /** After migrations and whatever else starts with the application. */
  private static final int LATE = 10_000;

  /** Between the end of a mail and the end of its lease, for the settle. */
  private static final Duration SETTLE_TIME = Duration.ofSeconds(20);

  private static final Duration GIVE_BACK_WITHIN = Duration.ofSeconds(1);

  private final Vertx vertx;
  private final Clock clock;
  private final Round round;
  private final Mailing mailing;
  private final Bookkeeping books;
  private final Round.Worker worker;
  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicBoolean inRound = new AtomicBoolean();
  private final AtomicBoolean again = new AtomicBoolean();

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

  void start(@Observes @Priority(LATE) StartupEvent event) {
    timer = vertx.setPeriodic(books.poll().toMillis(), id -> wake());
  }

  /** Looks at the queue now: something became due. */
  public void wake() {
    again.set(true);
    if (inRound.compareAndSet(false, true)) {
      if (!open.begin()) {
        return;
      }
      again.set(false);
      runOnce()
          .subscribe()
          .with(
              full -> rest(full),
              failure -> {
                LOG.warnf("A round of the queue failed and is tried again: %s", failure.toString());
                inRound.set(false);
                open.end(1);
              });
    }
  }

  /** A full round is followed by the next at once, and so is a call that came meanwhile. */
  private void rest(boolean full) {
    inRound.set(false);
    open.end(1);
    if (full || again.get()) {
      vertx.runOnContext(ignored -> wake());
    }
  }

  /** One round; true when there may be more that could be sent now. */
  private Uni<Boolean> runOnce() {
    int free = books.mailsAtOnce(mailing.slots()) - underWay.get();
    if (free <= 0) {
      again.set(false);
      return Uni.createFrom().item(false);
    }
    return books
        .watch("Mails cannot be claimed", round.run(worker, free, clock))
        .invoke(found -> mail(found.ready()))
        .map(
            found ->
                found.claimed() == free && underWay.get() < books.mailsAtOnce(mailing.slots()));
  }

  private void mail(List<SendingMark.Ready> marked) {
    underWay.addAndGet(marked.size());
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

  private void handedOver(SendingMark.Ready ready, Verdict verdict) {
    results.add(new Settlement.Result(ready.candidate().claim(), verdict));
    if (underWay.getAndDecrement() == books.mailsAtOnce(mailing.slots())) {
      wake();
    }
  }

  private Uni<Void> settle(List<Settlement.Result> batch) {
    return books
        .watch(
            "What became of mails cannot be written",
            books.write(batch, clock.instant().truncatedTo(ChronoUnit.MILLIS)))
        .invoke(() -> open.end(batch.size()));
  }

  private void settleLater() {
    LOG.warn("Results of mails could not be written and are tried again in a second.");
    vertx.setTimer(1000, id -> results.flush());
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
      LOG.warnf(
          "Claims could not be given back; their leases run out: %s", databaseGone.toString());
    }
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
