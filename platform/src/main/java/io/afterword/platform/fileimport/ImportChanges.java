package io.afterword.platform.fileimport;

import io.afterword.platform.problem.Problem;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.Predicate;

/** What people and keys do with imports of any kind, under the import's lock. */
@ApplicationScoped
public class ImportChanges {
  /** A small file is done before its page is shown; a large one shows how far it is. */
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);

  private static final int LOOKS = 20;

  private final Pool pool;
  private final ImportRunner runner;
  private final Clock clock;

  ImportChanges(Pool pool, ImportRunner runner, Clock clock) {
    this.pool = pool;
    this.runner = runner;
    this.clock = clock;
  }

  /** What is done to an import under its lock. */
  public interface Change<F> {
    Uni<Void> to(SqlConnection tx, F file);
  }

  /** The import as it stands then; refused unless it is in a state that fits. */
  public <F extends FileImport> Uni<F> change(
      ImportKind<F> kind, UUID id, Predicate<ImportState> fits, Change<F> change) {
    return pool.withTransaction(
        tx ->
            kind.files()
                .lock(tx, id)
                .chain(() -> kind.find(tx, id))
                .invoke(file -> require(kind, file, fits))
                .chain(file -> change.to(tx, file))
                .chain(() -> kind.find(tx, id)));
  }

  /** Refuses what cannot be done in the state that the import is in. */
  public <F extends FileImport> void require(
      ImportKind<F> kind, F file, Predicate<ImportState> fits) {
    if (!fits.test(file.state())) {
      throw Problem.of(kind.notReady(), "The import is %s now.".formatted(file.state()));
    }
  }

  public <F extends FileImport> Uni<F> addPart(ImportKind<F> kind, UUID id, int n, byte[] content) {
    return change(
        kind,
        id,
        state -> state == ImportState.UPLOADING,
        (tx, file) -> kind.files().addPart(tx, id, n, content));
  }

  public <F extends FileImport> Uni<F> cancel(ImportKind<F> kind, UUID id) {
    ImportFiles files = kind.files();
    return change(
        kind,
        id,
        ImportState::mayBeCancelled,
        (tx, file) ->
            files.move(tx, id, ImportState.CANCELLED, now()).chain(() -> files.forget(tx, id)));
  }

  /** Begins the work that there is on it. */
  public <F extends FileImport> void begin(ImportKind<F> kind, F file) {
    if (file.state().isUnderWay()) {
      runner.begin(kind, file.id());
    }
  }

  /** The import when nobody works on it any more, or as it is after two seconds. */
  public <F extends FileImport> Uni<F> settled(ImportKind<F> kind, UUID id) {
    return Multi.createBy()
        .repeating()
        .uni(() -> kind.find(pool, id))
        .withDelay(LOOK_EVERY)
        .whilst(file -> file.state().isUnderWay())
        .select()
        .first(LOOKS)
        .collect()
        .last();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
