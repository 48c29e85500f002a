package io.afterword.survey.responseimport;

import io.afterword.platform.fileimport.Column;
import io.afterword.platform.fileimport.FileImport;
import io.afterword.platform.fileimport.ImportState;
import io.afterword.platform.fileimport.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An import as it stands.
 *
 * @param ofVersion whose questions the columns are held against
 * @param version of the answers; known once somebody has confirmed
 */
record ResponseImport(
    UUID id,
    UUID surveyId,
    int ofVersion,
    @Nullable Integer version,
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
   * @param source the tool that the ids in the file belong to
   * @param layout null: by the names of the columns
   * @param encoding null: as found
   * @param separator null: as found
   * @param zone of times that say none; null: such times are refused
   * @param dates null: what can be read in two ways is refused
   * @param locale of rows that say none
   * @param columns null: by their names
   */
  record Wish(
      String source,
      @Nullable Layout layout,
      @Nullable String encoding,
      @Nullable String separator,
      @Nullable String zone,
      @Nullable DateOrder dates,
      @Nullable String locale,
      @Nullable List<Column> columns) {

    Wish from(String otherSource) {
      return new Wish(otherSource, layout, encoding, separator, zone, dates, locale, columns);
    }
  }

  /**
   * @param rows below the first line
   * @param faulty rows that are left out
   * @param repeated rows with the id of an earlier row
   * @param known of the others: those that were there at the preview
   * @param done rows taken so far
   * @param created responses made of them
   */
  record Counts(
      long rows,
      long faulty,
      long repeated,
      long known,
      long done,
      long created,
      @Nullable Instant earliest,
      @Nullable Instant latest) {

    /** Rows that can be taken. */
    long takable() {
      return rows - faulty - repeated;
    }

    /** Rows that a confirmation makes responses of. */
    long fresh() {
      return takable() - known;
    }
  }
}
