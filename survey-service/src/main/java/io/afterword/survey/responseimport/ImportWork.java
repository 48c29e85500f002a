package io.afterword.survey.responseimport;

import io.afterword.platform.csv.CsvException;
import io.afterword.platform.csv.CsvFile;
import io.afterword.platform.csv.CsvFormat;
import io.afterword.platform.csv.CsvParts;
import io.afterword.platform.csv.CsvRow;
import io.afterword.platform.problem.CommonProblem;
import io.afterword.survey.definition.Definition;
import io.afterword.survey.problem.SurveyProblem;
import io.afterword.survey.responseimport.ResponseImport.Refusal;
import io.afterword.survey.responseimport.ResponseImport.Wish;
import io.afterword.survey.responseimport.RowReader.Fault;
import io.afterword.survey.survey.PublishedVersions;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads files and takes their answers, a batch of rows in each transaction, on a worker thread.
 * What a batch adds is written with the claim it belongs to, so that a file whose first reader died
 * is counted once, and taking goes on behind the rows that are done.
 */
@ApplicationScoped
class ImportWork {
  private static final Logger LOG = Logger.getLogger(ImportWork.class);
  private static final int SAMPLES = 10;

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Pool pool;
  private final ImportStore store;
  private final ImportProgress progress;
  private final PublishedVersions versions;
  private final Clock clock;

  ImportWork(
      Pool pool,
      ImportStore store,
      ImportProgress progress,
      PublishedVersions versions,
      Clock clock) {
    this.pool = pool;
    this.store = store;
    this.progress = progress;
    this.versions = versions;
    this.clock = clock;
  }

  /** Another replica holds the import now, or somebody has cancelled it. */
  private static final class TakenAwayException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** Works on it in the background, unless somebody does. */
  void begin(UUID id) {
    Infrastructure.getDefaultWorkerPool().execute(() -> work(id));
  }

  /** Works on it, unless somebody does. */
  void work(UUID id) {
    try {
      Optional<Long> fence = done(pool.withTransaction(tx -> progress.claim(tx, id)));
      if (fence.isPresent()) {
        ResponseImport file = done(store.find(pool, id));
        if (file.state() == ImportState.READING) {
          read(file, fence.get());
        } else {
          take(file, fence.get());
        }
      }
    } catch (TakenAwayException done) {
      LOG.debugf("Import %s is somebody else's now", id);
    } catch (RuntimeException failed) {
      // Its lease runs out, and the job begins it again.
      LOG.warnf(failed, "Import %s stopped and is tried again", id);
    }
  }

