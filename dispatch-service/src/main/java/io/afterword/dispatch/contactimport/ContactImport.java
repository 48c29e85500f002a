package io.afterword.dispatch.contactimport;

import io.afterword.platform.fileimport.Column;
import io.afterword.platform.fileimport.FileImport;
import io.afterword.platform.fileimport.ImportState;
import io.afterword.platform.fileimport.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An import as it stands. */
record ContactImport(
    UUID id,
    ImportState state,
    String name,
    Wish wish,
    @Nullable Found found,
    @Nullable Refusal refusal,
    Counts counts,
    Instant createdAt)
    implements FileImport {

  /**
   * How somebody wants the file to be read.
   *
   * @param encoding null: as found
   * @param separator null: as found
   * @param columns null: by their names
   */
  record Wish(
      String source,
      @Nullable String encoding,
      @Nullable String separator,
      @Nullable List<Column> columns) {}

  /**
   * @param rows below the first line
   * @param faulty rows that are left out
   * @param people whom the others tell of, each counted once
   * @param known of them: those who were known at the preview
   * @param done rows taken so far
   * @param created people who were not known before
   */
  record Counts(long rows, long faulty, long people, long known, long done, long created) {
    /** Rows that tell of somebody of whom an earlier row told. */
    long repeated() {
      return rows - faulty - people;
    }
  }
}
