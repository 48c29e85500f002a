package io.afterword.dispatch.delivery;

import java.util.concurrent.CompletableFuture;

/** What a sender has begun and must bring to an end before it leaves; says when that is so. */
final class UnderWay {
  private final CompletableFuture<Void> over = new CompletableFuture<>();
  private int open;
  private boolean closing;

  /** Begins a piece of work from outside; refused once the sender is leaving. */
  synchronized boolean begin() {
    if (closing) {
      return false;
    }
    open++;
    return true;
  }

  /** More pieces that a piece under way has led to. */
  synchronized void add(int pieces) {
    open += pieces;
  }

  void end(int pieces) {
    synchronized (this) {
      open -= pieces;
    }
    completeIfOver();
  }

  /** Lets nothing begin any more; done when nothing is under way. */
  CompletableFuture<Void> close() {
    synchronized (this) {
      closing = true;
    }
    completeIfOver();
    return over;
  }

  synchronized int open() {
    return open;
  }

  private void completeIfOver() {
    boolean done;
    synchronized (this) {
      done = closing && open == 0;
    }
    if (done) {
      over.complete(null);
    }
  }
}
