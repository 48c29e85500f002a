package io.afterword.platform.fileimport;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.afterword.platform.csv.CsvException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Reads files and takes their rows, on a worker thread; one replica works on an import. */
@ApplicationScoped
public class ImportRunner {
  private static final Logger LOG = Logger.getLogger(ImportRunner.class);

  /** Whoever has not confirmed by then does not want it any more. */
  private static final Duration KEPT = Duration.ofDays(30);

  private final Pool pool;
  private final ObjectMapper json;
  private final Clock clock;

  ImportRunner(Pool pool, ObjectMapper json, Clock clock) {
    this.pool = pool;
    this.json = json;
    this.clock = clock;
  }

  /** Works on it in the background, unless somebody does. */
  public void begin(ImportKind<?> kind, UUID id) {
    Infrastructure.getDefaultWorkerPool().execute(() -> work(kind, id));
  }

  /** Works on it, unless somebody does. */
  public <F extends FileImport> void work(ImportKind<F> kind, UUID id) {
    try {
      Held.await(pool.withTransaction(tx -> kind.files().lease().claim(tx, id)))
          .ifPresent(
              fence ->
                  work(
                      kind,
                      Held.await(kind.find(pool, id)),
                      new Held(pool, kind.files(), id, fence, clock, json)));
    } catch (Held.TakenAwayException done) {
      LOG.debugf("Import %s is somebody else's now", id);
    } catch (RuntimeException failed) {
      // Its lease runs out, and the job begins it again.
      LOG.warnf(failed, "Import %s stopped and is tried again", id);
    }
  }

  private static <F extends FileImport> void work(ImportKind<F> kind, F file, Held held) {
    try {
      if (file.state() == ImportState.READING) {
        kind.read(file, held);
      } else {
        kind.take(file, held);
      }
    } catch (CsvException unreadable) {
      held.refuse(
          new Refusal(
              kind.code(unreadable).name(),
              String.valueOf(unreadable.getMessage()),
              unreadable.line()),
          null);
    } catch (UnfitException unfit) {
      held.refuse(unfit.refusal(), null);
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Goes on with imports whose replica died, and forgets old ones; says how many of each. */
  public Uni<String> tend(ImportKind<?> kind, Instant now) {
    return kind.files()
        .lease()
        .left(pool)
        .invoke(left -> left.forEach(id -> begin(kind, id)))
        .chain(
            left ->
                pool.withTransaction(tx -> kind.files().forgetOld(tx, now.minus(KEPT)))
                    .map(
                        gone ->
                            "%d imports gone on with, %d forgotten".formatted(left.size(), gone)));
  }
}
