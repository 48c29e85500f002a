package io.afterword.scoring.tally;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The monthly partitions of answers and responses, by the time in a response's id. They are made
 * ahead; an id outside of them gets its partition on demand, in the transaction that brings it.
 */
@ApplicationScoped
public class Partitions {
  /** How many months ahead there is always room. */
  private static final int MONTHS_AHEAD = 3;

  private static final String ENSURE =
      "select ensure_month(m) from (select m from unnest($1::date[]) m order by m) months";

  private final Pool pool;

  /** Months that are known to be committed; those made on demand are asked for each time. */
  private final Set<YearMonth> ready = ConcurrentHashMap.newKeySet();

  Partitions(Pool pool) {
    this.pool = pool;
  }

  /** The months around now, in a transaction of its own. */
  Uni<List<YearMonth>> ensureAround(Instant now) {
    YearMonth current = YearMonth.from(now.atZone(ZoneOffset.UTC));
    List<YearMonth> months =
        IntStream.rangeClosed(-1, MONTHS_AHEAD).mapToObj(current::plusMonths).toList();
    return pool.withTransaction(tx -> ensureMonths(tx, months))
        .invoke(() -> ready.addAll(months))
        .replaceWith(months);
  }

  /** Whatever months these ids need. */
  public Uni<Void> ensure(SqlClient tx, Collection<UUID> responseIds) {
    Set<YearMonth> months =
        responseIds.stream()
            .map(Partitions::monthOf)
            .collect(Collectors.toCollection(TreeSet::new));
    months.removeAll(ready);
    return months.isEmpty() ? Uni.createFrom().voidItem() : ensureMonths(tx, months);
  }

  private static Uni<Void> ensureMonths(SqlClient tx, Collection<YearMonth> months) {
    LocalDate[] first = months.stream().map(month -> month.atDay(1)).toArray(LocalDate[]::new);
    return tx.preparedQuery(ENSURE).execute(Tuple.of((Object) first)).replaceWithVoid();
  }

  /** The month (UTC) in the time part of a UUIDv7: its first 48 bits are milliseconds. */
  static YearMonth monthOf(UUID id) {
    return YearMonth.from(
        Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16).atZone(ZoneOffset.UTC));
  }
}
