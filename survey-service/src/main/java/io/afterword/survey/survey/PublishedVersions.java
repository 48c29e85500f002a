package io.afterword.survey.survey;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.afterword.platform.problem.Problem;
import io.afterword.survey.problem.SurveyProblem;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowIterator;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The published versions, for those who render or check against them. They never change, so what
 * was read once is kept; a replica that forgets reads again.
 */
@ApplicationScoped
public class PublishedVersions {

  /** About 20 kB each with ten languages: at most some 20 MB. */
  private static final int MOST_KEPT = 1_000;

  private static final String ONE =
      """
      select survey_id, version, definition, series_break, published_at, copy_of
      from survey_version where survey_id = $1 and version = $2
      """;

  private static final String LIST =
      """
      select version, series_break, published_at, copy_of
      from survey_version where survey_id = $1 and version < $2 order by version desc limit $3
      """;

  private static final String NEWEST =
      """
      select id, state, published_version from survey where id = any($1::uuid[])
      """;

  private final Pool pool;

  /**
   * Looks after itself in the threads that read it: it is read by every view and rarely changes.
   */
  private final Cache<Key, VersionInUse> kept =
      Caffeine.newBuilder().maximumSize(MOST_KEPT).executor(Runnable::run).build();

  PublishedVersions(Pool pool) {
    this.pool = pool;
  }

  private record Key(UUID surveyId, int version) {}

  /**
   * Where a survey stands for somebody who wants to ask with it.
   *
   * @param version the newest published one, absent for a draft
   */
  public record Standing(SurveyState state, Optional<Integer> version) {}

  /**
   * A version, and what every use of it needs to know of its definition.
   *
   * @param traits worked out when it was read
   */
  public record VersionInUse(PublishedVersion version, Traits traits) {}

  /** A version that exists, such as the one a stored link names. */
  public Uni<PublishedVersion> require(UUID surveyId, int version) {
    return inUse(surveyId, version).map(VersionInUse::version);
  }

  /** The same for those who need it often. */
  public Uni<VersionInUse> inUse(UUID surveyId, int version) {
    VersionInUse known = kept.getIfPresent(new Key(surveyId, version));
    return known == null ? look(surveyId, version) : Uni.createFrom().item(known);
  }

  private Uni<VersionInUse> look(UUID surveyId, int version) {
    return read(new Key(surveyId, version))
        .map(
            found ->
                found.orElseThrow(
                    () -> new IllegalStateException("no version " + version + " of " + surveyId)));
  }

  public Uni<Optional<PublishedVersion>> find(UUID surveyId, int version) {
    Key key = new Key(surveyId, version);
    VersionInUse known = kept.getIfPresent(key);
    return (known == null ? read(key) : Uni.createFrom().item(Optional.of(known)))
        .map(found -> found.map(VersionInUse::version));
  }

  private Uni<Optional<VersionInUse>> read(Key key) {
    return pool.preparedQuery(ONE)
        .execute(Tuple.of(key.surveyId(), key.version()))
        .map(
            rows -> {
              RowIterator<Row> iterator = rows.iterator();
              return iterator.hasNext()
                  ? Optional.of(keep(key, read(iterator.next())))
                  : Optional.empty();
            });
  }

  /** Newest first, those before {@code before}. */
  Uni<List<VersionLine>> list(UUID surveyId, int before, int limit) {
    return pool.preparedQuery(LIST)
        .execute(Tuple.of(surveyId, before, limit))
        .map(
            rows -> {
              List<VersionLine> lines = new ArrayList<>();
              for (Row row : rows) {
                lines.add(
                    new VersionLine(
                        row.getInteger("version"),
                        row.getBoolean("series_break"),
                        row.getInteger("copy_of") != null,
                        row.getOffsetDateTime("published_at").toInstant()));
              }
              return lines;
            });
  }

  /** The same with the connection of a transaction that is open already. */
  Uni<PublishedVersion> require(Mutiny.Session session, UUID surveyId, int version) {
    return session
        .createNativeQuery(
            """
            select definition, series_break, published_at
            from survey_version where survey_id = :survey and version = :version
            """,
            Object[].class)
        .setParameter("survey", surveyId)
        .setParameter("version", version)
        .getSingleResult()
        .map(
            row ->
                new PublishedVersion(
                    surveyId,
                    version,
                    DefinitionJson.read((String) row[0]),
                    (Boolean) row[1],
                    ((OffsetDateTime) row[2]).toInstant()));
  }

