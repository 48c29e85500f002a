package io.afterword.dispatch.contactimport;

import io.afterword.dispatch.DispatchProblem;
import io.afterword.dispatch.contact.ContactReader;
import io.afterword.dispatch.contact.ContactService;
import io.afterword.dispatch.contact.Identity;
import io.afterword.dispatch.contact.ToldContact;
import io.afterword.dispatch.contactimport.ContactImport.Refusal;
import io.afterword.dispatch.contactimport.RowReader.Fault;
import io.afterword.dispatch.reading.CsvWish;
import io.afterword.platform.csv.CsvException;
import io.afterword.platform.csv.CsvFile;
import io.afterword.platform.csv.CsvParts;
import io.afterword.platform.csv.CsvRow;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads files and takes their contacts, a batch of rows in each transaction, on a worker thread. A
 * file that is read twice, since the first reader died, is counted once: what a batch adds is
 * written with the claim it belongs to, and taking goes on behind the rows that are done.
 */
@ApplicationScoped
class ImportWork {
  private static final Logger LOG = Logger.getLogger(ImportWork.class);
  private static final int BATCH = 500;
  private static final int SAMPLES = 10;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Pool pool;
  private final ImportStore store;
  private final ImportProgress progress;
  private final ContactService contacts;
  private final Clock clock;

