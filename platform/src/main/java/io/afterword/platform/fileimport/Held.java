package io.afterword.platform.fileimport;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.afterword.platform.csv.CsvFile;
import io.afterword.platform.csv.CsvFormat;
import io.afterword.platform.csv.CsvParts;
import io.afterword.platform.csv.CsvRow;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An import that this replica works on; what it writes fails once another one holds it. */
public final class Held {
  /** Rows of a transaction. */
  public static final int BATCH = 500;

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Pool pool;
  private final ImportFiles files;
  private final UUID id;
  private final long fence;
  private final Clock clock;
  private final ObjectMapper json;

  Held(Pool pool, ImportFiles files, UUID id, long fence, Clock clock, ObjectMapper json) {
    this.pool = pool;
    this.files = files;
    this.id = id;
    this.fence = fence;
    this.clock = clock;
    this.json = json;
  }

  /** Another replica holds the import now, or somebody has cancelled it. */
  static final class TakenAwayException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** What is written about an import. */
  public interface Step<T> {
    Uni<T> in(SqlConnection tx);
  }

  /** Writes it in a transaction of its own. */
  public <T> T write(Step<T> step) {
    return await(
        pool.withTransaction(
            tx ->
                files
                    .lease()
                    .hold(tx, id, fence, now())
                    .chain(
                        ours ->
                            ours
                                ? step.in(tx)
                                : Uni.createFrom().failure(new TakenAwayException()))));
  }

  /** Everything is taken: the file is not needed any more. */
  public void finish() {
    write(tx -> files.move(tx, id, ImportState.DONE, now()).chain(() -> files.forget(tx, id)));
  }

  /**
   * @param found what could be read nevertheless, so that somebody can say more about it
   */
  public void refuse(Refusal refusal, @Nullable Object found) {
    String problem = text(refusal);
    String read = found == null ? null : text(found);
    write(tx -> files.refuse(tx, id, problem, read));
  }

  /** The file from its beginning; one part of it at a time is in memory. */
  public CsvFile open(CsvFormat format) throws IOException {
    return CsvFile.open(new CsvParts(n -> await(files.part(pool, id, n))), format);
  }

  /** The next rows; none after the last. */
  public static List<CsvRow> next(CsvFile csv) {
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

  /** Business time. */
  public Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /** What the work needs from elsewhere; it is on a worker thread, which may wait. */
  public static <T> T await(Uni<T> work) {
    return work.await().atMost(PATIENCE);
  }

  private String text(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }
}
