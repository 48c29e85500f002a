package io.afterword.scoring.tally;

import io.afterword.scoring.segment.Segment;
import io.afterword.scoring.tally.CountingSql.Dimension;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Makes the facets of days that were folded into, a day per transaction. The transaction sees one
 * snapshot: the day's version, no tail of the day, and its answers belong together. A fold that
 * comes between fails it, since both change the day's state; then the day is tried again later, and
 * until then it is read from the answers.
 */
@ApplicationScoped
public class FacetPacker {
  /** More answers of one question on one day would take too much memory at once. */
  private static final int MOST_ANSWERS = 300_000;

  /** The current day changes all the time; it is not packed more often than that. */
  private static final String DUE =
      """
      select slot, series, day from day_state
       where version <> packed_version and (packed_at is null or packed_at < now() - interval '10 minutes')
       order by tried_at nulls first, day desc limit $1
      """;

  private static final String KEY = " where slot = $1 and series = $2 and day = $3";

  /** Marked apart, so that a day that cannot be packed yet does not keep the others waiting. */
  private static final String TRIED =
      "update day_state set tried_at = now()" + KEY + " returning version";

  private static final String LOCK = "select pg_try_advisory_xact_lock(820, $1::int) held";

  /** One after the other: neighbours with the same members make bitmaps that compress well. */
  private static final String ORDER =
      "agent, channel, team, kind, locale, hour_of_week, response_id";

  private static final String STATE =
      """
      select s.version,
             not exists (select 1 from change_pack q cross join lateral unnest(q.series, q.day) u(series, day)
                          where q.slot = $1 and u.series = $2 and u.day = $3) folded,
             (select %s from tally_day t where t.slot = $1 and t.series = $2 and t.day = $3 and t.dim = %d) answers
        from day_state s where s.slot = $1 and s.series = $2 and s.day = $3
      """
          .formatted(CountingSql.places("c%d"::formatted).replace(", ", " + "), Segment.EVERYTHING);

  private static final String ANSWERS =
      "select %s from (select * from answer %s and rating is not null order by %s) a"
          .formatted(
              "array_agg(rating) rating, "
                  + CountingSql.DIMENSIONS.stream()
                      .map(d -> "array_agg(%1$s) %1$s".formatted(d.column()))
                      .collect(Collectors.joining(", ")),
              KEY,
              ORDER);

  private static final String FORGET = "delete from facet" + KEY;
  private static final String KEEP =
      "insert into facet (slot, series, day, dim, member, bits) select $1, $2, $3, dim, member,"
          + " bits::varbit from unnest($4::smallint[], $5::smallint[], $6::text[]) f(dim, member,"
          + " bits)";
  private static final String PACKED =
      "update day_state set packed_version = $4, packed_at = now()" + KEY + " and version = $4";

  private final Pool pool;

  FacetPacker(Pool pool) {
    this.pool = pool;
  }

  private record Due(short slot, short series, LocalDate day) {
    Tuple key() {
      return Tuple.of(slot, series, day);
    }
  }

  /** Packs so many days at most that are due; answers how many it tried. */
  public Uni<Integer> pack(int days) {
    return pool.preparedQuery(DUE)
        .execute(Tuple.of(days))
        .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(FacetPacker::due).toList())
        .call(
            due ->
                Multi.createFrom()
                    .iterable(due)
                    .onItem()
                    .transformToUniAndConcatenate(this::packAlone)
                    .collect()
                    .last())
        .map(List::size);
  }

  private static Due due(Row row) {
    return new Due(row.getShort("slot"), row.getShort("series"), row.getLocalDate("day"));
  }

  private Uni<Void> packAlone(Due due) {
    return pool.preparedQuery(TRIED)
        .execute(due.key())
        .chain(() -> pool.withTransaction(tx -> pack(tx, due)))
        .onFailure(FacetPacker::isOvertaken)
        .recoverWithNull();
  }

  /** A fold changed the day meanwhile. */
  private static boolean isOvertaken(Throwable failure) {
    return failure instanceof PgException refusal && "40001".equals(refusal.getSqlState());
  }

  private static Uni<Void> pack(SqlConnection tx, Due due) {
    return tx.query("set transaction isolation level repeatable read")
        .execute()
        .chain(() -> tx.preparedQuery(LOCK).execute(Tuple.of((int) due.slot())))
        .chain(
            rows ->
                rows.iterator().next().getBoolean("held")
                    ? tx.preparedQuery(STATE)
                        .execute(due.key())
                        .chain(state -> packIfFolded(tx, due, state.iterator().next()))
                    : Uni.createFrom().voidItem());
  }

  private static Uni<Void> packIfFolded(SqlConnection tx, Due due, Row state) {
    Integer answers = state.getInteger("answers");
    boolean tooMany = answers != null && answers > MOST_ANSWERS;
    if (tooMany || !state.getBoolean("folded")) {
      return Uni.createFrom().voidItem();
    }
    return tx.preparedQuery(FORGET)
        .execute(due.key())
        .chain(() -> tx.preparedQuery(ANSWERS).execute(due.key()))
        .chain(rows -> keep(tx, due, rows.iterator().next()))
        .chain(() -> tx.preparedQuery(PACKED).execute(due.key().addLong(state.getLong("version"))))
        .replaceWithVoid();
  }

  private static Uni<Void> keep(SqlConnection tx, Due due, Row answers) {
    Short[] ratings = answers.getArrayOfShorts("rating");
    if (ratings == null) {
      return Uni.createFrom().voidItem();
    }
    Facets facets = new Facets(ratings.length);
    facets.add(FacetStatement.RATING, ratings);
    for (Dimension dimension : CountingSql.DIMENSIONS) {
      facets.add(dimension.dim(), answers.getArrayOfShorts(dimension.column()));
    }
    Tuple parameters = due.key();
    parameters.addArrayOfShort(facets.dims());
    parameters.addArrayOfShort(facets.members());
    parameters.addArrayOfString(facets.bits());
    return tx.preparedQuery(KEEP).execute(parameters).replaceWithVoid();
  }
}