  private void read(ResponseImport file, long fence) {
    Definition definition = done(versions.require(file.surveyId(), file.ofVersion())).definition();
    try (CsvFile csv = open(file)) {
      CsvRow header = csv.next();
      List<String> names = header == null ? List.of() : header.cells();
      Wish wish = file.wish();
      Layout layout = wish.layout() == null ? Layout.recognised(names) : wish.layout();
      List<Target> targets = targets(wish, layout, names, definition);
      List<CsvRow> first = next(csv);
      var found =
          new Found(
              layout,
              csv.charset().name(),
              String.valueOf(csv.separator()),
              columns(names, targets),
              first.stream().limit(SAMPLES).map(row -> Found.sample(row.cells())).toList());
      try {
        refuseUnfit(targets, names, csv.separator(), definition);
        read(file, fence, csv, first, reader(file, definition, targets));
        inTransaction(file, fence, tx -> progress.ready(tx, file, found));
      } catch (UnfitException unfit) {
        refuse(file, fence, unfit.refusal(), found);
      }
    } catch (CsvException unreadable) {
      refuse(
          file,
          fence,
          new Refusal(
              unreadable.fault() == CsvException.Fault.WRONG_ENCODING
                  ? SurveyProblem.WRONG_ENCODING.name()
                  : SurveyProblem.BAD_CSV.name(),
              String.valueOf(unreadable.getMessage()),
              unreadable.line()),
          null);
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private CsvFile open(ResponseImport file) throws IOException {
    return CsvFile.open(
        new CsvParts(n -> done(store.part(pool, file.id(), n))),
        CsvFormat.wished(file.wish().encoding(), file.wish().separator(), CommonProblem.INVALID));
  }

  private static List<Target> targets(
      Wish wish, Layout layout, List<String> names, Definition definition) {
    List<Found.Column> wished = wish.columns();
    if (wished == null) {
      return layout.guess(names, definition);
    }
    List<Target> targets = new ArrayList<>();
    for (String name : names) {
      targets.add(
          wished.stream()
              .filter(column -> column.name().equals(name))
              .findFirst()
              .flatMap(column -> Target.of(column.to(), definition))
              .orElse(Target.NOTHING));
    }
    return targets;
  }

  private static void refuseUnfit(
      List<Target> targets, List<String> names, char separator, Definition definition) {
    if (!targets.contains(Target.answer(definition.scoredQuestion().id()))) {
      throw unfit(SurveyProblem.NO_RATING_COLUMN, "No column is the rating.", names, separator);
    }
    if (!targets.contains(Target.ANSWERED_AT)) {
      throw unfit(
          SurveyProblem.NO_DATE_COLUMN, "No column says when it was answered.", names, separator);
    }
  }

  private static UnfitException unfit(
      SurveyProblem code, String missing, List<String> names, char separator) {
    return new UnfitException(
        code,
        "%s Read with %s between the columns, the first line has %d: %s. Choose another separator, or say which column is which."
            .formatted(
                missing,
                separator == '\t' ? "a tab" : "“" + separator + "”",
                names.size(),
                String.join(" · ", names)),
        1);
  }

  private RowReader reader(ResponseImport file, Definition definition, List<Target> targets) {
    Wish wish = file.wish();
    return new RowReader(
        file.surveyId(),
        definition,
        targets,
        wish.source(),
        wish.locale(),
        new MomentReader(wish.zone() == null ? null : ZoneId.of(wish.zone()), wish.dates(), now()));
  }

  private void read(
      ResponseImport file, long fence, CsvFile csv, List<CsvRow> first, RowReader reader) {
    List<CsvRow> batch = first;
    while (!batch.isEmpty()) {
      List<Fault> faults = new ArrayList<>();
      List<PastRow> sound = new ArrayList<>();
      for (CsvRow row : batch) {
        PastRow past = reader.read(row, faults);
        if (past != null) {
          sound.add(past);
        }
      }
      int rows = batch.size();
      inTransaction(file, fence, tx -> progress.see(tx, file.id(), sound, rows, faults));
      batch = next(csv);
    }
  }

  private static List<Found.Column> columns(List<String> header, List<Target> targets) {
    List<Found.Column> columns = new ArrayList<>();
    for (int at = 0; at < header.size(); at++) {
      columns.add(new Found.Column(header.get(at), targets.get(at).path()));
    }
    return columns;
  }

  private void take(ResponseImport file, long fence) {
    int version = Objects.requireNonNull(file.version());
    long taken = ImportProgress.BATCH;
    while (taken > 0) {
      taken = inTransaction(file, fence, tx -> progress.take(tx, file, version));
    }
    inTransaction(
        file,
        fence,
        tx ->
            store
                .move(tx, file.id(), ImportState.DONE, null, now())
                .chain(() -> store.forget(tx, file.id())));
  }

  /**
   * @param found what could be read nevertheless, so that somebody can say more about it
   */
  private void refuse(ResponseImport file, long fence, Refusal refusal, @Nullable Found found) {
    inTransaction(file, fence, tx -> progress.refuse(tx, file.id(), refusal, found));
  }

  /** What is done to an import in a transaction. */
  private interface Step<T> {
    Uni<T> in(SqlConnection tx);
  }

  private <T> T inTransaction(ResponseImport file, long fence, Step<T> step) {
    return done(
        pool.withTransaction(
            tx ->
                progress
                    .hold(tx, file.id(), fence, now())
                    .chain(
                        ours ->
                            ours
                                ? step.in(tx)
                                : Uni.createFrom().failure(new TakenAwayException()))));
  }

  private static List<CsvRow> next(CsvFile csv) {
    List<CsvRow> batch = new ArrayList<>();
    while (batch.size() < ImportProgress.BATCH) {
      CsvRow row = csv.next();
      if (row == null) {
        break;
      }
      batch.add(row);
    }
    return batch;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static <T> T done(Uni<T> work) {
    return work.await().atMost(PATIENCE);
  }
}
