package io.afterword.dispatch.contactimport;

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
    name = "ContactImport",
    description = "A file of contacts and what is known of it.",
    requiredProperties = {
      "id",
      "state",
      "name",
      "source",
      "rows",
      "faulty",
      "people",
      "known",
      "repeated",
      "done",
      "created",
      "createdAt"
    })
record ImportView(
    UUID id,
    ImportState state,
    @Schema(examples = "customers.csv") String name,
    @Schema(description = "The system that the ids in the file belong to.") String source,
    @Schema(description = "As the file is read.", examples = "UTF-8") @Nullable String encoding,
    @Schema(examples = ";") @Nullable String separator,
    @Schema(description = "What each column is; known from READY on.")
        @Nullable List<ColumnView> columns,
    @Schema(description = "The first rows; until the import is over.")
        @Nullable List<List<String>> samples,
    @Nullable Refused refused,
    @Schema(description = "Rows below the first line.") long rows,
    @Schema(description = "Rows that are left out.") long faulty,
    @Schema(description = "Whom the other rows tell of, each counted once.") long people,
    @Schema(description = "Those of them who were known at the preview.") long known,
    @Schema(description = "Rows that tell of somebody of whom an earlier row told.") long repeated,
    @Schema(description = "Rows taken so far.") long done,
    @Schema(description = "Contacts made so far.") long created,
    Instant createdAt) {

  @Schema(
      name = "ContactImportColumn",
      requiredProperties = {"column", "to"})
  record ColumnView(
      @Schema(description = "Its name in the first line.", examples = "Plan") String column,
      @Schema(
              description =
                  "id, email, phone, name, locale, timeZone, company.id, company.name,"
                      + " consent.basis, consent.source, consent.at, attributes. and a name, or"
                      + " empty: left out.",
              examples = "attributes.plan")
          String to) {
    static ColumnView of(Column column) {
      return new ColumnView(column.name(), column.to());
    }

    Column told() {
      return new Column(column, to);
    }
  }

  @Schema(
      name = "ContactImportRefusal",
      description = "Why the file as a whole cannot be read.",
      requiredProperties = {"code", "detail", "line"})
  record Refused(@Schema(examples = "WRONG_ENCODING") String code, String detail, long line) {}

  @Schema(
      name = "ContactImportFault",
      description = "What is wrong with a row.",
      requiredProperties = {"line", "code", "detail"})
  record FaultView(
      @Schema(description = "Where the row begins in the file, counted from 1.") long line,
      @Schema(examples = "NOT_AN_EMAIL_ADDRESS") String code,
      String detail) {
    static FaultView of(RowFault fault) {
      return new FaultView(fault.line(), fault.code(), fault.sentence());
    }
  }

  static ImportView of(ContactImport file) {
    Found found = file.found();
    Refusal refusal = file.refusal();
    ContactImport.Counts counts = file.counts();
    return new ImportView(
        file.id(),
        file.state(),
        file.name(),
        file.wish().source(),
        found == null ? file.wish().encoding() : found.encoding(),
        found == null ? file.wish().separator() : found.separator(),
        found == null ? null : found.columns().stream().map(ColumnView::of).toList(),
        found == null || found.samples().isEmpty() ? null : found.samples(),
        refusal == null ? null : new Refused(refusal.code(), refusal.detail(), refusal.line()),
        counts.rows(),
        counts.faulty(),
        counts.people(),
        counts.known(),
        counts.repeated(),
        counts.done(),
        counts.created(),
        file.createdAt());
  }
}
