package io.afterword.scoring.tally;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Folds every 200 ms. A timer of its own, since the scheduler looks only once a second; one pass at
 * a time in this process, and the lock per slot among the replicas.
 */
@ApplicationScoped
class FoldLoop {
  private static final Logger LOG = Logger.getLogger(FoldLoop.class);
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final Vertx vertx;
  private final Folder folder;
  private final Backpressure backpressure;
  private final AtomicBoolean running = new AtomicBoolean();
  private volatile long timer;

  FoldLoop(Vertx vertx, Folder folder, Backpressure backpressure) {
    this.vertx = vertx;
    this.folder = folder;
    this.backpressure = backpressure;
  }

  void start(@Observes StartupEvent started) {
    timer = vertx.setPeriodic(PAUSE.toMillis(), tick -> pass());
  }

  void stop(@Observes ShutdownEvent stopping) {
    vertx.cancelTimer(timer);
  }

  private void pass() {
    if (!running.compareAndSet(false, true)) {
      return;
    }
    folder
        .runOnce()
        .invoke(backpressure::sees)
        .onTermination()
        .invoke(() -> running.set(false))
        .subscribe()
        .with(
            done -> {},
            failure -> LOG.warnf(failure, "folding failed and is tried again in %s", PAUSE));
  }
}
