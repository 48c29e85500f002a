package io.afterword.platform.fileimport;

import io.afterword.platform.csv.CsvException;
import io.afterword.platform.problem.ProblemCode;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import java.io.IOException;
import java.util.UUID;

/**
 * A kind of import: where it is kept, what its rows mean and what becomes of them.
 *
 * @param <F> an import as it stands
 */
public interface ImportKind<F extends FileImport> {
  /** Where it is kept. */
  ImportFiles files();

  /** Fails unless there is one. */
  Uni<F> find(SqlClient client, UUID id);

  /**
   * Looks at the file, on a worker thread, and moves it to READY or refuses it; nothing is taken.
   *
   * @throws UnfitException if it holds nothing that can be taken as it is
   */
  void read(F file, Held held) throws IOException;

  /**
   * Takes it, on a worker thread, behind the rows that are done. What a batch adds is written with
   * what it counts, so that a file whose first reader died is counted once.
   */
  void take(F file, Held held) throws IOException;

  /** The code of a file that is none of rows. */
  ProblemCode code(CsvException unreadable);

  /** The code of what an import cannot do now. */
  ProblemCode notReady();
}
