package io.afterword.dispatch.delivery;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Gathers results while the last batch is being written: no timer, so a lone result is written at
 * once and a flood in batches. What could not be written is kept and tried again; the fence and the
 * reaper decide when that is too late.
 *
 * @param <T> a result
 */
final class ResultBatcher<T> {
  /** Small batches keep the time short in which a crash leaves an outcome unknown. */
  private static final int MAX_BATCH = 50;

  private final Function<List<T>, Uni<Void>> write;
  private final Runnable onFailure;
  private final List<T> waiting = new ArrayList<>();
  private boolean writing;

  /**
   * @param onFailure called when a batch was not written; must call {@link #flush} later
   */
  ResultBatcher(Function<List<T>, Uni<Void>> write, Runnable onFailure) {
    this.write = write;
    this.onFailure = onFailure;
  }

  void add(T result) {
    synchronized (this) {
      waiting.add(result);
    }
    flush();
  }

  /** Writes what waits, unless somebody is writing; he takes it along. */
  void flush() {
    List<T> batch = take();
    if (batch.isEmpty()) {
      return;
    }
    write
        .apply(batch)
        .subscribe()
        .with(
            done -> {
              finish();
              flush();
            },
            failure -> {
              putBack(batch);
              onFailure.run();
            });
  }

  private synchronized List<T> take() {
    if (writing || waiting.isEmpty()) {
      return List.of();
    }
    writing = true;
    List<T> head = waiting.subList(0, Math.min(MAX_BATCH, waiting.size()));
    List<T> batch = List.copyOf(head);
    head.clear();
    return batch;
  }

  private synchronized void finish() {
    writing = false;
  }

  private synchronized void putBack(List<T> batch) {
    waiting.addAll(0, batch);
    writing = false;
  }
}
