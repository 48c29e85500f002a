package io.afterword.survey.respond;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "Sent", description = "What became of a post.")
record SentView(
    @Schema(
            required = true,
            enumeration = {"RECORDED", "CHANGED", "UNCHANGED"})
        Outcome outcome,
    @Schema(required = true) Completeness completeness) {}
