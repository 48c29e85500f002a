package io.afterword.platform.job;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Work that goes on as long as the service runs: one step at a time, each followed by the pause
 * that it asks for (zero: at once). Each step has a Vert.x context of its own. For work that must
 * look more often than once a second, which {@code @Scheduled} cannot.
 */
public final class Loop {
  private static final Logger LOG = Logger.getLogger(Loop.class);

  /** After a step that failed, usually because the database is away. */
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

  private final Vertx vertx;
  private final FreshContext context;
  private final String name;
  private final Supplier<Uni<Duration>> step;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private boolean started;
  private boolean stopping;
  private boolean stepping;
  private long timer = -1;
  private @Nullable String lastFailure;

  /**
   * A loop that is not yet started.
   *
   * @param name for the log
   * @param step one step; gives the pause before the next
   */
  public Loop(Vertx vertx, String name, Supplier<Uni<Duration>> step) {
    this.vertx = vertx;
    this.context = new FreshContext(vertx);
    this.name = name;
    this.step = step;
  }

  public synchronized void start() {
    if (!started && !stopping) {
      started = true;
      again(Duration.ZERO);
    }
  }

  /** Whether the step that is running should come to an end soon. */
  public synchronized boolean stopping() {
    return stopping;
  }

  /** Starts no further step; done when the running one is. */
  public synchronized Uni<Void> stop() {
    stopping = true;
    if (!stepping) {
      vertx.cancelTimer(timer);
      ended.complete(null);
    }
    return Uni.createFrom().completionStage(ended);
  }

  private synchronized void again(Duration pause) {
    stepping = false;
    if (stopping) {
      ended.complete(null);
    } else {
      // A Vert.x timer is at least a millisecond.
      timer = vertx.setTimer(Math.max(1, pause.toMillis()), ignored -> runStep());
    }
  }

  private synchronized void runStep() {
    if (stopping) {
      ended.complete(null);
      return;
    }
    stepping = true;
    context.run(step).subscribe().with(this::succeeded, this::failed);
  }

  private void succeeded(Duration pause) {
    lastFailure = null;
    again(pause);
  }

  /** Says a failure once, not at every repetition. */
  private void failed(Throwable failure) {
    String said = failure.toString();
    if (!said.equals(lastFailure)) {
      LOG.warnf(failure, "%s failed and is tried again every second", name);
    }
    lastFailure = said;
    again(PAUSE_AFTER_FAILURE);
  }
}