  /** Fails unless there is such a survey. */
  public Uni<Void> requireSurvey(UUID surveyId) {
    return standings(List.of(surveyId))
        .invoke(
            standings -> {
              if (standings.isEmpty()) {
                throw Problem.of(
                    SurveyProblem.UNKNOWN_SURVEY,
                    "There is no survey %s; GET /v1/surveys lists those that exist."
                        .formatted(surveyId));
              }
            })
        .replaceWithVoid();
  }

  /** Where the given surveys stand; those that do not exist are missing from the answer. */
  public Uni<Map<UUID, Standing>> standings(Collection<UUID> surveyIds) {
    return pool.preparedQuery(NEWEST)
        .execute(Tuple.of(surveyIds.stream().distinct().toArray(UUID[]::new)))
        .map(
            rows -> {
              Map<UUID, Standing> standings = new HashMap<>();
              for (Row row : rows) {
                standings.put(
                    row.getUUID("id"),
                    new Standing(
                        SurveyState.valueOf(row.getString("state")),
                        Optional.ofNullable(row.getInteger("published_version"))));
              }
              return standings;
            });
  }

  /** All of a survey, the oldest first; fails unless there is such a survey. */
  public Uni<List<PublishedVersion>> all(UUID surveyId) {
    return requireSurvey(surveyId)
        .chain(() -> list(surveyId, Integer.MAX_VALUE, Integer.MAX_VALUE))
        .onItem()
        .transformToMulti(lines -> Multi.createFrom().iterable(lines))
        .onItem()
        .transformToUniAndConcatenate(line -> require(surveyId, line.version()))
        .collect()
        .asList()
        .map(
            newestFirst -> {
              List<PublishedVersion> oldestFirst = new ArrayList<>(newestFirst);
              Collections.reverse(oldestFirst);
              return oldestFirst;
            });
  }

  /** The number of a survey's next version, under the lock of its row. */
  Uni<Integer> nextNumber(Mutiny.Session session, UUID surveyId) {
    return session
        .createNativeQuery(
            "select coalesce(max(version), 0) + 1 from survey_version where survey_id = :survey",
            Integer.class)
        .setParameter("survey", surveyId)
        .getSingleResult();
  }

  /** The version of imported answers that copies this one, under the lock of the survey's row. */
  Uni<Optional<Integer>> importedCopy(Mutiny.Session session, UUID surveyId, int version) {
    return session
        .createNativeQuery(
            "select version from survey_version where survey_id = :survey and copy_of = :version",
            Integer.class)
        .setParameter("survey", surveyId)
        .setParameter("version", version)
        .getResultList()
        .map(found -> found.stream().findFirst());
  }

  /** Writes a version in the transaction of its publication. */
  Uni<Void> insert(Mutiny.Session session, PublishedVersion version) {
    return session
        .createNativeQuery(
            """
            insert into survey_version
              (survey_id, version, definition, series_break, published_at, copy_of)
            values (:survey, :version, :definition, :seriesBreak, :publishedAt, :copyOf)
            """)
        .setParameter("survey", version.surveyId())
        .setParameter("version", version.version())
        .setParameter("definition", DefinitionJson.write(version.definition()))
        .setParameter("seriesBreak", version.seriesBreak())
        .setParameter("publishedAt", version.publishedAt().atOffset(ZoneOffset.UTC))
        .setParameter("copyOf", version.copyOf())
        .executeUpdate()
        .replaceWithVoid();
  }

  private VersionInUse keep(Key key, PublishedVersion version) {
    VersionInUse used = new VersionInUse(version, Traits.of(version.definition()));
    kept.put(key, used);
    return used;
  }

  private static PublishedVersion read(Row row) {
    return new PublishedVersion(
        row.getUUID("survey_id"),
        row.getInteger("version"),
        DefinitionJson.read(row.getString("definition")),
        row.getBoolean("series_break"),
        row.getOffsetDateTime("published_at").toInstant(),
        row.getInteger("copy_of"));
  }
}