  ImportWork(
      Pool pool, ImportStore store, ImportProgress progress, ContactService contacts, Clock clock) {
    this.pool = pool;
    this.store = store;
    this.progress = progress;
    this.contacts = contacts;
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
        work(done(store.find(pool, id)), fence.get());
      }
    } catch (TakenAwayException done) {
      LOG.debugf("Import %s is somebody else's now", id);
    } catch (RuntimeException failed) {
      // Its lease runs out, and the job begins it again.
      LOG.warnf(failed, "Import %s stopped and is tried again", id);
    }
  }

  private void work(ContactImport file, long fence) {
    try (CsvFile csv = open(file)) {
      CsvRow header = csv.next();
      List<Target> targets = targets(file, header, csv.separator());
      if (file.state() == ImportState.READING) {
        read(file, fence, csv, header == null ? List.of() : header.cells(), targets);
      } else {
        take(file, fence, csv, targets);
      }
    } catch (CsvException unreadable) {
      refuse(
          file,
          fence,
          new Refusal(
              CsvWish.code(unreadable).name(),
              String.valueOf(unreadable.getMessage()),
              unreadable.line()));
    } catch (UnfitException unfit) {
      refuse(file, fence, unfit.refusal);
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private CsvFile open(ContactImport file) throws IOException {
    return CsvFile.open(
        new CsvParts(n -> done(store.part(pool, file.id(), n))),
        CsvWish.format(file.wish().encoding(), file.wish().separator()));
  }

  /** The file can be read and is no list of contacts. */
  private static final class UnfitException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Refusal refusal;

    private UnfitException(DispatchProblem code, String detail) {
      super(detail);
      this.refusal = new Refusal(code.name(), detail, 1);
    }
  }

  private static List<Target> targets(ContactImport file, @Nullable CsvRow header, char separator) {
    List<String> names = header == null ? List.of() : header.cells();
    List<Found.Column> wished = file.wish().columns();
    List<Target> targets = wished == null ? Target.guess(names) : wished(names, wished);
    if (targets.stream().noneMatch(Target::isSign)) {
      throw new UnfitException(
          DispatchProblem.NO_ADDRESS_COLUMN,
          "No column is an address, a phone number or an id. Read with %s between the columns, the first line has %d: %s. Choose another separator, or say which column is which."
              .formatted(
                  separator == '\t' ? "a tab" : "“" + separator + "”",
                  names.size(),
                  String.join(" · ", names)));
    }
    return targets;
  }

  private static List<Target> wished(List<String> names, List<Found.Column> wished) {
    List<Target> targets = new ArrayList<>();
    for (String name : names) {
      targets.add(
          wished.stream()
              .filter(column -> column.name().equals(name))
              .findFirst()
              .flatMap(column -> Target.of(column.to()))
              .orElse(Target.NOTHING));
    }
    return targets;
  }

  private void read(
      ContactImport file, long fence, CsvFile csv, List<String> header, List<Target> targets) {
    RowReader reader = reader(file, targets);
    List<List<String>> samples = new ArrayList<>();
    List<CsvRow> batch = next(csv);
    while (!batch.isEmpty()) {
      batch.stream()
          .limit(Math.max(0, SAMPLES - samples.size()))
          .forEach(row -> samples.add(row.cells()));
      List<Fault> faults = new ArrayList<>();
      List<Identity> signs = new ArrayList<>();
      for (CsvRow row : batch) {
        ToldContact told = reader.read(row, faults);
        if (told != null) {
          signs.add(told.surest());
        }
      }
      int rows = batch.size();
      done(
          pool.withTransaction(
              tx -> held(tx, file, fence, () -> progress.see(tx, file.id(), signs, rows, faults))));
      batch = next(csv);
    }
    var found =
        new Found(
            csv.charset().name(),
            String.valueOf(csv.separator()),
            columns(header, targets),
            samples);
    done(
        pool.withTransaction(
            tx ->
                held(
                    tx,
                    file,
                    fence,
                    () ->
                        progress
                            .found(tx, file.id(), found)
                            .chain(() -> store.move(tx, file.id(), ImportState.READY, now())))));
  }

  private static List<Found.Column> columns(List<String> header, List<Target> targets) {
    List<Found.Column> columns = new ArrayList<>();
    for (int at = 0; at < header.size(); at++) {
      columns.add(new Found.Column(header.get(at), targets.get(at).path()));
    }
    return columns;
  }

  private void take(ContactImport file, long fence, CsvFile csv, List<Target> targets) {
    RowReader reader = reader(file, targets);
    long skip = file.counts().done();
    for (long row = 0; row < skip; row++) {
      csv.next();
    }
    List<CsvRow> batch = next(csv);
    while (!batch.isEmpty()) {
      List<Fault> faults = new ArrayList<>();
      List<ToldContact> told = new ArrayList<>();
      for (CsvRow row : batch) {
        ToldContact one = reader.read(row, faults);
        if (one != null) {
          told.add(one);
        }
      }
      int rows = batch.size();
      done(
          pool.withTransaction(tx -> held(tx, file, fence, () -> keep(tx, file.id(), told, rows))));
      batch = next(csv);
    }
    done(
        pool.withTransaction(
            tx ->
                held(
                    tx,
                    file,
                    fence,
                    () ->
                        store
                            .move(tx, file.id(), ImportState.DONE, now())
                            .chain(() -> store.forget(tx, file.id())))));
  }

  private Uni<Void> keep(SqlConnection tx, UUID id, List<ToldContact> told, int rows) {
    Uni<List<ContactService.Kept>> kept =
        told.isEmpty() ? Uni.createFrom().item(List.of()) : contacts.keep(tx, told, now());
    return kept.chain(
        all ->
            progress.taken(
                tx,
                id,
                rows,
                Math.toIntExact(all.stream().filter(ContactService.Kept::isNew).count())));
  }

  private void refuse(ContactImport file, long fence, Refusal refusal) {
    done(
        pool.withTransaction(
            tx -> held(tx, file, fence, () -> progress.refuse(tx, file.id(), refusal))));
  }

  private <T> Uni<T> held(SqlConnection tx, ContactImport file, long fence, Supplier<Uni<T>> work) {
    return progress
        .hold(tx, file.id(), fence, now())
        .chain(ours -> ours ? work.get() : Uni.createFrom().failure(new TakenAwayException()));
  }

  private RowReader reader(ContactImport file, List<Target> targets) {
    return new RowReader(targets, file.wish().source(), file.name(), new ContactReader(now()));
  }

  private static List<CsvRow> next(CsvFile csv) {
    List<CsvRow> batch = new ArrayList<>();
    while (batch.size() < BATCH) {
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
