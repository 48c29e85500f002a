package io.afterword.dev.endpoints;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The least that storing can be: as many constant rows as posts are waiting, in one prepared
 * statement with that number as its only parameter, two statements under way at most. What waits
 * meanwhile shares the next one.
 */
@ApplicationScoped
class ConstantRows {
  private static final int MOST_IN_FLIGHT = 2;
  private static final int LARGEST_BATCH = 500;

  private final Instance<Pool> pool;
  private final Optional<String> statement;
  private final Deque<UniEmitter<? super Void>> waiting = new ArrayDeque<>();
  private int inFlight;

  ConstantRows(
      Instance<Pool> pool,
      @ConfigProperty(name = "benchmark.statement") Optional<String> statement) {
    this.pool = pool;
    this.statement = statement;
  }

  /** Ends when one more set of rows is committed; at once where none is stored. */
  Uni<Void> store() {
    if (statement.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return Uni.createFrom()
        .emitter(
            to -> {
              synchronized (waiting) {
                waiting.add(to);
              }
              next();
            });
  }

  private void next() {
    List<UniEmitter<? super Void>> batch = new ArrayList<>();
    synchronized (waiting) {
      if (inFlight == MOST_IN_FLIGHT || waiting.isEmpty()) {
        return;
      }
      inFlight++;
      while (!waiting.isEmpty() && batch.size() < LARGEST_BATCH) {
        batch.add(waiting.remove());
      }
    }
    pool.get()
        .preparedQuery(statement.orElseThrow())
        .execute(Tuple.of(batch.size()))
        .onTermination()
        .invoke(this::ended)
        .subscribe()
        .with(
            done -> batch.forEach(each -> each.complete(null)),
            failure -> batch.forEach(each -> each.fail(failure)));
  }

  private void ended() {
    synchronized (waiting) {
      inFlight--;
    }
    next();
  }
}
