package io.afterword.scoring.segment;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The interned members of the segments. New ones are added in a short transaction of their own,
 * before the answers that use them, so that no intake waits for another's commit; a member without
 * an answer does no harm.
 */
@ApplicationScoped
public class Members {
  /** Guards the numbering of one dimension; machine-wide, held for one insert. */
  private static final String LOCK = "select pg_advisory_xact_lock(816, $1::int)";

  private static final String ADD =
      """
      insert into member (dim, id, value, name, named_at)
      select $1, (select coalesce(max(id), 1) from member where dim = $1) + row_number() over (order by n.value), n.value, n.name, n.at
        from unnest($2::text[], $3::text[], $4::timestamptz[]) n(value, name, at)
       where not exists (select 1 from member m where m.dim = $1 and m.value = n.value)
       order by n.value
       limit greatest(0, $5 - (select count(*) from member where dim = $1))
      """;

  private static final String RENAME =
      """
      update member m set name = n.name, named_at = n.at
        from unnest($2::text[], $3::text[], $4::timestamptz[]) n(value, name, at)
       where m.dim = $1 and m.value = n.value and n.name is not null
         and (m.named_at is null or m.name is null or n.at > m.named_at) and n.name is distinct from m.name
      """;

  private static final String FIND =
      "select id, value from member where dim = $1 and value = any($2)";

  private final Pool pool;

  /** Ids never change, so they are kept; the members of a segment are limited in number. */
  private final Map<MemberKey, Short> known = new ConcurrentHashMap<>();

  /** The newest agent's name that this replica has written, so that it is written once. */
  private final Map<MemberKey, MemberName> named = new ConcurrentHashMap<>();

  Members(Pool pool) {
    this.pool = pool;
  }

  /** The ids of these values, new ones added; {@link Member#OTHER} where the segment is full. */
  public Uni<MemberIds> intern(Collection<MemberName> names) {
    Map<Segment, Map<String, MemberName>> work = new EnumMap<>(Segment.class);
    for (MemberName name : names) {
      if (!known.containsKey(name.key()) || isNews(name)) {
        work.computeIfAbsent(name.segment(), s -> new HashMap<>())
            .merge(name.value(), name, Members::newer);
      }
    }
    Uni<Void> done = Uni.createFrom().voidItem();
    for (Map.Entry<Segment, Map<String, MemberName>> each : work.entrySet()) {
      done = done.chain(() -> add(each.getKey(), List.copyOf(each.getValue().values())));
    }
    return done.map(nothing -> ids(names));
  }

  private boolean isNews(MemberName name) {
    MemberName kept = named.get(name.key());
    return name.name() != null
        && (kept == null || (!name.name().equals(kept.name()) && name.at().isAfter(kept.at())));
  }

  private static MemberName newer(MemberName one, MemberName other) {
    if (one.name() == null || other.name() == null) {
      return one.name() == null ? other : one;
    }
    return other.at().isAfter(one.at()) ? other : one;
  }

  private Uni<Void> add(Segment segment, List<MemberName> names) {
    List<MemberName> sorted =
        names.stream().sorted(Comparator.comparing(MemberName::value)).toList();
    String[] values = sorted.stream().map(MemberName::value).toArray(String[]::new);
    @Nullable String[] shown = sorted.stream().map(MemberName::name).toArray(String[]::new);
    OffsetDateTime[] at =
        sorted.stream().map(name -> utc(name.at())).toArray(OffsetDateTime[]::new);
    return pool.withTransaction(
            tx ->
                execute(tx, LOCK, Tuple.of((int) segment.dim()))
                    .chain(
                        () ->
                            execute(
                                tx,
                                ADD,
                                Tuple.of(segment.dim(), values, shown, at, segment.memberLimit())))
                    .chain(() -> execute(tx, RENAME, Tuple.of(segment.dim(), values, shown, at)))
                    .chain(() -> execute(tx, FIND, Tuple.of(segment.dim(), values))))
        .invoke(rows -> remember(segment, rows, sorted))
        .replaceWithVoid();
  }

  private void remember(Segment segment, RowSet<Row> rows, List<MemberName> names) {
    rows.forEach(
        row -> known.put(new MemberKey(segment, row.getString("value")), row.getShort("id")));
    names.stream()
        .filter(name -> name.name() != null && known.containsKey(name.key()))
        .forEach(name -> named.put(name.key(), name));
  }

  private MemberIds ids(Collection<MemberName> names) {
    Map<MemberKey, Short> ids = new HashMap<>();
    names.forEach(name -> ids.put(name.key(), known.getOrDefault(name.key(), Member.OTHER)));
    return new MemberIds(ids);
  }

  /** The member that has this value, if any answer ever had it. */
  public Uni<@Nullable Short> find(Segment segment, String value) {
    return pool.preparedQuery(FIND)
        .execute(Tuple.of(segment.dim(), new String[] {value}))
        .map(rows -> rows.size() == 0 ? null : rows.iterator().next().getShort("id"));
  }

  /** The members with these ids, by id; the reserved ones have no row and are added here. */
  public Uni<Map<Integer, Member>> describe(Segment segment, Set<Integer> ids) {
    Short[] wanted = ids.stream().map(Integer::shortValue).toArray(Short[]::new);
    return pool.preparedQuery(
            "select id, value, coalesce(name, value) as shown from member where dim = $1 and id ="
                + " any($2)")
        .execute(Tuple.of(segment.dim(), wanted))
        .map(
            rows -> {
              Map<Integer, Member> members = new HashMap<>();
              members.put((int) Member.NOT_GIVEN, new Member(Member.NOT_GIVEN, null, "not given"));
              members.put((int) Member.OTHER, new Member(Member.OTHER, "other", "other"));
              for (Row row : rows) {
                members.put((int) row.getShort("id"), member(row));
              }
              return members;
            });
  }

  /** The members of several segments in one look. */
  public Uni<Map<Segment, Map<Integer, Member>>> describe(Map<Segment, Set<Integer>> ids) {
    List<Short> dims = new ArrayList<>();
    List<Short> numbers = new ArrayList<>();
    ids.forEach(
        (segment, wanted) ->
            wanted.forEach(
                id -> {
                  dims.add(segment.dim());
                  numbers.add(id.shortValue());
                }));
    return pool.preparedQuery(
            "select dim, id, value, coalesce(name, value) as shown from member join"
                + " unnest($1::smallint[], $2::smallint[]) w(dim, id) using (dim, id)")
        .execute(Tuple.of(dims.toArray(Short[]::new), numbers.toArray(Short[]::new)))
        .map(
            rows -> {
              Map<Segment, Map<Integer, Member>> members = new EnumMap<>(Segment.class);
              for (Row row : rows) {
                members
                    .computeIfAbsent(Segment.ofDim(row.getShort("dim")), segment -> new HashMap<>())
                    .put((int) row.getShort("id"), member(row));
              }
              return members;
            });
  }

  private static Member member(Row row) {
    return new Member(row.getShort("id"), row.getString("value"), row.getString("shown"));
  }

  private static Uni<RowSet<Row>> execute(SqlConnection tx, String sql, Tuple parameters) {
    return tx.preparedQuery(sql).execute(parameters);
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
