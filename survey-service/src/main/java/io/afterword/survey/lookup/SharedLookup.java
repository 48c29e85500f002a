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
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Lookups by key that share their statements: who asks while a statement is out waits for the next
 * one, as responses do that are stored; when many wait, a second one goes out beside it. No timer,
 * so a lone lookup goes at once. Nothing is kept: an answer is read after its question was asked.
 *
 * @param <K> a key, with equality
 * @param <V> what is found by it
 */
public final class SharedLookup<K, V> {
  private static final int LARGEST_BATCH = 500;
  private static final int MOST_UNDER_WAY = 2;

  /**
   * So many have to wait before a second statement goes out beside the first: enough to pay for it,
   * and few enough that the database has work while the answers of the others are written.
   */
  static final int WORTH_A_SECOND = 16;

  /** Some seconds' worth; who comes later is told to come again. */
  static final int MOST_WAITING = 20_000;

  private record Waiting<K, V>(K key, UniEmitter<? super Optional<V>> to) {}

  private final Function<Set<K>, Uni<Map<K, V>>> read;
  private final Deque<Waiting<K, V>> queue = new ArrayDeque<>();
  private final EndOfTurn endOfTurn;
  private int underWay;

  /**
   * @param read one statement for all keys; what is not found is not in its answer
   */
  public SharedLookup(Function<Set<K>, Uni<Map<K, V>>> read) {
    this(read, EndOfTurn.OF_THE_EVENT_LOOP);
  }

  SharedLookup(Function<Set<K>, Uni<Map<K, V>>> read, Executor endOfTurn) {
    this.read = read;
    this.endOfTurn = new EndOfTurn(this::kick, endOfTurn);
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
              endOfTurn.ask();
            });
  }

  private void kick() {
    List<Waiting<K, V>> batch = new ArrayList<>();
    synchronized (queue) {
      if (queue.size() < worthwhile() || underWay >= MOST_UNDER_WAY) {
        return;
      }
      underWay++;
      while (!queue.isEmpty() && batch.size() < LARGEST_BATCH) {
        batch.add(queue.remove());
      }
    }
    lookUp(batch);
  }

  /** Who comes when nothing is out goes at once. */
  private int worthwhile() {
    return underWay == 0 ? 1 : WORTH_A_SECOND;
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
      underWay--;
    }
    kick();
  }
}
