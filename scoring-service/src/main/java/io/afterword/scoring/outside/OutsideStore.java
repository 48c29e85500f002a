package io.afterword.scoring.outside;

import io.afterword.platform.audit.Audit;
import io.afterword.scoring.tally.Days;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Keeps the series from outside; an upload replaces the whole series. */
@ApplicationScoped
public class OutsideStore {
  private static final String VIEW =
      """
      select s.name, s.uploaded_at, count(v.day)::int n, min(v.day) first_day, max(v.day) last_day
        from outside_series s join outside_value v on v.series = s.name
      """;

  private final Pool pool;
  private final Audit audit;
  private final Clock clock;

  OutsideStore(Pool pool, Audit audit, Clock clock) {
    this.pool = pool;
    this.audit = audit;
    this.clock = clock;
  }

  Uni<@Nullable OutsideSeries> replace(String name, NavigableMap<LocalDate, Double> values) {
    LocalDate[] days = values.keySet().toArray(LocalDate[]::new);
    Double[] numbers = values.values().toArray(Double[]::new);
    return pool.withTransaction(
            tx ->
                execute(
                        tx,
                        """
                        insert into outside_series (name, uploaded_at) values ($1, $2)
                        on conflict (name) do update set uploaded_at = excluded.uploaded_at
                        """,
                        Tuple.of(name, clock.instant().atOffset(ZoneOffset.UTC)))
                    .chain(
                        () ->
                            execute(
                                tx, "delete from outside_value where series = $1", Tuple.of(name)))
                    .chain(
                        () ->
                            execute(
                                tx,
                                "insert into outside_value (series, day, value) select $1, * from"
                                    + " unnest($2::date[], $3::float8[])",
                                Tuple.of(name, days, numbers)))
                    .chain(() -> audit.record(tx, "series.uploaded", "series", name)))
        .chain(() -> find(name));
  }

  private static Uni<Void> execute(SqlConnection tx, String sql, Tuple parameters) {
    return tx.preparedQuery(sql).execute(parameters).replaceWithVoid();
  }

  public Uni<Boolean> isKnown(String name) {
    return find(name).map(series -> series != null);
  }

  private Uni<@Nullable OutsideSeries> find(String name) {
    return pool.preparedQuery(VIEW + " where s.name = $1 group by s.name")
        .execute(Tuple.of(name))
        .map(rows -> rows.size() == 0 ? null : series(rows.iterator().next()));
  }

  /** By name, those after that one. */
  Uni<List<OutsideSeries>> page(String after, int limit) {
    return pool.preparedQuery(VIEW + " where s.name > $1 group by s.name order by s.name limit $2")
        .execute(Tuple.of(after, limit))
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false).map(OutsideStore::series).toList());
  }

  /** Whether there was one. */
  Uni<Boolean> remove(String name) {
    return pool.withTransaction(
        tx ->
            tx.preparedQuery("delete from outside_series where name = $1")
                .execute(Tuple.of(name))
                .map(rows -> rows.rowCount() > 0)
                .call(
                    there ->
                        there
                            ? audit.record(tx, "series.removed", "series", name)
                            : Uni.createFrom().voidItem()));
  }

  /** The values of these days; holes are left out. */
  public Uni<NavigableMap<LocalDate, Double>> values(String name, Days days) {
    return pool.preparedQuery(
            "select day, value from outside_value where series = $1 and day >= $2 and day < $3")
        .execute(Tuple.of(name, days.from(), days.to()))
        .map(
            rows -> {
              NavigableMap<LocalDate, Double> values = new TreeMap<>();
              rows.forEach(row -> values.put(row.getLocalDate("day"), row.getDouble("value")));
              return values;
            });
  }

  private static OutsideSeries series(Row row) {
    return new OutsideSeries(
        row.getString("name"),
        row.getInteger("n"),
        row.getLocalDate("first_day"),
        row.getLocalDate("last_day").plusDays(1),
        row.getOffsetDateTime("uploaded_at").toInstant());
  }
}
