package io.afterword.survey.responseimport;

import com.github.f4b6a3.uuid.UuidCreator;
import io.afterword.platform.audit.Audit;
import io.afterword.platform.csv.CsvFormat;
import io.afterword.platform.fileimport.Column;
import io.afterword.platform.fileimport.ImportChanges;
import io.afterword.platform.fileimport.ImportState;
import io.afterword.platform.fileimport.IncomingFile;
import io.afterword.platform.fileimport.RowFault;
import io.afterword.platform.problem.CommonProblem;
import io.afterword.platform.problem.Problem;
import io.afterword.survey.definition.Definition;
import io.afterword.survey.problem.SurveyProblem;
import io.afterword.survey.responseimport.ResponseImport.Counts;
import io.afterword.survey.responseimport.ResponseImport.Wish;
import io.afterword.survey.survey.ImportedVersions;
import io.afterword.survey.survey.PublishedVersion;
import io.afterword.survey.survey.PublishedVersions;
import io.afterword.survey.survey.SurveyState;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** What people and keys do with imports. */
@ApplicationScoped
class Imports {
  private final Pool pool;
  private final ImportStore store;
  private final ImportWork work;
  private final ImportChanges changes;
  private final PublishedVersions versions;
  private final ImportedVersions imported;
  private final Audit audit;
  private final Clock clock;

  Imports(
      Pool pool,
      ImportStore store,
      ImportWork work,
      ImportChanges changes,
      PublishedVersions versions,
      ImportedVersions imported,
      Audit audit,
      Clock clock) {
    this.pool = pool;
    this.store = store;
    this.work = work;
    this.changes = changes;
    this.versions = versions;
    this.imported = imported;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * An import that nobody has stored yet, checked against the survey.
   *
   * @param more whether parts of the file follow
   */
  Uni<ResponseImport> make(UUID survey, @Nullable String name, Wish wish, boolean more) {
    return published(survey)
        .invoke(version -> check(wish, version.definition()))
        .map(
            version ->
                new ResponseImport(
                    UuidCreator.getTimeOrderedEpoch(),
                    survey,
                    version.version(),
                    null,
                    more ? ImportState.UPLOADING : ImportState.READING,
                    IncomingFile.name(name, "answers.csv"),
                    wish,
                    null,
                    null,
                    new Counts(0, 0, 0, 0, 0, 0, null, null),
                    now()));
  }

  /** The version that people are asked with now. */
  private Uni<PublishedVersion> published(UUID survey) {
    return versions
        .requireSurvey(survey)
        .chain(() -> versions.standings(List.of(survey)))
        .map(standings -> standings.get(survey))
        .chain(
            standing -> {
              if (standing.state() == SurveyState.ARCHIVED) {
                throw Problem.of(
                    SurveyProblem.SURVEY_ARCHIVED,
                    "Answers are not imported into an archived survey.");
              }
              int version =
                  standing
                      .version()
                      .orElseThrow(
                          () ->
                              Problem.of(
                                  SurveyProblem.NOT_PUBLISHED,
                                  "Publish the survey first: imported answers take its questions"
                                      + " and its scale."));
              return versions.require(survey, version);
            })
        .invoke(
            version -> {
              if (version.definition().isAnonymous()) {
                throw Problem.of(
                    SurveyProblem.ANONYMOUS_SURVEY,
                    "Answers with their times and people are not imported into an anonymous"
                        + " survey; take one that is not.");
              }
            });
  }

  /** Stores it in the transaction that remembers the request. */
  Uni<Void> add(Mutiny.Session session, ResponseImport made, byte[] content) {
    List<byte[]> parts = IncomingFile.parts(content, made.state() == ImportState.UPLOADING);
    return store
        .add(session, made, parts)
        .chain(
            () ->
                audit.record(
                    session, "response-import.made", "response-import", made.id().toString()));
  }

  Uni<ResponseImport> addPart(UUID id, int n, byte[] content) {
    return changes.addPart(work, id, n, content);
  }

  /** Looks at the file, perhaps once more and otherwise. */
  Uni<ResponseImport> read(UUID id, Wish wish) {
    return find(id)
        .chain(file -> versions.require(file.surveyId(), file.ofVersion()))
        .invoke(version -> check(wish, version.definition()))
        .chain(
            () ->
                changes.change(
                    work,
                    id,
                    ImportState::mayBeRead,
                    (tx, file) -> store.startReading(tx, id, kept(wish, file), now())))
        .invoke(this::begin);
  }

  private static Wish kept(Wish wish, ResponseImport file) {
    return wish.source().isEmpty() ? wish.from(file.wish().source()) : wish;
  }

  /** Takes it: makes the version that its answers belong to, unless there is one. */
  Uni<ResponseImport> confirm(UUID id) {
    return find(id)
        .invoke(file -> changes.require(work, file, state -> state == ImportState.READY))
        .chain(file -> imported.of(file.surveyId(), file.ofVersion()))
        .chain(
            version ->
                changes.change(
                    work,
                    id,
                    state -> state == ImportState.READY,
                    (tx, file) ->
                        store
                            .belongsTo(tx, id, version)
                            .chain(
                                () -> ImportStore.FILES.move(tx, id, ImportState.IMPORTING, now()))
                            .chain(
                                () ->
                                    audit.record(
                                        tx,
                                        "response-import.confirmed",
                                        "response-import",
                                        id.toString()))))
        .invoke(this::begin);
  }

  Uni<ResponseImport> cancel(UUID id) {
    return changes.cancel(work, id);
  }

  /** The import when it is looked at or taken, or as it is after a while. */
  Uni<ResponseImport> settled(UUID id) {
    return changes.settled(work, id);
  }

  Uni<ResponseImport> find(UUID id) {
    return store.find(pool, id);
  }

  Uni<List<ResponseImport>> page(UUID survey, @Nullable UUID before, int limit) {
    return versions.requireSurvey(survey).chain(() -> store.page(pool, survey, before, limit));
  }

  Uni<List<RowFault>> faults(UUID id, int limit) {
    return ImportStore.FILES.faults(pool, id, limit);
  }

  void begin(ResponseImport file) {
    changes.begin(work, file);
  }

  private static void check(Wish wish, Definition definition) {
    CsvFormat.wished(wish.encoding(), wish.separator(), CommonProblem.INVALID);
    checkZone(wish.zone());
    String locale = wish.locale();
    if (locale != null && Locale.forLanguageTag(locale).toLanguageTag().equals("und")) {
      throw Problem.of(SurveyProblem.LOCALE_MALFORMED, "locale must be a tag such as en or pt-BR.");
    }
    List<Column> columns = wish.columns();
    if (columns == null) {
      return;
    }
    for (Column column : columns) {
      if (Target.of(column.to(), definition).isEmpty()) {
        throw Problem.of(
            SurveyProblem.UNKNOWN_COLUMN,
            "A column is one of %s, or nothing; was %s."
                .formatted(String.join(", ", Target.all(definition)), column.to()));
      }
      if (column.isThereTwice(columns)) {
        throw Problem.of(
            SurveyProblem.UNKNOWN_COLUMN, "Two columns cannot both be %s.".formatted(column.to()));
      }
    }
  }

  private static void checkZone(@Nullable String zone) {
    try {
      if (zone != null) {
        ZoneId.of(zone);
      }
    } catch (DateTimeException unknown) {
      throw Problem.of(
          CommonProblem.INVALID,
          "zone must be a name such as Europe/Oslo or UTC; was %s.".formatted(zone));
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
