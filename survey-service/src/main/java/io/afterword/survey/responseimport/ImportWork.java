package io.afterword.survey.responseimport;

import io.afterword.platform.csv.CsvException;
import io.afterword.platform.csv.CsvFile;
import io.afterword.platform.csv.CsvFormat;
import io.afterword.platform.csv.CsvRow;
import io.afterword.platform.fileimport.Column;
import io.afterword.platform.fileimport.Held;
import io.afterword.platform.fileimport.ImportFiles;
import io.afterword.platform.fileimport.ImportKind;
import io.afterword.platform.fileimport.RowFault;
import io.afterword.platform.fileimport.UnfitException;
import io.afterword.platform.problem.CommonProblem;
import io.afterword.platform.problem.ProblemCode;
import io.afterword.survey.definition.Definition;
import io.afterword.survey.problem.SurveyProblem;
import io.afterword.survey.responseimport.ResponseImport.Wish;
import io.afterword.survey.survey.PublishedVersions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Reads files and takes their answers, a batch of rows in each transaction. */
@ApplicationScoped
class ImportWork implements ImportKind<ResponseImport> {
  private static final int SAMPLES = 10;

  private final ImportStore store;
  private final ImportProgress progress;
  private final PublishedVersions versions;

  ImportWork(ImportStore store, ImportProgress progress, PublishedVersions versions) {
    this.store = store;
    this.progress = progress;
    this.versions = versions;
  }

  @Override
  public ImportFiles files() {
    return ImportStore.FILES;
  }

  @Override
  public Uni<ResponseImport> find(SqlClient client, UUID id) {
    return store.find(client, id);
  }

  @Override
  public ProblemCode code(CsvException unreadable) {
    return unreadable.fault() == CsvException.Fault.WRONG_ENCODING
        ? SurveyProblem.WRONG_ENCODING
        : SurveyProblem.BAD_CSV;
  }

  @Override
  public ProblemCode notReady() {
    return SurveyProblem.IMPORT_NOT_READY;
  }

  @Override
  public void read(ResponseImport file, Held held) throws IOException {
    Definition definition =
        Held.await(versions.require(file.surveyId(), file.ofVersion())).definition();
    Wish wish = file.wish();
    try (CsvFile csv =
        held.open(CsvFormat.wished(wish.encoding(), wish.separator(), CommonProblem.INVALID))) {
      CsvRow header = csv.next();
      List<String> names = header == null ? List.of() : header.cells();
      Layout layout = wish.layout() == null ? Layout.recognised(names) : wish.layout();
      List<Target> targets = targets(wish, layout, names, definition);
      List<CsvRow> first = Held.next(csv);
      var found =
          new Found(
              layout,
              csv.charset().name(),
              String.valueOf(csv.separator()),
              Column.of(names, targets.stream().map(Target::path).toList()),
              first.stream().limit(SAMPLES).map(row -> Found.sample(row.cells())).toList());
      try {
        refuseUnfit(targets, names, csv.separator(), definition);
        see(file, held, csv, first, reader(file, definition, targets, held.now()));
        held.write(tx -> progress.ready(tx, file, found));
      } catch (UnfitException unfit) {
        held.refuse(unfit.refusal(), found);
      }
    }
  }

  private static List<Target> targets(
      Wish wish, Layout layout, List<String> names, Definition definition) {
    List<Column> wished = wish.columns();
    return wished == null
        ? layout.guess(names, definition)
        : Column.wished(wished, names).stream()
            .map(to -> Target.of(to, definition).orElse(Target.NOTHING))
            .toList();
  }

  private static void refuseUnfit(
      List<Target> targets, List<String> names, char separator, Definition definition) {
    if (!targets.contains(Target.answer(definition.scoredQuestion().id()))) {
      throw UnfitException.withoutColumn(
          SurveyProblem.NO_RATING_COLUMN, "No column is the rating.", names, separator);
    }
    if (!targets.contains(Target.ANSWERED_AT)) {
      throw UnfitException.withoutColumn(
          SurveyProblem.NO_DATE_COLUMN, "No column says when it was answered.", names, separator);
    }
  }

  private static RowReader reader(
      ResponseImport file, Definition definition, List<Target> targets, Instant now) {
    Wish wish = file.wish();
    return new RowReader(
        file.surveyId(),
        definition,
        targets,
        wish.source(),
        wish.locale(),
        new MomentReader(wish.zone() == null ? null : ZoneId.of(wish.zone()), wish.dates(), now));
  }

  private void see(
      ResponseImport file, Held held, CsvFile csv, List<CsvRow> first, RowReader reader) {
    List<CsvRow> batch = first;
    while (!batch.isEmpty()) {
      List<RowFault> faults = new ArrayList<>();
      List<PastRow> sound = reader.read(batch, faults);
      int rows = batch.size();
      held.write(tx -> progress.see(tx, file.id(), sound, rows, faults));
      batch = Held.next(csv);
    }
  }

  @Override
  public void take(ResponseImport file, Held held) {
    int version = Objects.requireNonNull(file.version());
    long taken = Held.BATCH;
    while (taken > 0) {
      taken = held.write(tx -> progress.take(tx, file, version));
    }
    held.finish();
  }
}
