package io.afterword.survey.responseimport;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.afterword.platform.fileimport.Column;
import io.afterword.platform.fileimport.ImportState;
import io.afterword.platform.fileimport.Refusal;
import io.afterword.platform.fileimport.RowFault;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
    name = "ResponseImport",
    description = "A file of answers from another tool and what is known of it.",
    requiredProperties = {
      "id",
      "survey",
      "state",
      "name",
      "source",
      "rows",
      "faulty",
      "repeated",
      "known",
      "fresh",
      "done",
      "created",
      "createdAt"
    })
record ImportView(
    UUID id,
    @Schema(description = "Whose questions the answers are to.") UUID survey,
    @Schema(
            description = "The version of the imported answers; known from IMPORTING on.",
            examples = "2")
        @Nullable Integer version,
    ImportState state,
    @Schema(examples = "nps-2024.csv") String name,
    @Schema(description = "The tool that the ids in the file belong to.", examples = "delighted")
        String source,
    @Schema(description = "As the file is read.") @Nullable Layout layout,
    @Schema(description = "As the file is read.", examples = "UTF-8") @Nullable String encoding,
    @Schema(examples = ",") @Nullable String separator,
    @Schema(description = "Of times that say none.", examples = "Europe/Oslo")
        @Nullable String zone,
    @Schema(description = "How 03/04/2025 is read.") @Nullable DateOrder dates,
    @Schema(description = "Of rows that say none.", examples = "en") @Nullable String locale,
    @Schema(description = "What each column is; known from READY on.")
        @Nullable List<ColumnView> columns,
    @Schema(description = "The first rows; until the import is over.")
        @Nullable List<List<String>> samples,
    @Nullable Refused refused,
    @Schema(description = "Rows below the first line.") long rows,
    @Schema(description = "Rows that are left out.") long faulty,
    @Schema(description = "Rows with the id of an earlier row.") long repeated,
    @Schema(description = "Of the others: those that an earlier import has brought.") long known,
    @Schema(description = "Rows that a confirmation makes responses of.") long fresh,
    @Schema(description = "Rows taken so far.") long done,
    @Schema(description = "Responses made so far.") long created,
    @Schema(description = "The first answer that can be taken.") @Nullable Instant earliest,
    @Schema(description = "The last answer that can be taken.") @Nullable Instant latest,
    Instant createdAt) {

  @Schema(
      name = "ResponseImportColumn",
      requiredProperties = {"column", "to"})
  record ColumnView(
      @Schema(description = "Its name in the first line.", examples = "Score") String column,
      @Schema(
              description =
                  "answer. and the id of a question, firstAnsweredAt, id, locale, contactId,"
                      + " channel, team, agent.id, agent.name, kind or stage, as the CSV export"
                      + " calls its columns, or empty: left out.",
              examples = "answer.q1")
          String to) {
    static ColumnView of(Column column) {
      return new ColumnView(column.name(), column.to());
    }

    Column told() {
      return new Column(column, to);
    }
  }

  @Schema(
      name = "ResponseImportRefusal",
      description = "Why the file as a whole cannot be read.",
      requiredProperties = {"code", "detail", "line"})
  record Refused(@Schema(examples = "ZONE_MISSING") String code, String detail, long line) {}

  @Schema(
      name = "ResponseImportFault",
      description = "What is wrong with a row.",
      requiredProperties = {"line", "code", "detail"})
  record FaultView(
      @Schema(description = "Where the row begins in the file, counted from 1.", examples = "17")
          long line,
      @Schema(examples = "RATING_OUT_OF_SCALE") String code,
      @Schema(examples = "rating must be 1 to 5, was 7.") String detail) {
    static FaultView of(RowFault fault) {
      return new FaultView(fault.line(), fault.code(), fault.sentence());
    }
  }

  static ImportView of(ResponseImport file) {
    Found found = file.found();
    ResponseImport.Wish wish = file.wish();
    Refusal refusal = file.refusal();
    ResponseImport.Counts counts = file.counts();
    return new ImportView(
        file.id(),
        file.surveyId(),
        file.version(),
        file.state(),
        file.name(),
        wish.source(),
        found == null ? wish.layout() : found.layout(),
        found == null ? wish.encoding() : found.encoding(),
        found == null ? wish.separator() : found.separator(),
        wish.zone(),
        wish.dates(),
        wish.locale(),
        found == null ? null : found.columns().stream().map(ColumnView::of).toList(),
        found == null || found.samples().isEmpty() ? null : found.samples(),
        refusal == null ? null : new Refused(refusal.code(), refusal.detail(), refusal.line()),
        counts.rows(),
        counts.faulty(),
        counts.repeated(),
        counts.known(),
        counts.fresh(),
        counts.done(),
        counts.created(),
        counts.earliest(),
        counts.latest(),
        file.createdAt());
  }
}
