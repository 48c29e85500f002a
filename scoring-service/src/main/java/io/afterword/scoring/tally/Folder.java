package io.afterword.scoring.tally;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Adds the tails to the tallies, slot by slot. Any number of replicas may: an advisory lock lets
 * one of them at a slot, and dies with its session.
 */
@ApplicationScoped
public class Folder {
  /**
   * Enough to catch up quickly, few enough to let go of the lock after some tens of milliseconds.
   */
  private static final int PACKS_AT_ONCE = 100;

  /**
   * A statement of its own: the snapshot of the next one, which folds, is younger than the lock.
   */
  private static final String LOCK = "select pg_try_advisory_xact_lock($1::int, $2::int) held";

  private final Pool pool;
  private final List<Foldable> foldables;

  Folder(Pool pool, @Any Instance<Foldable> foldables) {
    this.pool = pool;
    this.foldables = foldables.stream().toList();
  }

  /** One pass over everything that waits; gives the tails that it found. */
  public Uni<List<Tail>> runOnce() {
    return Multi.createFrom()
        .iterable(foldables)
        .onItem()
        .transformToUniAndConcatenate(this::foldAll)
        .collect()
        .asList()
        .map(tails -> tails.stream().flatMap(List::stream).toList());
  }

  private Uni<List<Tail>> foldAll(Foldable foldable) {
    return tails(foldable)
        .call(
            tails ->
                Multi.createFrom()
                    .iterable(tails)
                    .onItem()
                    .transformToUniAndConcatenate(tail -> fold(foldable, tail.slot()))
                    .collect()
                    .last());
  }

  private Uni<List<Tail>> tails(Foldable foldable) {
    return pool.query(
            "select slot, sum(n)::bigint changes from %s group by slot order by slot"
                .formatted(foldable.packs()))
        .execute()
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false)
                    .map(Folder::tail)
                    .collect(Collectors.toList()));
  }

  private Uni<Boolean> fold(Foldable foldable, short slot) {
    return pool.withTransaction(tx -> foldIfFree(tx, foldable, slot));
  }

  private static Uni<Boolean> foldIfFree(SqlConnection tx, Foldable foldable, short slot) {
    return tx.preparedQuery(LOCK)
        .execute(Tuple.of(foldable.lock(), (int) slot))
        .chain(
            rows ->
                rows.iterator().next().getBoolean("held")
                    ? foldable.fold(tx, slot, PACKS_AT_ONCE).replaceWith(true)
                    : Uni.createFrom().item(false));
  }

  private static Tail tail(Row row) {
    return new Tail(row.getShort("slot"), row.getLong("changes"));
  }
}
