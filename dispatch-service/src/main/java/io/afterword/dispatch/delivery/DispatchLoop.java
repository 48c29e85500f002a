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

  /** Between the idle timeout and the end of the lease, for the settle. */
  private static final Duration SETTLE_TIME = Duration.ofSeconds(20);

  private final Vertx vertx;
  private final Clock clock;
  private final Round round;
  private final Mailing mailing;
  private final Bookkeeping books;
  private final Round.Worker worker;
  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicBoolean inRound = new AtomicBoolean();
  private final AtomicBoolean stopping = new AtomicBoolean();
  private final AtomicBoolean again = new AtomicBoolean();
  private final ResultBatcher<Settlement.Result> results;
  private long timer = -1;

  DispatchLoop(
      Vertx vertx, Clock clock, Round round, Mailing mailing, Relay relay, Bookkeeping books) {
    this.vertx = vertx;
    this.clock = clock;
    this.round = round;
    this.mailing = mailing;
    this.books = books;
    Duration margin = relay.idleTimeout().plus(SETTLE_TIME);
    Duration lease = books.lease();
    if (lease.compareTo(margin.plus(SETTLE_TIME)) < 0) {
      throw new IllegalStateException(
          "afterword.delivery.lease is %s, but must be at least %s: longer than"
                  .formatted(lease, margin.plus(SETTLE_TIME))
              + " afterword.mail.idle-timeout, else two replicas could send the same mail.");
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
    if (!stopping.get() && inRound.compareAndSet(false, true)) {
      again.set(false);
      runOnce()
          .subscribe()
          .with(
              full -> rest(full),
              failure -> {
                LOG.warnf("A round of the queue failed and is tried again: %s", failure.toString());
                inRound.set(false);
              });
    }
  }

  /** A full round is followed by the next at once, and so is a call that came meanwhile. */
  private void rest(boolean full) {
    inRound.set(false);
    if (full || again.get()) {
      vertx.runOnContext(ignored -> wake());
    }
  }

  /** One round; true when there may be more that could be sent now. */
  private Uni<Boolean> runOnce() {
    int free = mailing.slots() - underWay.get();
    if (free <= 0) {
      again.set(false);
      return Uni.createFrom().item(false);
    }
    return round
        .run(worker, free, clock)
        .invoke(found -> mail(found.ready()))
        .map(found -> found.claimed() == free && underWay.get() < mailing.slots());
  }

  private void mail(List<SendingMark.Ready> marked) {
    underWay.addAndGet(marked.size());
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
    if (underWay.getAndDecrement() == mailing.slots()) {
      wake();
    }
  }

  private Uni<Void> settle(List<Settlement.Result> batch) {
    return books.write(batch, clock.instant().truncatedTo(ChronoUnit.MILLIS));
  }

  private void settleLater() {
    LOG.warn("Results of mails could not be written and are tried again in a second.");
    vertx.setTimer(1000, id -> results.flush());
  }

  /** Stops claiming, gives back what is not being sent, and waits for what is. */
  void stop(@Observes ShutdownEvent event) {
    stopping.set(true);
    if (timer >= 0) {
      vertx.cancelTimer(timer);
    }
    try {
      long left = books.grace().toMillis() / 50;
      while (left-- > 0 && (inRound.get() || underWay.get() > 0 || !results.isIdle())) {
        Thread.sleep(50);
      }
      books.release(worker.holder()).await().atMost(Duration.ofSeconds(1));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
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
