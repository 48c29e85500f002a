package io.afterword.scoring.outside;

import java.time.Instant;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A series from outside, without its values. */
@Schema(requiredProperties = {"name", "values", "from", "to", "uploadedAt"})
record OutsideSeries(
    @Schema(examples = "retention") String name,
    @Schema(description = "Days that have a value", examples = "26") int values,
    @Schema(description = "First day with a value") LocalDate from,
    @Schema(description = "First day after the last one with a value") LocalDate to,
    Instant uploadedAt) {}
