package io.afterword.dispatch.contactimport;

import com.github.f4b6a3.uuid.UuidCreator;
import io.afterword.dispatch.DispatchProblem;
import io.afterword.dispatch.contactimport.ContactImport.Wish;
import io.afterword.dispatch.reading.CsvWish;
import io.afterword.platform.audit.Audit;
import io.afterword.platform.fileimport.Column;
import io.afterword.platform.fileimport.ImportChanges;
import io.afterword.platform.fileimport.ImportState;
import io.afterword.platform.fileimport.IncomingFile;
import io.afterword.platform.fileimport.RowFault;
import io.afterword.platform.problem.Problem;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What people and keys do with imports. */
@ApplicationScoped
class Imports {
  private final Pool pool;
  private final ImportStore store;
  private final ImportWork work;
  private final ImportChanges changes;
  private final Audit audit;
  private final Clock clock;

  Imports(
      Pool pool,
      ImportStore store,
      ImportWork work,
      ImportChanges changes,
      Audit audit,
      Clock clock) {
    this.pool = pool;
    this.store = store;
    this.work = work;
    this.changes = changes;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * @param more whether parts of the file follow
   */
  Uni<ContactImport> add(@Nullable String name, Wish wish, byte[] content, boolean more) {
    UUID id = UuidCreator.getTimeOrderedEpoch();
    check(wish);
    ImportState state = more ? ImportState.UPLOADING : ImportState.READING;
    List<byte[]> parts = IncomingFile.parts(content, more);
    return pool.withTransaction(
            tx ->
                store
                    .add(tx, id, state, IncomingFile.name(name, "contacts.csv"), wish, now())
                    .chain(() -> addParts(tx, id, parts))
                    .chain(
                        () ->
                            audit.record(
                                tx, "contact-import.made", "contact-import", id.toString()))
                    .chain(() -> store.find(tx, id)))
        .invoke(this::begin);
  }

  private Uni<Void> addParts(SqlConnection tx, UUID id, List<byte[]> parts) {
    return Multi.createFrom()
        .range(0, parts.size())
        .onItem()
        .transformToUniAndConcatenate(n -> ImportStore.FILES.addPart(tx, id, n, parts.get(n)))
        .collect()
        .last()
        .replaceWithVoid();
  }

  Uni<ContactImport> addPart(UUID id, int n, byte[] content) {
    return changes.addPart(work, id, n, content);
  }

  /** Looks at the file, perhaps once more and otherwise. */
  Uni<ContactImport> read(UUID id, Wish wish) {
    check(wish);
    return changes
        .change(
            work,
            id,
            ImportState::mayBeRead,
            (tx, file) -> store.startReading(tx, id, kept(wish, file), now()))
        .invoke(this::begin);
  }

  private static Wish kept(Wish wish, ContactImport file) {
    return wish.source().isEmpty()
        ? new Wish(file.wish().source(), wish.encoding(), wish.separator(), wish.columns())
        : wish;
  }

  Uni<ContactImport> confirm(UUID id) {
    return changes
        .change(
            work,
            id,
            state -> state == ImportState.READY,
            (tx, file) ->
                ImportStore.FILES
                    .move(tx, id, ImportState.IMPORTING, now())
                    .chain(
                        () ->
                            audit.record(
                                tx, "contact-import.confirmed", "contact-import", id.toString())))
        .invoke(this::begin);
  }

  Uni<ContactImport> cancel(UUID id) {
    return changes.cancel(work, id);
  }

  /** The import when it is looked at or taken, or as it is after a while. */
  Uni<ContactImport> settled(UUID id) {
    return changes.settled(work, id);
  }

  Uni<ContactImport> find(UUID id) {
    return store.find(pool, id);
  }

  Uni<List<ContactImport>> page(@Nullable UUID before, int limit) {
    return store.page(pool, before, limit);
  }

  Uni<List<RowFault>> faults(UUID id, int limit) {
    return ImportStore.FILES.faults(pool, id, limit);
  }

  private void begin(ContactImport file) {
    changes.begin(work, file);
  }

  private static void check(Wish wish) {
    CsvWish.format(wish.encoding(), wish.separator());
    List<Column> columns = wish.columns();
    if (columns == null) {
      return;
    }
    for (Column column : columns) {
      if (Target.of(column.to()).isEmpty()) {
        throw Problem.of(
            DispatchProblem.UNKNOWN_VALUE,
            "A column is one of %s, attributes. and a name, or nothing; was %s."
                .formatted(String.join(", ", Target.fields()), column.to()));
      }
      if (column.isThereTwice(columns)) {
        throw Problem.of(
            DispatchProblem.UNKNOWN_VALUE, "Two columns cannot both be %s.".formatted(column.to()));
      }
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
