package io.afterword.scoring.segment;

import io.afterword.platform.start.DatabaseStart;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The segments of this workspace by the names that people use: {@code channel}, {@code facts.plan}.
 */
@ApplicationScoped
public class Segments {
  private static final String FACT_PREFIX = "facts.";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** One replica at a time gives facts their places. */
  private static final String LOCK = "select pg_advisory_xact_lock(816, 0)";

  private final Pool pool;
  private final List<String> declared;
  private volatile Map<String, Segment> places = Map.of();

  Segments(Pool pool, SegmentConfig config) {
    this.pool = pool;
    this.declared =
        config.facts().orElse(List.of()).stream().map(String::strip).distinct().toList();
  }

  void takePlaces(@Observes DatabaseStart start) {
    places =
        declared.isEmpty()
            ? Map.of()
            : pool.withTransaction(this::declare).await().atMost(PATIENCE).places();
  }

  private Uni<DeclaredFacts> declare(SqlConnection tx) {
    return tx.query(LOCK)
        .execute()
        .chain(() -> tx.query("select dim, name from declared_fact").execute())
        .map(
            rows -> {
              Map<String, Segment> taken = new LinkedHashMap<>();
              rows.forEach(row -> taken.put(name(row), Segment.ofDim(row.getShort("dim"))));
              return DeclaredFacts.declare(declared, taken);
            })
        .call(facts -> keep(tx, facts));
  }

  private static String name(Row row) {
    return row.getString("name");
  }

  private static Uni<Void> keep(SqlConnection tx, DeclaredFacts facts) {
    List<String> names = new ArrayList<>(facts.places().keySet());
    Short[] dims = names.stream().map(facts.places()::get).map(Segment::dim).toArray(Short[]::new);
    return tx.preparedQuery(
            "insert into declared_fact (dim, name) select * from unnest($1::smallint[], $2::text[])"
                + " on conflict do nothing")
        .execute(Tuple.of(dims, names.toArray(String[]::new)))
        .replaceWithVoid();
  }

  /** The declared facts and their places. */
  public Map<String, Segment> facts() {
    return places;
  }

  /** The segment of that name, if this workspace has it. */
  public Optional<Segment> named(String name) {
    if (name.startsWith(FACT_PREFIX)) {
      return Optional.ofNullable(places.get(name.substring(FACT_PREFIX.length())));
    }
    return fixed().stream().filter(segment -> nameOf(segment).equals(name)).findFirst();
  }

  /** Every segment of this workspace with its name. */
  public Map<Segment, String> byName() {
    Map<Segment, String> names = new EnumMap<>(Segment.class);
    fixed().forEach(segment -> names.put(segment, nameOf(segment)));
    places.forEach((fact, segment) -> names.put(segment, FACT_PREFIX + fact));
    return names;
  }

  /** The names that can be asked for. */
  public List<String> names() {
    List<String> names = new ArrayList<>(fixed().stream().map(Segments::nameOf).toList());
    places.keySet().stream().sorted().forEach(fact -> names.add(FACT_PREFIX + fact));
    return names;
  }

  private static List<Segment> fixed() {
    return List.of(Segment.values()).stream().filter(segment -> !segment.isFact()).toList();
  }

  private static String nameOf(Segment segment) {
    return segment.name().toLowerCase(Locale.ROOT);
  }
}
