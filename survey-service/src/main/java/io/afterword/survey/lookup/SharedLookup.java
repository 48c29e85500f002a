package io.afterword.survey.lookup;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Lookups by key that share their statements: who asks while a statement is out waits for the next
 * one, as responses do that are stored. No timer, so a lone lookup goes at once. Nothing is kept:
 * an answer is read after its question was asked.
 *
 * @param <K> a key, with equality
 * @param <V> what is found by it
 */
public final class SharedLookup<K, V> {
  private static final int LARGEST_BATCH = 500;

  /** Some seconds' worth; who comes later is told to come again. */
  static final int MOST_WAITING = 20_000;

  private record Waiting<K, V>(K key, UniEmitter<? super Optional<V>> to) {}

  private final Function<Set<K>, Uni<Map<K, V>>> read;
  private final Deque<Waiting<K, V>> queue = new ArrayDeque<>();
  private boolean underWay;

  /**
   * @param read one statement for all keys; what is not found is not in its answer
   */
  public SharedLookup(Function<Set<K>, Uni<Map<K, V>>> read) {
    this.read = read;
  }

  /** Too many wait already. */
  public static final class BusyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BusyException() {
      super(MOST_WAITING + " lookups wait already");
    }
  }

  /** Looks the key up with the next statement; fails when that fails. */
  public Uni<Optional<V>> find(K key) {
    return Uni.createFrom()
        .emitter(
            to -> {
              synchronized (queue) {
                if (queue.size() >= MOST_WAITING) {
                  to.fail(new BusyException());
                  return;
                }
                queue.add(new Waiting<>(key, to));
              }
              kick();
            });
  }

  private void kick() {
    List<Waiting<K, V>> batch = new ArrayList<>();
    synchronized (queue) {
      if (queue.isEmpty() || underWay) {
        return;
      }
      underWay = true;
      while (!queue.isEmpty() && batch.size() < LARGEST_BATCH) {
        batch.add(queue.remove());
      }
    }
    lookUp(batch);
  }

  private void lookUp(List<Waiting<K, V>> batch) {
    Set<K> keys = new HashSet<>();
    batch.forEach(each -> keys.add(each.key()));
    // What waits goes out before the answers are dealt with: the database has no pause.
    Uni.createFrom()
        .deferred(() -> read.apply(keys))
        .subscribe()
        .with(
            found -> {
              finished();
              batch.forEach(each -> each.to().complete(Optional.ofNullable(found.get(each.key()))));
            },
            failure -> {
              finished();
              batch.forEach(each -> each.to().fail(failure));
            });
  }

  private void finished() {
    synchronized (queue) {
      underWay = false;
    }
    kick();
  }
}
