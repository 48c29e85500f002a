package io.afterword.scoring.series;

import io.afterword.scoring.metric.Metric;
import io.afterword.scoring.metric.Polarity;
import io.afterword.scoring.metric.Scale;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** The surveys, versions and series that were announced. Versions are never changed. */
@ApplicationScoped
public class SeriesCatalog {
  private static final String SERIES =
      """
      select s.id, v.slot, s.survey_id, v.name, s.version, sv.run, s.question, s.position,
             s.scored, s.metric, s.scale_id, s.scale_min, s.scale_max, s.polarity, s.satisfied, s.dissatisfied,
             s.of_signature
        from series s join survey v using (survey_id)
          cross join lateral (
            select case when sv.imported then -sv.version else (
              select count(*) from survey_version b
              where b.survey_id = sv.survey_id and b.version <= sv.version
                and b.series_break and not b.imported) end::int as run
            from survey_version sv where sv.survey_id = s.survey_id and sv.version = s.version) sv
      """;

  private static final String KEEP_SURVEY =
      """
      insert into survey as s (survey_id, slot, revision, name, metric, newest_version)
      values ($1, $2, $3, $4, $5, $6)
      on conflict (survey_id) do update set
        name = case when excluded.newest_version >= s.newest_version then excluded.name else s.name end,
        metric = case when excluded.newest_version >= s.newest_version then excluded.metric else s.metric end,
        newest_version = greatest(s.newest_version, excluded.newest_version),
        revision = greatest(s.revision, excluded.revision)
      """;

  private static final String KEEP_VERSION =
      """
      insert into survey_version (survey_id, version, series_break, published_at, imported)
      values ($1, $2, $3, $4, $5) on conflict do nothing
      """;

  private static final String KEEP_SERIES =
      """
      insert into series (survey_id, version, question, position, scored, metric,
                          scale_id, scale_min, scale_max, polarity, satisfied, dissatisfied,
                          of_signature)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) on conflict do nothing
      """;

  private static final String BREAKS =
      """
      select version, published_at from survey_version v
      where survey_id = $1 and not imported
        and (series_break or exists (select from survey_version i where i.survey_id = $1 and i.imported)
          and version = (select min(version) from survey_version o where o.survey_id = $1 and not o.imported))
      order by version
      """;

  private static final String ARCHIVE =
      """
      insert into archived_survey as a (survey_id, revision, archived_at) values ($1, $2, $3)
      on conflict (survey_id) do update set revision = excluded.revision, archived_at = excluded.archived_at
        where excluded.revision > a.revision
      """;

  private static final String SURVEYS =
      """
      select s.survey_id, s.name, s.metric, a.revision is not null archived
        from survey s left join archived_survey a on a.survey_id = s.survey_id and a.revision > s.revision
      """;

  /** The questions of each known version; a version without any rating question has none. */
  public Uni<Map<VersionKey, List<Series>>> versions(SqlClient sql, Collection<VersionKey> keys) {
    Set<VersionKey> wanted = new HashSet<>(keys);
    UUID[] surveys = wanted.stream().map(VersionKey::surveyId).distinct().toArray(UUID[]::new);
    return sql.preparedQuery(
            "select survey_id, version from survey_version where survey_id = any($1)")
        .execute(Tuple.of(surveys))
        .chain(
            known ->
                sql.preparedQuery(SERIES + " where s.survey_id = any($1) order by s.position")
                    .execute(Tuple.of(surveys))
                    .map(series -> byVersion(known, series, wanted)));
  }

  private static Map<VersionKey, List<Series>> byVersion(
      RowSet<Row> known, RowSet<Row> series, Set<VersionKey> wanted) {
    Map<VersionKey, List<Series>> versions = new HashMap<>();
    for (Row row : known) {
      VersionKey key = new VersionKey(row.getUUID("survey_id"), row.getInteger("version"));
      if (wanted.contains(key)) {
        versions.put(key, new ArrayList<>());
      }
    }
    for (Row row : series) {
      Series each = series(row);
      List<Series> ofVersion = versions.get(new VersionKey(each.surveyId(), each.version()));
      if (ofVersion != null) {
        ofVersion.add(each);
      }
    }
    return versions;
  }

  /** All series of a survey, oldest version first. */
  public Uni<List<Series>> ofSurvey(SqlClient sql, UUID surveyId) {
    return sql.preparedQuery(
            SERIES + " where s.survey_id = $1 order by s.version, s.position, s.of_signature")
        .execute(Tuple.of(surveyId))
        .map(SeriesCatalog::list);
  }

