package io.afterword.dispatch.contactimport;

import io.afterword.dispatch.DispatchProblem;
import io.afterword.dispatch.contact.ContactReader;
import io.afterword.dispatch.contact.ContactService;
import io.afterword.dispatch.contact.Identity;
import io.afterword.dispatch.contact.ToldContact;
import io.afterword.dispatch.reading.CsvWish;
import io.afterword.platform.csv.CsvException;
import io.afterword.platform.csv.CsvFile;
import io.afterword.platform.csv.CsvRow;
import io.afterword.platform.fileimport.Column;
import io.afterword.platform.fileimport.Held;
import io.afterword.platform.fileimport.ImportFiles;
import io.afterword.platform.fileimport.ImportKind;
import io.afterword.platform.fileimport.RowFault;
import io.afterword.platform.fileimport.UnfitException;
import io.afterword.platform.problem.ProblemCode;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads files and takes their contacts, a batch of rows in each transaction. */
@ApplicationScoped
class ImportWork implements ImportKind<ContactImport> {
  private static final int SAMPLES = 10;

  private final ImportStore store;
  private final ImportProgress progress;
  private final ContactService contacts;

  ImportWork(ImportStore store, ImportProgress progress, ContactService contacts) {
    this.store = store;
    this.progress = progress;
    this.contacts = contacts;
  }

  @Override
  public ImportFiles files() {
    return ImportStore.FILES;
  }

  @Override
  public Uni<ContactImport> find(SqlClient client, UUID id) {
    return store.find(client, id);
  }

  @Override
  public ProblemCode code(CsvException unreadable) {
    return CsvWish.code(unreadable);
  }

  @Override
  public ProblemCode notReady() {
    return DispatchProblem.IMPORT_NOT_READY;
  }

  @Override
  public void read(ContactImport file, Held held) throws IOException {
    try (CsvFile csv = open(file, held)) {
      List<String> names = names(csv.next());
      List<Target> targets = targets(file, names, csv.separator());
      List<List<String>> samples = see(file, held, csv, targets);
      var found =
          new Found(
              csv.charset().name(),
              String.valueOf(csv.separator()),
              Column.of(names, targets.stream().map(Target::path).toList()),
              samples);
      held.write(tx -> progress.ready(tx, file.id(), found));
    }
  }

  @Override
  public void take(ContactImport file, Held held) throws IOException {
    try (CsvFile csv = open(file, held)) {
      List<Target> targets = targets(file, names(csv.next()), csv.separator());
      long skip = file.counts().done();
      for (long row = 0; row < skip; row++) {
        csv.next();
      }
      take(file, held, csv, targets);
    }
  }

  private static CsvFile open(ContactImport file, Held held) throws IOException {
    return held.open(CsvWish.format(file.wish().encoding(), file.wish().separator()));
  }

  private static List<String> names(@Nullable CsvRow header) {
    return header == null ? List.of() : header.cells();
  }

  private static List<Target> targets(ContactImport file, List<String> names, char separator) {
    List<Column> wished = file.wish().columns();
    List<Target> targets =
        wished == null
            ? Target.guess(names)
            : Column.wished(wished, names).stream()
                .map(to -> Target.of(to).orElse(Target.NOTHING))
                .toList();
    if (targets.stream().noneMatch(Target::isSign)) {
      throw UnfitException.withoutColumn(
          DispatchProblem.NO_ADDRESS_COLUMN,
          "No column is an address, a phone number or an id.",
          names,
          separator);
    }
    return targets;
  }

  /** Counts all rows; the first of them come back. */
  private List<List<String>> see(ContactImport file, Held held, CsvFile csv, List<Target> targets) {
    RowReader reader = reader(file, targets, held.now());
    List<List<String>> samples = new ArrayList<>();
    List<CsvRow> batch = Held.next(csv);
    while (!batch.isEmpty()) {
      batch.stream()
          .limit(Math.max(0, SAMPLES - samples.size()))
          .forEach(row -> samples.add(row.cells()));
      List<RowFault> faults = new ArrayList<>();
      List<Identity> signs = reader.read(batch, faults).stream().map(ToldContact::surest).toList();
      int rows = batch.size();
      held.write(tx -> progress.see(tx, file.id(), signs, rows, faults));
      batch = Held.next(csv);
    }
    return samples;
  }

  private void take(ContactImport file, Held held, CsvFile csv, List<Target> targets) {
    RowReader reader = reader(file, targets, held.now());
    List<CsvRow> batch = Held.next(csv);
    while (!batch.isEmpty()) {
      List<ToldContact> told = reader.read(batch, new ArrayList<>());
      int rows = batch.size();
      held.write(tx -> keep(tx, file.id(), told, rows, held.now()));
      batch = Held.next(csv);
    }
    held.finish();
  }

  private Uni<Void> keep(SqlConnection tx, UUID id, List<ToldContact> told, int rows, Instant now) {
    Uni<List<ContactService.Kept>> kept =
        told.isEmpty() ? Uni.createFrom().item(List.of()) : contacts.keep(tx, told, now);
    return kept.chain(
        all ->
            progress.taken(
                tx,
                id,
                rows,
                Math.toIntExact(all.stream().filter(ContactService.Kept::isNew).count())));
  }

  private static RowReader reader(ContactImport file, List<Target> targets, Instant now) {
    return new RowReader(targets, file.wish().source(), file.name(), new ContactReader(now));
  }
}
