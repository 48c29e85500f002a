package io.afterword.survey.lookup;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Does its work as soon as the event loop is done with what it has just read from its connections,
 * once however often it was asked to meanwhile. Requests that arrive together, or are answered
 * together, want the same thing one after the other within one turn of the loop; if the first did
 * not wait for the end of it, it would go alone. No timer: a turn of a single request ends right
 * after it.
 */
public final class EndOfTurn {

  /** Work that comes from elsewhere is done at once. */
  public static final Executor OF_THE_EVENT_LOOP = EndOfTurn::onTheEventLoop;

  private final Runnable work;
  private final Executor endOfTurn;
  private final AtomicBoolean due = new AtomicBoolean();

  public EndOfTurn(Runnable work, Executor endOfTurn) {
    this.work = work;
    this.endOfTurn = endOfTurn;
  }

  /** Sees to it that the work is begun after what the caller has done so far. */
  public void ask() {
    if (due.compareAndSet(false, true)) {
      endOfTurn.execute(
          () -> {
            due.set(false);
            work.run();
          });
    }
  }

  private static void onTheEventLoop(Runnable work) {
    Context context = Vertx.currentContext();
    if (context != null && Context.isOnEventLoopThread()) {
      context.runOnContext(ignored -> work.run());
    } else {
      work.run();
    }
  }
}
