package io.afterword.survey.responseimport;

import io.afterword.survey.responseimport.ImportView.ColumnView;
import io.afterword.survey.responseimport.ResponseImport.Wish;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(name = "ResponseImportReading", description = "How the file is to be read.")
record Reading(
    @Schema(
            description = "The tool that the ids belong to; as before unless said.",
            examples = "delighted")
        @Nullable String source,
    @Schema(description = "As found unless said.") @Nullable Layout layout,
    @Schema(description = "As found unless said.", examples = "windows-1252")
        @Nullable String encoding,
    @Schema(
            description = "comma, semicolon, tab or bar; as found unless said.",
            examples = "semicolon")
        @Nullable String separator,
    @Schema(description = "Of times that say none.", examples = "Europe/Oslo")
        @Nullable String zone,
    @Schema(description = "How 03/04/2025 is read.") @Nullable DateOrder dates,
    @Schema(description = "Of rows that say none.", examples = "en") @Nullable String locale,
    @Schema(
            description =
                "What each column is, by its name; columns that are not named are left out. By"
                    + " their names unless said.")
        @Nullable List<ColumnView> columns) {

  Wish wish() {
    return new Wish(
        source == null ? "" : source.strip(),
        layout,
        encoding,
        separator,
        zone,
        dates,
        locale,
        columns == null ? null : columns.stream().map(ColumnView::told).toList());
  }
}