  /**
   * The versions of a survey that broke its series, by the local day of their publication. Imported
   * answers were given before the survey began: the break lies between them and its first version.
   */
  public Uni<List<SeriesBreak>> breaks(SqlClient sql, UUID surveyId, ZoneId zone) {
    return sql.preparedQuery(BREAKS)
        .execute(Tuple.of(surveyId))
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false)
                    .map(
                        row ->
                            new SeriesBreak(
                                row.getInteger("version"),
                                row.getOffsetDateTime("published_at")
                                    .atZoneSameInstant(zone)
                                    .toLocalDate()))
                    .toList());
  }

  /** The scored series of all surveys with that metric. */
  public Uni<List<Series>> scored(SqlClient sql, Metric metric) {
    return sql.preparedQuery(
            SERIES + " where s.scored and s.metric = $1 order by v.name, s.survey_id, s.version")
        .execute(Tuple.of(metric.name()))
        .map(SeriesCatalog::list);
  }

  public Uni<Optional<KnownSurvey>> survey(SqlClient sql, UUID surveyId) {
    return sql.preparedQuery(SURVEYS + " where s.survey_id = $1")
        .execute(Tuple.of(surveyId))
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false)
                    .map(SeriesCatalog::known)
                    .findFirst());
  }

  /** All surveys, those in use first. */
  public Uni<List<KnownSurvey>> surveys(SqlClient sql) {
    return sql.query(SURVEYS + " order by archived, s.name, s.survey_id")
        .execute()
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false).map(SeriesCatalog::known).toList());
  }

  /** Keeps an announced version; announcing it again changes nothing. */
  public Uni<Void> keep(SqlClient tx, PublishedVersion published) {
    PublishedVersion.Details details = published.details();
    Uni<Void> kept =
        tx.preparedQuery(KEEP_SURVEY)
            .execute(
                Tuple.from(
                    List.of(
                        published.surveyId(),
                        Slot.of(published.surveyId()),
                        published.revision(),
                        published.name(),
                        published.metric().name(),
                        published.version())))
            .chain(
                () ->
                    tx.preparedQuery(KEEP_VERSION)
                        .execute(
                            Tuple.of(
                                published.surveyId(),
                                published.version(),
                                details.seriesBreak(),
                                details.publishedAt().atOffset(ZoneOffset.UTC),
                                details.imported())))
            .replaceWithVoid();
    for (Series.Question question : details.questions()) {
      kept =
          kept.chain(() -> keep(tx, published.key(), question, false))
              .chain(() -> keep(tx, published.key(), question, true));
    }
    return kept;
  }

  private static Uni<Void> keep(
      SqlClient tx, VersionKey version, Series.Question question, boolean ofSignature) {
    Scale scale = question.scale();
    return tx.preparedQuery(KEEP_SERIES)
        .execute(
            Tuple.from(
                List.of(
                    version.surveyId(),
                    version.version(),
                    question.id(),
                    question.position(),
                    question.scored(),
                    question.metric().name(),
                    scale.id(),
                    (short) scale.min(),
                    (short) scale.max(),
                    scale.polarity().name(),
                    shorts(scale.satisfied()),
                    shorts(scale.dissatisfied()),
                    ofSignature)))
        .replaceWithVoid();
  }

  /** Marks a survey as archived for as long as nothing newer is known about it. */
  public Uni<Void> archive(SqlClient tx, UUID surveyId, int revision, Instant at) {
    return tx.preparedQuery(ARCHIVE)
        .execute(Tuple.of(surveyId, revision, at.atOffset(ZoneOffset.UTC)))
        .replaceWithVoid();
  }

  private static List<Series> list(RowSet<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false).map(SeriesCatalog::series).toList();
  }

  private static KnownSurvey known(Row row) {
    return new KnownSurvey(
        row.getUUID("survey_id"),
        row.getString("name"),
        Metric.valueOf(row.getString("metric")),
        row.getBoolean("archived"));
  }

  private static Series series(Row row) {
    Scale scale =
        new Scale(
            row.getString("scale_id"),
            row.getShort("scale_min"),
            row.getShort("scale_max"),
            Polarity.valueOf(row.getString("polarity")),
            integers(row.getArrayOfShorts("satisfied")),
            integers(row.getArrayOfShorts("dissatisfied")));
    return new Series(
        row.getShort("id"),
        row.getShort("slot"),
        row.getUUID("survey_id"),
        row.getString("name"),
        row.getInteger("version"),
        row.getInteger("run"),
        row.getBoolean("of_signature"),
        new Series.Question(
            row.getString("question"),
            row.getShort("position"),
            row.getBoolean("scored"),
            Metric.valueOf(row.getString("metric")),
            scale));
  }

  private static Short[] shorts(Set<Integer> values) {
    return values.stream().sorted().map(Integer::shortValue).toArray(Short[]::new);
  }

  private static Set<Integer> integers(Short[] values) {
    Set<Integer> integers = new HashSet<>();
    Arrays.stream(values).forEach(value -> integers.add((int) value));
    return integers;
  }
}
