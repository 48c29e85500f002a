package io.afterword.dispatch.contactimport;

import com.github.f4b6a3.uuid.UuidCreator;
import io.afterword.dispatch.DispatchProblem;
import io.afterword.dispatch.contactimport.ContactImport.Wish;
import io.afterword.dispatch.reading.CsvWish;
import io.afterword.platform.audit.Audit;
import io.afterword.platform.problem.Problem;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What people and keys do with imports. */
@ApplicationScoped
class Imports {
  /** What is in memory when the file is read. */
  private static final int PART = 1024 * 1024;

  /** So many parts of a request's size are 5 GB. */
  static final int MOST_PARTS = 1_000;

  private static final int LONGEST = 255;

  private final Pool pool;
  private final ImportStore store;
  private final ImportWork work;
  private final Audit audit;
  private final Clock clock;

  Imports(Pool pool, ImportStore store, ImportWork work, Audit audit, Clock clock) {
    this.pool = pool;
    this.store = store;
    this.work = work;
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
    List<byte[]> parts =
        more
            ? List.of(content)
            : IntStream.iterate(0, from -> from < content.length, from -> from + PART)
                .mapToObj(
                    from ->
                        Arrays.copyOfRange(content, from, Math.min(content.length, from + PART)))
                .toList();
    return pool.withTransaction(
            tx ->
                store
                    .add(tx, id, state, text(name, "contacts.csv"), wish, now())
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
        .transformToUniAndConcatenate(n -> store.addPart(tx, id, n, parts.get(n)))
        .collect()
        .last()
        .replaceWithVoid();
  }

  Uni<ContactImport> addPart(UUID id, int n, byte[] content) {
    return change(
        id,
        state -> state == ImportState.UPLOADING,
        (tx, file) -> store.addPart(tx, id, n, content));
  }

  /** Looks at the file, perhaps once more and otherwise. */
  Uni<ContactImport> read(UUID id, Wish wish) {
    check(wish);
    return change(
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
    return change(
            id,
            state -> state == ImportState.READY,
            (tx, file) ->
                store
                    .move(tx, id, ImportState.IMPORTING, now())
                    .chain(
                        () ->
                            audit.record(
                                tx, "contact-import.confirmed", "contact-import", id.toString())))
        .invoke(this::begin);
  }

  Uni<ContactImport> cancel(UUID id) {
    return change(
        id,
        ImportState::mayBeCancelled,
        (tx, file) ->
            store.move(tx, id, ImportState.CANCELLED, now()).chain(() -> store.forget(tx, id)));
  }

  Uni<ContactImport> find(UUID id) {
    return store.find(pool, id);
  }

  Uni<List<ContactImport>> page(@Nullable UUID before, int limit) {
    return store.page(pool, before, limit);
  }

  Uni<List<RowReader.Fault>> faults(UUID id, int limit) {
    return store.faults(pool, id, 0, -1, limit);
  }

  /** What is done to an import under its lock. */
  private interface Change {
    Uni<Void> to(SqlConnection tx, ContactImport file);
  }

  private Uni<ContactImport> change(UUID id, Predicate<ImportState> fits, Change change) {
    return pool.withTransaction(
        tx ->
            store
                .lock(tx, id)
                .invoke(
                    file -> {
                      if (!fits.test(file.state())) {
                        throw Problem.of(
                            DispatchProblem.IMPORT_NOT_READY,
                            "The import is %s now.".formatted(file.state()));
                      }
                    })
                .chain(file -> change.to(tx, file))
                .chain(() -> store.find(tx, id)));
  }

  private void begin(ContactImport file) {
    if (file.state().isUnderWay()) {
      work.begin(file.id());
    }
  }

  private static void check(Wish wish) {
    CsvWish.format(wish.encoding(), wish.separator());
    List<Found.Column> columns = wish.columns();
    if (columns == null) {
      return;
    }
    for (Found.Column column : columns) {
      Target target =
          Target.of(column.to())
              .orElseThrow(
                  () ->
                      Problem.of(
                          DispatchProblem.UNKNOWN_VALUE,
                          "A column is one of %s, attributes. and a name, or nothing; was %s."
                              .formatted(String.join(", ", Target.fields()), column.to())));
      boolean twice =
          !target.equals(Target.NOTHING)
              && columns.stream().filter(other -> other.to().equals(column.to())).count() > 1;
      if (twice) {
        throw Problem.of(
            DispatchProblem.UNKNOWN_VALUE, "Two columns cannot both be %s.".formatted(column.to()));
      }
    }
  }

  private static String text(@Nullable String given, String otherwise) {
    String text = given == null ? "" : given.replace("\0", "").strip();
    if (text.isEmpty()) {
      return otherwise;
    }
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
