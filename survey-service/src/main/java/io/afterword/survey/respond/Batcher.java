package io.afterword.survey.respond;

import io.afterword.survey.lookup.EndOfTurn;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * Group commit: what arrives while a statement is out shares the next one. No timer, since waiting
 * for company only adds waiting (CAPTURE 1.1); when many wait, a second one goes out beside it. A
 * row belongs to its batch, not to its request: the respondent may hang up, the row is stored.
 * Holds no state that matters, only requests that still wait for their answer.
 */
final class Batcher {

  /** Two were as good as more when quiet and best with slow flushes. */
  private static final int MOST_IN_FLIGHT = 2;

  /**
   * So many have to wait before a second statement goes out beside the first. What a statement
   * costs whatever it stores is about as much as ten rows; this many pay for it.
   */
  static final int WORTH_A_SECOND = 32;

  private static final int LARGEST_BATCH = 500;

  /** About a second's worth at full speed; who comes later is told to come again. */
  static final int MOST_WAITING = 20_000;

  /** 50 ms doubled five times: 1.5 s, longer than a database's restart after a crash. */
  private static final int MOST_RETRIES = 5;

  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);

  /**
   * Stores a batch in one statement and says for each intake key what became of it; it must be safe
   * to repeat, since a lost connection leaves open whether it was done.
   */
  interface Store extends Function<List<Submission>, Uni<Map<UUID, Outcome>>> {}

  private record Waiting(Submission row, UniEmitter<? super Outcome> to) {}

  private final Store store;
  private final Function<Throwable, FailureKind> kindOf;
  private final Deque<Waiting> queue = new ArrayDeque<>();
  private final AtomicLong splits = new AtomicLong();
  private final EndOfTurn endOfTurn;
  private int inFlight;

  /**
   * @param endOfTurn when those who come together have all come
   */
  Batcher(Store store, Function<Throwable, FailureKind> kindOf, Executor endOfTurn) {
    this.store = store;
    this.kindOf = kindOf;
    this.endOfTurn = new EndOfTurn(this::kick, endOfTurn);
  }

  /** Stores the row with the next batch; fails with {@link BusyException} if too many wait. */
  Uni<Outcome> submit(Submission row) {
    return Uni.createFrom()
        .emitter(
            to -> {
              synchronized (queue) {
                if (queue.size() >= MOST_WAITING) {
                  to.fail(new BusyException());
                  return;
                }
                queue.add(new Waiting(row, to));
              }
              endOfTurn.ask();
            });
  }

  /** How often a batch was halved to find a row at fault; should stay near nothing. */
  long splits() {
    return splits.get();
  }

  private void kick() {
    for (; ; ) {
      List<Waiting> batch;
      synchronized (queue) {
        if (queue.size() < worthwhile() || inFlight >= MOST_IN_FLIGHT) {
          return;
        }
        inFlight++;
        batch = take();
      }
      store(batch, 0).subscribe().with(done -> finished(), failure -> finished());
    }
  }

  /** Who comes when nothing is out goes at once. */
  private int worthwhile() {
    return inFlight == 0 ? 1 : WORTH_A_SECOND;
  }

  private void finished() {
    synchronized (queue) {
      inFlight--;
    }
    kick();
  }

  /**
   * From the head, each response once, since a statement may touch a row only once: a second post
   * of the same link stays at the head for the next batch.
   */
  private List<Waiting> take() {
    List<Waiting> batch = new ArrayList<>();
    Set<UUID> keys = new HashSet<>();
    for (Iterator<Waiting> i = queue.iterator(); i.hasNext() && batch.size() < LARGEST_BATCH; ) {
      Waiting waiting = i.next();
      if (keys.add(waiting.row().intakeKey())) {
        batch.add(waiting);
        i.remove();
      }
    }
    return batch;
  }

  private Uni<Void> store(List<Waiting> batch, int tries) {
    return Uni.createFrom()
        .deferred(() -> store.apply(batch.stream().map(Waiting::row).toList()))
        .invoke(outcomes -> answer(batch, outcomes))
        .replaceWithVoid()
        .onFailure()
        .recoverWithUni(failure -> afterFailure(batch, tries, failure));
  }

  private static void answer(List<Waiting> batch, Map<UUID, Outcome> outcomes) {
    for (Waiting waiting : batch) {
      waiting.to().complete(outcomes.getOrDefault(waiting.row().intakeKey(), Outcome.CLOSED));
    }
  }

  private Uni<Void> afterFailure(List<Waiting> batch, int tries, Throwable failure) {
    return switch (kindOf.apply(failure)) {
      case DATA -> batch.size() == 1 ? refuse(batch.get(0), failure) : halve(batch);
      case TRANSIENT -> tries < MOST_RETRIES ? again(batch, tries) : giveUp(batch, failure);
      case OTHER -> giveUp(batch, failure);
    };
  }

  private Uni<Void> halve(List<Waiting> batch) {
    splits.incrementAndGet();
    int half = batch.size() / 2;
    return store(batch.subList(0, half), 0)
        .chain(() -> store(batch.subList(half, batch.size()), 0));
  }

  private Uni<Void> again(List<Waiting> batch, int tries) {
    return Uni.createFrom()
        .voidItem()
        .onItem()
        .delayIt()
        .by(FIRST_PAUSE.multipliedBy(1L << tries))
        .chain(() -> store(batch, tries + 1));
  }

  private static Uni<Void> refuse(Waiting guilty, Throwable failure) {
    guilty.to().fail(new NotStorableException(failure));
    return Uni.createFrom().voidItem();
  }

  private static Uni<Void> giveUp(List<Waiting> batch, Throwable failure) {
    batch.forEach(waiting -> waiting.to().fail(failure));
    return Uni.createFrom().voidItem();
  }

  /** What a failed statement means for its rows. */
  enum FailureKind {
    /** One row cannot be stored; halving finds it. */
    DATA,
    /** Passes by itself; whether the statement was done is unknown. */
    TRANSIENT,
    OTHER
  }

  /** Too many wait already. */
  static final class BusyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BusyException() {
      super("too many responses wait to be stored", null, false, false);
    }
  }

  /** The database refuses this one row; it should have been refused before. */
  static final class NotStorableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotStorableException(Throwable cause) {
      super(cause);
    }
  }
}
